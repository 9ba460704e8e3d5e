import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { reviewImport } from '../compliance/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { importStopped } from './events.ts';
import { lockedImport, updateStatus } from './queries/imports.ts';

/** Stops a running import behind the rows that are merged; it can be resumed. Refuses with `not_running`. */
export async function stopImport(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const imported = await lockedImport(db, id);
  if (!imported) throw notFound('import');
  if (imported.status !== 'running')
    throw new Problem('not_running', 'This import is not running, so there is nothing to stop.', { status: 409 });
  await updateStatus(db, id, { status: 'stopped' });
  await reviewImport(db, actor, id);
  await recordEvent(db, actor, { kind: importStopped, subject: { type: 'import', id }, data: { rowsRead: imported.rows_read } });
}
