import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { lockedImport, updateUndone } from './queries/imports.ts';
import type { BulkRunRow } from './queries/bulk-runs.ts';
import type { Importer } from './start-import.ts';
import { undoCause } from './undo/undo-cause.ts';

/**
 * Takes back what a finished, stopped or failed import did, in the background: records it made go to the bin, parents it made among them;
 * fields it changed get back what stood before unless somebody has changed them since; its tags come off. Fields and options it made stay,
 * and so does what the file said of permission. Refuses `not_ended` while it runs, and what `undoCause` refuses.
 */
export async function undoImport(db: AccountDb, importer: Importer, id: number): Promise<BulkRunRow> {
  const imported = await lockedImport(db, id);
  if (!imported) throw notFound('import');
  if (imported.event_id === null || imported.status === 'running' || imported.status === 'draft') {
    throw new Problem('not_ended', 'Only an import that has ended can be undone. Stop it first.', { status: 409 });
  }
  const run = await undoCause(db, importer, { eventId: imported.event_id, objectId: imported.object_id });
  await updateUndone(db, id, run.event_id);
  return run;
}
