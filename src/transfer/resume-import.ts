import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { lockedImport, updateStatus } from './queries/imports.ts';

/** Lets a stopped or failed import go on behind the last merged row. Refuses with `not_stopped`. */
export async function resumeImport(db: AccountDb, id: number): Promise<void> {
  const imported = await lockedImport(db, id);
  if (!imported) throw notFound('import');
  if (imported.status !== 'stopped' && imported.status !== 'failed') {
    throw new Problem('not_stopped', 'Only an import that was stopped or failed can be resumed.', { status: 409 });
  }
  await updateStatus(db, id, { status: 'running' });
}
