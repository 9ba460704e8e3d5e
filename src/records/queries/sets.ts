import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape } from '../schema.ts';
import type { ShiftUnit } from '../rules/field-change.ts';
import { setOf } from './tags.ts';

/** The records of a set, each to change as `change` says of its row `r`: a source for `writeRecords`. */
export function changeSource(
  db: AccountDb,
  set: { objectId: number; recordIds: readonly number[]; causeIds?: readonly (number | null)[] },
  change: Sql,
): Sql {
  return sql`select r.id, false as is_new, ${change} as changes, s.cause_id from ${setOf(set.recordIds, set.causeIds)}
    join records r on r.account_id = ${db.accountId} and r.object_id = ${set.objectId} and r.id = s.id and r.deleted_at is null`;
}

/** One record with its values: a source for `writeRecords` with an owner_id. */
export const singleSource = (record: { id: number; isNew: boolean; values: object; ownerId: number | null }): Sql =>
  sql`select ${record.id}::bigint as id, ${record.isNew}::boolean as is_new, ${JSON.stringify(record.values)}::jsonb as changes,
    ${record.ownerId}::bigint as owner_id`;

/** The same value for all of them; needs no look at the record. */
export const constantSource = (recordIds: readonly number[], causeIds: readonly (number | null)[] | undefined, changes: object): Sql =>
  sql`select s.id, false as is_new, ${JSON.stringify(changes)}::jsonb as changes, s.cause_id from ${setOf(recordIds, causeIds)}`;

export const ownerSource = (recordIds: readonly number[], causeIds: readonly (number | null)[] | undefined, ownerId: number): Sql =>
  sql`select s.id, false as is_new, '{}'::jsonb as changes, s.cause_id, ${ownerId}::bigint as owner_id from ${setOf(recordIds, causeIds)}`;

const stored = (field: FieldShape): Sql => raw(`r.values->>'${field.id}'`);

/** A number or price with so much added; blank counts as nought. */
export const added = (field: FieldShape, amount: number): Sql =>
  sql`jsonb_build_object(${String(field.id)}::text, coalesce((${stored(field)})::numeric, 0) + ${amount}::float8::numeric)`;

/** A date or moment moved by so much; blank stays blank. */
export function shifted(field: FieldShape, amount: number, unit: ShiftUnit): Sql {
  const interval = sql`make_interval(${raw(`${unit} => `)}${amount}::integer)`;
  const moved =
    field.type === 'date'
      ? sql`to_char((${stored(field)})::date + ${interval}, 'YYYY-MM-DD')`
      : sql`to_char(((${stored(field)})::timestamptz + ${interval}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return sql`jsonb_build_object(${String(field.id)}::text, ${moved})`;
}

/** Locks the living records of a set in order, so that what is worked out from their values is not overtaken. */
export async function lockRecords(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`select from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[])
        order by r.id for update`,
  );
}
