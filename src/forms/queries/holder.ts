import { sql, type AccountDb } from '../../app/db.ts';
import { uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';

/** The record that has a value in a unique field; undefined where none does. */
export async function holderOf(db: AccountDb, objectId: number, field: FieldShape, value: string): Promise<number | undefined> {
  const row = await db.maybeOne<{ record_id: number }>(
    sql`select u.record_id from ${uniqueHolders(db, objectId, field.id)} u where u.value = ${uniqueForm(field, sql`${value}::text`)}`,
  );
  return row?.record_id;
}

/** A source for `writeRecords`: one record with an owner, null for the one it has. */
export const oneRecord = (record: { id: number; isNew: boolean; changes: object; ownerId: number | null }) =>
  sql`select ${record.id}::bigint as id, ${record.isNew}::boolean as is_new, ${JSON.stringify(record.changes)}::jsonb as changes,
    ${record.ownerId}::bigint as owner_id`;
