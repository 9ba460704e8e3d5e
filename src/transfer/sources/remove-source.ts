import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sourceDeleted } from '../events.ts';
import { deleteSource, type SourceRow } from '../queries/sources.ts';

/** Removes a source with its history; what it has imported stays. */
export async function removeSource(db: AccountDb, actor: Actor, { id, name, host }: SourceRow): Promise<void> {
  await deleteSource(db, id);
  await recordEvent(db, actor, { kind: sourceDeleted, subject: { type: 'import_source', id }, data: { name, host } });
}
