import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { openImportReview } from '../compliance/index.ts';
import { lockedImport, updateStatus } from './queries/imports.ts';
import { hasParts } from './queries/parts.ts';

/** Lets a stopped or failed import go on behind the last merged row. Refuses with `not_stopped` and `file_gone`. */
export async function resumeImport(db: AccountDb, id: number): Promise<void> {
  const imported = await lockedImport(db, id);
  if (!imported) throw notFound('import');
  if (imported.status !== 'stopped' && imported.status !== 'failed') {
    throw new Problem('not_stopped', 'Only an import that was stopped or failed can be resumed.', { status: 409 });
  }
  if (!(await hasParts(db, id))) {
    throw new Problem('file_gone', 'The file of this import is gone, because somebody in it was erased. Upload it again without them.', {
      status: 409,
    });
  }
  await updateStatus(db, id, { status: 'running' });
  await openImportReview(db, { importId: id, objectId: imported.object_id });
}
