import type { Database } from '../app/db.ts';
import type { FieldOfAccount } from './make-sortable.ts';
import { objectShape } from './object-shapes.ts';
import { dropNextCopies } from './queries/structure.ts';

const ROWS = 20_000;

/** Removes the copies of a field that is no longer to be sortable. */
export async function dropCopies(
  database: Database,
  { accountId, objectId, fieldId }: FieldOfAccount,
  stopping: AbortSignal,
): Promise<void> {
  for (let dropped = ROWS; dropped === ROWS;) {
    if (stopping.aborted) throw new Error('Stopped while dropping copies; it goes on with the next start.');
    dropped = await database.account(accountId, async (db) => {
      const field = (await objectShape(db, objectId)).fields.find(({ id }) => id === fieldId);
      return field?.sortable || field?.type === 'parent' ? 0 : dropNextCopies(db, objectId, fieldId, ROWS);
    });
  }
}
