import type { AccountDb, Database } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { log } from '../../app/log.ts';
import { asProblem } from '../../app/problems.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastFinished, broadcastPaused } from '../events.ts';
import { deleteBroadcastChunks } from '../queries/broadcast-chunks.ts';
import {
  claimBroadcasts,
  countBroadcastTry,
  hasWaitingLetters,
  lockBroadcast,
  touchBroadcast,
  writeDecideAt,
  writeState,
  type BroadcastRow,
} from '../queries/broadcasts.ts';
import { cancelLetters } from '../queries/deliveries.ts';
import { beginBroadcast } from './begin-broadcast.ts';
import { judgeTest } from './judge-test.ts';
import { actorOf, queueChunk } from './queue-chunk.ts';

/** So often a step is tried before the broadcast is paused, to be resumed by hand. */
const TRIES = 5;
/** Letters of a stopped broadcast that are kept from leaving in one transaction. */
const CANCEL_AT_ONCE = 5_000;

/**
 * Moves one broadcast of the account on by one step, in one transaction: begins it, queues a chunk, judges its test, ends it, or takes back what
 * a stop left waiting. Of two processes only the one that holds its row works on it. Gives 0 when there is nothing to do now.
 */
export async function runBroadcasts(database: Database, accountId: number): Promise<number> {
  const at: { id?: number } = {};
  try {
    return await database.account(accountId, async (db) => {
      const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
      for (const broadcast of await claimBroadcasts(db)) {
        at.id = broadcast.id;
        if (await moveOn(db, broadcast, { ids, moment: database.clock.now() })) return 1;
      }
      return 0;
    });
  } catch (error) {
    if (at.id === undefined) throw error;
    return giveUpOn(database, accountId, at.id, error);
  }
}

type Means = { ids: NextIds; moment: Date };

/** Gives whether there was anything to do. */
async function moveOn(db: AccountDb, broadcast: BroadcastRow, means: Means): Promise<boolean> {
  if (broadcast.state === 'stopped') return takeBack(db, broadcast);
  if (broadcast.state === 'scheduled') {
    await beginBroadcast(db, broadcast);
    return true;
  }
  const isInTest = broadcast.done_chunk < broadcast.test_chunks;
  const isLeft = broadcast.done_chunk < broadcast.chunk_count;
  if (isLeft && !isInTest && isUndecided(broadcast)) return waitForWinner(db, broadcast);
  if (isLeft) {
    await queueChunk(db, broadcast, means);
    return true;
  }
  if (await hasWaitingLetters(db, broadcast.id)) return false;
  await finish(db, broadcast);
  return true;
}

const isUndecided = ({ test, winner }: BroadcastRow): boolean => test !== null && winner === null;

/** The time a test has begins when the last of its letters has left. */
async function waitForWinner(db: AccountDb, broadcast: BroadcastRow): Promise<boolean> {
  const test = broadcast.test!;
  if (test.by === 'hand') return false;
  if (broadcast.decide_at === null) {
    if (await hasWaitingLetters(db, broadcast.id)) return false;
    await writeDecideAt(db, broadcast.id, new Date(db.now.getTime() + test.waitMinutes * 60_000));
    return true;
  }
  if (broadcast.decide_at > db.now) return false;
  await judgeTest(db, broadcast);
  return true;
}

async function takeBack(db: AccountDb, { id }: BroadcastRow): Promise<boolean> {
  const cancelled = await cancelLetters(db, { broadcastId: id, reason: 'broadcast_stopped', limit: CANCEL_AT_ONCE });
  if (cancelled > 0) return true;
  // What is on its way may come back to the queue, and then is cancelled too.
  if (await hasWaitingLetters(db, id)) return false;
  await writeState(db, id, { state: 'stopped', finishedAt: db.now });
  await deleteBroadcastChunks(db, id);
  return true;
}

async function finish(db: AccountDb, broadcast: BroadcastRow): Promise<void> {
  await writeState(db, broadcast.id, { state: 'finished', finishedAt: db.now });
  await deleteBroadcastChunks(db, broadcast.id);
  const data = { objectId: broadcast.object_id, queued: broadcast.queued_count, refused: broadcast.refused };
  await recordEvent(db, actorOf(broadcast), { kind: broadcastFinished, subject: { type: 'broadcast', id: broadcast.id }, data });
}

/** What a person must mend (a message that is gone, a seat that was taken away) pauses it at once, other trouble after a few tries. */
async function giveUpOn(database: Database, accountId: number, id: number, error: unknown): Promise<number> {
  const problem = asProblem(error);
  const isRefused = problem.status < 500 && problem.code !== 'busy';
  if (!isRefused) log.error({ accountId, broadcast: id, err: error }, 'a broadcast broke off');
  return database.account(accountId, async (db) => {
    const { state } = (await lockBroadcast(db, id))!;
    // Who stopped it meanwhile, or paused it, has decided.
    if (state !== 'scheduled' && state !== 'running') {
      await touchBroadcast(db, id, database.clock.now());
      return 0;
    }
    if (!isRefused && (await countBroadcastTry(db, id)) < TRIES) {
      await touchBroadcast(db, id, database.clock.now());
      return 0;
    }
    await writeState(db, id, { state: 'paused', failure: problem.message });
    await recordEvent(
      db,
      { type: 'system', id: null },
      { kind: broadcastPaused, subject: { type: 'broadcast', id }, data: { code: problem.code } },
    );
    return 1;
  });
}
