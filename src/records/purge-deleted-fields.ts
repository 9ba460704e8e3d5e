import type { Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { structureChanged } from './object-shapes.ts';
import {
  accountsWithDueFields,
  deletedField,
  deleteFieldRow,
  dropNextClaims,
  dueFields,
  forgetNextValues,
  type DeletedField,
} from './queries/deleted-fields.ts';
import { dropNextCopies } from './queries/structure.ts';

/** How long a deleted field can be restored. */
export const FIELD_DAYS = 30;
const ROWS = 20_000;

/** Removes for good, with their values, copies and claims, the fields of all accounts that were deleted 30 days ago. */
export async function purgeDeletedFields(database: Database, stopping: AbortSignal): Promise<void> {
  for (const accountId of await accountsWithDueFields(database, database.clock.now(), FIELD_DAYS)) {
    const due = await database.account(accountId, (db) => dueFields(db, new Date(db.now.getTime() - FIELD_DAYS * 86_400_000)));
    for (const field of due) await purge(database, accountId, field, stopping);
  }
}

/** So many records a transaction; each looks whether the field was restored meanwhile. */
async function purge(database: Database, accountId: number, field: DeletedField, stopping: AbortSignal): Promise<void> {
  const { object_id: objectId, id } = field;
  const inBoundedSets = async (next: Parameters<typeof database.account<boolean>>[1]): Promise<void> => {
    for (let more = true; more;) {
      if (stopping.aborted) throw new Error('Stopped while removing deleted fields; it goes on with the next start.');
      more = await database.account(accountId, async (db) => (await deletedField(db, objectId, id)) !== undefined && next(db));
    }
  };
  let after = 0;
  await inBoundedSets(async (db) => {
    const last = await forgetNextValues(db, { objectId, id }, { after, limit: ROWS });
    after = last ?? after;
    return last !== undefined;
  });
  await inBoundedSets(async (db) => (await dropNextCopies(db, objectId, id, ROWS)) === ROWS);
  await inBoundedSets(async (db) => (await dropNextClaims(db, objectId, id, ROWS)) === ROWS);
  await inBoundedSets(async (db) => {
    await deleteFieldRow(db, objectId, id);
    await structureChanged(db);
    await recordEvent(db, system, { kind: fieldChanged, subject: { type: 'field', id }, data: { objectId, removed: field.key } });
    return false;
  });
}
