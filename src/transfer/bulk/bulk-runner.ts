import { asProblem } from '../../app/problems.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { viewerOf } from '../../accounts/index.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { log } from '../../app/log.ts';
import { recordEvent } from '../../ledger/index.ts';
import { bulkFinished, bulkStopped } from '../events.ts';
import { chunkOf, type Chunk } from '../queries/bulk-chunks.ts';
import { advanceRun, claimRun, countTry, deleteChunks, insertFailures, updateRunStatus, type BulkRunRow } from '../queries/bulk-runs.ts';
import { analyzeGrownTables } from '../queries/imports.ts';
import { MERGE, mergeCluster, unmergeOfRun, type MergeSettings } from '../duplicates/merge-run.ts';
import { undoChunk } from '../undo/undo-chunk.ts';
import { UNDO } from '../undo/undo-cause.ts';
import { applyChunk, type ChunkDone } from './apply-chunk.ts';
import { permittedAction } from './permitted-action.ts';

/** So often a chunk is tried before the run is given up, to be resumed by hand. */
const TRIES = 5;

/**
 * Moves a run of the account on by one chunk, in one transaction with its counts: whoever is killed in it has done nothing, and the next one
 * begins with the same chunk. Of two processes only the one that holds the run's row works on it. Gives 0 when nothing runs.
 */
export async function moveBulkRun(database: Database, accountId: number, runId?: number): Promise<number> {
  const at: { runId?: number } = {};
  try {
    return await database.account(accountId, async (db) => {
      const run = await claimRun(db, runId);
      if (!run) return 0;
      at.runId = run.id;
      await moveOn(database, db, run);
      return 1;
    });
  } catch (error) {
    if (at.runId === undefined) throw error;
    return giveUpOn(database, accountId, at.runId, error);
  }
}

async function moveOn(database: Database, db: AccountDb, run: BulkRunRow): Promise<void> {
  const began = performance.now();
  const viewer = await viewerOfStarter(db, run);
  if (!viewer) return stopForSeat(db, run);
  if (run.done_chunk === 0) await analyzeGrownTables(db);
  const chunk = await chunkOf(db, run.id, run.done_chunk + 1);
  if (!chunk) return finish(db, run);
  const done = await workOn(database, db, { run, viewer, chunk });
  await insertFailures(db, { id: run.id, objectId: chunk.object_id }, done.failures);
  const workMs = performance.now() - began;
  await advanceRun(db, run.id, { ...done, chunk: chunk.chunk_no, workMs, moment: database.clock.now() });
  if (chunk.chunk_no === run.chunk_count) await finish(db, run, done);
}

/** The starter's rights as they are now; none when the seat is gone. */
async function viewerOfStarter(db: AccountDb, run: BulkRunRow): Promise<Viewer | undefined> {
  try {
    return await viewerOf(db, run.started_by);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

async function workOn(database: Database, db: AccountDb, at: { run: BulkRunRow; viewer: Viewer; chunk: Chunk }): Promise<ChunkDone> {
  const { run, viewer, chunk } = at;
  const actor = { type: run.actor_type, id: run.actor_id, causeId: run.event_id };
  const about = { viewer, actor, objectId: chunk.object_id, recordIds: chunk.record_ids };
  const ids = (name: string, count: number): Promise<number> => database.nextIds(db.accountId, name, count);
  if (run.kind === MERGE) return mergeCluster(db, { ...about, ids, settings: run.settings as unknown as MergeSettings, runId: run.id });
  if (run.kind === UNDO && run.settings.kind === MERGE) return unmergeOfRun(db, { ...about, ids, undoneRunId: run.undoes_run_id! });
  if (run.kind === UNDO) return undoChunk(db, { ...about, undoes: run.undoes_event_id! });
  const { action, settings } = await permittedAction(db, viewer, { objectId: run.object_id, kind: run.kind, settings: run.settings });
  return applyChunk(db, { ...about, action, settings, ids });
}

async function stopForSeat(db: AccountDb, run: BulkRunRow): Promise<void> {
  const failure = 'Whoever started this no longer has a seat in the account. What was done stays.';
  await updateRunStatus(db, run.id, { status: 'stopped', failure });
  await tell(db, run, bulkStopped, {});
}

async function finish(db: AccountDb, run: BulkRunRow, last?: ChunkDone): Promise<void> {
  await updateRunStatus(db, run.id, { status: 'finished', finishedAt: db.now });
  await deleteChunks(db, run.id);
  await tell(db, run, bulkFinished, {
    changed: run.changed_count + (last?.changed ?? 0),
    unchanged: run.unchanged_count + (last?.unchanged ?? 0),
    failed: run.failed_count + (last?.failed ?? 0),
  });
}

async function tell(db: AccountDb, run: BulkRunRow, kind: typeof bulkFinished, counts: Record<string, number>): Promise<void> {
  const actor = { type: run.actor_type, id: run.actor_id, causeId: run.event_id };
  await recordEvent(db, actor, { kind, subject: { type: 'bulk', id: run.id }, data: { objectId: run.object_id, ...counts } });
}

/** Refusals (a right that is gone, a field that was deleted) end the run at once, other trouble after a few tries; both can be resumed. */
async function giveUpOn(database: Database, accountId: number, runId: number, error: unknown): Promise<number> {
  const problem = asProblem(error);
  const isRefused = problem.status < 500 && problem.code !== 'busy';
  if (!isRefused) log.error({ accountId, runId, err: error }, 'a bulk run broke off');
  return database.account(accountId, async (db) => {
    if (!isRefused && (await countTry(db, runId)) < TRIES) return 0;
    await updateRunStatus(db, runId, { status: isRefused ? 'stopped' : 'failed', failure: problem.message });
    return 1;
  });
}
