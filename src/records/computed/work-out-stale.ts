import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountDb, Database } from '../../app/db.ts';
import type { JobContext } from '../../app/kernel/domain.ts';
import { system } from '../../app/kernel/actor.ts';
import { structureChanged } from '../object-shapes.ts';
import { workedOutSource } from '../queries/sets.ts';
import {
  lockFree,
  markComputed,
  moveSet,
  nextRecords,
  nextSet,
  queueRecords,
  recordsOfSet,
  setGates,
  staleRows,
  takeRecords,
  takeSet,
  type StaleRecord,
  type StaleSet,
} from '../queries/stale-values.ts';
import { writeSet } from '../write-set.ts';
import type { Affected } from './note-affected.ts';

/** So many records are worked out in a transaction: about half a second of it. */
const BATCH = 4_000;
/** Sets wait for transactions that are about to end: so long, so many times, before the loop rests. */
const WAIT_MS = 25;
const ROUNDS = 40;

/**
 * Works out a bounded batch of what is out of date in an account, of one object. What rests upon it is queued in its turn. Gives how much it
 * did; 0 when the rest is held by others, or still waits for those who may have read what was.
 */
export async function workOutStale(database: Database, accountId: number, { stopping }: JobContext): Promise<number> {
  for (let round = 0; ; round++) {
    const isWaiting = await database.account(accountId, setGates);
    const records = await database.account(accountId, someRecords);
    const done = records + (await database.account(accountId, partOfSet));
    if (done > 0 || !isWaiting || round === ROUNDS || stopping.aborted) return done;
    await sleep(WAIT_MS);
  }
}

async function someRecords(db: AccountDb): Promise<number> {
  const next = await nextRecords(db, BATCH);
  if (!next) return 0;
  const { free, held } = await lockFree(db, next.objectId, idsOf(next.records));
  // What others hold stays in the queue; what is in the bin or gone leaves it.
  const done = idsOf(next.records).filter((id) => !held.includes(id));
  await takeRecords(db, next.objectId, done);
  await workOut(db, next.objectId, { records: next.records.filter(({ id }) => free.includes(id)), quiet: false });
  return done.length;
}

async function partOfSet(db: AccountDb): Promise<number> {
  const set = await nextSet(db);
  if (!set) return 0;
  const ids = await recordsOfSet(db, set, BATCH);
  if (ids.length > 0) {
    const { free, held } = await lockFree(db, set.object_id, ids);
    const stale = (chosen: readonly number[]): StaleRecord[] => chosen.map((id) => ({ id, cause_id: set.cause_id }));
    if (held.length > 0) await queueRecords(db, set.object_id, staleRows(stale(held)));
    await workOut(db, set.object_id, { records: stale(free), quiet: set.quiet });
  }
  if (ids.length === BATCH) await moveSet(db, set.id, ids.at(-1)!);
  else await finish(db, set);
  return 1 + ids.length;
}

async function finish(db: AccountDb, set: StaleSet): Promise<void> {
  await takeSet(db, set.id);
  if (set.what !== 'all') return;
  await markComputed(db, set.object_id, set.field_id);
  await structureChanged(db);
}

async function workOut(
  db: AccountDb,
  objectId: number,
  { records, quiet }: { records: readonly StaleRecord[]; quiet: boolean },
): Promise<void> {
  if (records.length === 0) return;
  const source = workedOutSource(records);
  const { affected } = await writeSet(db, system, { objectId, source, columns: ['cause_id'], workOut: quiet ? 'quiet' : 'told' });
  for (const rest of affected) await queueRecords(db, rest.objectId, staleRows(rest.records));
}

const idsOf = (records: Affected['records']): number[] => records.map(({ id }) => id);
