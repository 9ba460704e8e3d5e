import type { AccountDb } from '../app/db.ts';
import { objectShape } from './object-shapes.ts';
import { FIELD_DAYS } from './purge-deleted-fields.ts';
import { deletedFields, type DeletedField } from './queries/deleted-fields.ts';

export interface RestorableField {
  field: DeletedField;
  /** When it is removed for good. */
  goneAt: Date;
}

/** The deleted fields of an object that can still be restored, the latest first. */
export async function deletedFieldsOf(db: AccountDb, objectId: number): Promise<RestorableField[]> {
  await objectShape(db, objectId);
  return (await deletedFields(db, objectId))
    .map((field) => ({ field, goneAt: new Date(field.deleted_at.getTime() + FIELD_DAYS * 86_400_000) }))
    .filter(({ goneAt }) => goneAt > db.now);
}
