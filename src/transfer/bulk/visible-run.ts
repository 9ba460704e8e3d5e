import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { actions } from '../../app/registry.ts';
import { runById, runsOf, type BulkRunRow } from '../queries/bulk-runs.ts';
import { UNDO_DAYS } from '../rules/bulk.ts';
import type { BulkStatus } from '../schema.ts';
import { MERGE } from '../duplicates/merge-run.ts';
import { UNDO } from '../undo/undo-cause.ts';

/** Runs name records and values: whoever may not see all records of the object sees only runs of their own. */
const maySee = (viewer: Viewer, run: BulkRunRow): boolean =>
  viewer.on(run.object_id).view === 'all' || (run.started_by === viewer.userId && viewer.on(run.object_id).view !== 'none');

/** One run. Refuses with `not_found`, also for those the viewer may not see. */
export async function visibleRun(db: AccountDb, viewer: Viewer, id: number): Promise<BulkRunRow> {
  const run = await runById(db, id);
  if (!run || !maySee(viewer, run)) throw notFound('bulk action');
  return run;
}

/** The same for whoever may stop, resume or undo it: its own starter, and the account's owner. */
export async function ownRun(db: AccountDb, viewer: Viewer, id: number): Promise<BulkRunRow> {
  const run = await visibleRun(db, viewer, id);
  if (!viewer.isOwner && run.started_by !== viewer.userId) throw notFound('bulk action');
  return run;
}

const PAGE = 50;

/** A page of the runs the viewer may see, newest first, and where the next begins. */
export async function visibleRuns(
  db: AccountDb,
  viewer: Viewer,
  asked: { before?: number | undefined; status?: BulkStatus | undefined },
): Promise<{ runs: BulkRunRow[]; next: number | null }> {
  const found = await runsOf(db, { ...asked, limit: PAGE });
  return { runs: found.filter((run) => maySee(viewer, run)), next: found.length === PAGE ? found.at(-1)!.id : null };
}

/** Whether what a run did can still be undone. */
export function canUndo(db: AccountDb, viewer: Viewer, run: BulkRunRow): boolean {
  if (run.status === 'running' || run.undone_by !== null || run.changed_count === 0) return false;
  if (!viewer.isOwner && run.started_by !== viewer.userId) return false;
  if (db.now.getTime() - run.created_at.getTime() > UNDO_DAYS * 86_400_000) return false;
  // What merged comes back once; merging it again is a merge of its own.
  if (run.kind === UNDO && run.settings.kind === MERGE) return false;
  return run.kind === UNDO || run.kind === MERGE || actions().some(({ kind, canUndo: can }) => kind === run.kind && can === true);
}
