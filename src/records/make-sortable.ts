import type { Database } from '../app/db.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { noteCopiedUntil } from './queries/sortable.ts';
import { copyNextValues, markSortable } from './queries/structure.ts';

const ROWS = 20_000;

export interface FieldOfAccount {
  accountId: number;
  objectId: number;
  fieldId: number;
}

/**
 * Copies a field's values to field_values, so many records a transaction, and then marks it sortable. Whoever writes meanwhile copies
 * already; those rows are left as they are. Stops between two transactions when asked to; run again, it begins anew, which is harmless.
 */
export async function makeSortable(
  database: Database,
  { accountId, objectId, fieldId }: FieldOfAccount,
  stopping: AbortSignal,
): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined;) {
    if (stopping.aborted) throw new Error('Stopped while making a field sortable; it goes on with the next start.');
    const from: number = after;
    after = await database.account(accountId, async (db) => {
      const shape = await objectShape(db, objectId);
      const field = shape.fields.find(({ id }) => id === fieldId);
      if (!field?.sortable) return undefined;
      const last = await copyNextValues(db, shape, field, { after: from, limit: ROWS });
      if (last !== undefined) {
        await noteCopiedUntil(db, objectId, fieldId, last);
        return last;
      }
      await markSortable(db, objectId, fieldId);
      await structureChanged(db);
      return undefined;
    });
  }
}
