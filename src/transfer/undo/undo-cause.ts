import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { momentOfEvent, recordEvent, recordsOfCause } from '../../ledger/index.ts';
import type { Person } from '../bulk/start-bulk.ts';
import { bulkStarted } from '../events.ts';
import { insertChunksFrom } from '../queries/bulk-chunks.ts';
import { insertRun, markUndone, runByEvent, runById, runByKey, undoingOf, type BulkRunRow } from '../queries/bulk-runs.ts';
import { MERGE } from '../duplicates/merge-run.ts';
import { insertUndoChunks } from '../queries/merges.ts';
import { UNDO_DAYS } from '../rules/bulk.ts';
import { UNDOABLE } from '../rules/plan-undo.ts';

export const UNDO = 'undo';

export interface Undoing {
  /** The event whose direct consequences are taken back: a run's, an import's. */
  eventId: number;
  /** The object it was mainly about. */
  objectId: number;
  key?: string;
}

/**
 * Begins to undo everything an event directly led to, in the background, as a run of its own with progress, stop and history; what
 * automations did because of it stays. To undo that run is to do it again. Refuses `too_late` after thirty days, `already_undone`, and
 * `nothing_to_undo`.
 */
export async function undoCause(db: AccountDb, { actor, viewer, ids }: Person, { eventId, objectId, key }: Undoing): Promise<BulkRunRow> {
  const begun = key === undefined ? undefined : await runByKey(db, viewer.userId, key);
  if (begun) return begun;
  await refuseUndone(db, eventId);
  const id = await ids('bulk_run', 1);
  const run = await runByEvent(db, eventId);
  await (run?.kind === MERGE ? insertUndoChunks(db, id, run.id) : insertChunksFrom(db, id, recordsOfCause(db, eventId, UNDOABLE)));
  const data = { objectId, kind: UNDO, undoes: eventId };
  const startId = await recordEvent(db, actor, { kind: bulkStarted, subject: { type: 'bulk', id }, data });
  await insertRun(db, {
    id,
    objectId,
    kind: UNDO,
    settings: run ? { kind: run.kind, settings: run.settings } : {},
    startedBy: viewer.userId,
    actor,
    key: key ?? null,
    eventId: startId,
    undoesEventId: eventId,
    undoesRunId: run?.id ?? null,
  });
  const started = (await runById(db, id))!;
  if (started.total === 0) throw new Problem('nothing_to_undo', 'It changed nothing that could be undone.', { status: 409 });
  if (run) await markUndone(db, run.id, id);
  return started;
}

async function refuseUndone(db: AccountDb, eventId: number): Promise<void> {
  const at = await momentOfEvent(db, eventId);
  if (!at || db.now.getTime() - at.getTime() > UNDO_DAYS * 86_400_000) {
    throw new Problem('too_late', `What was done more than ${UNDO_DAYS} days ago can no longer be undone.`, { status: 409 });
  }
  if (await undoingOf(db, eventId))
    throw new Problem('already_undone', 'This has been undone already. Undo that instead.', { status: 409 });
}
