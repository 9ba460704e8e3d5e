import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape, Value } from '../schema.ts';
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

/** Records each with the fields they are to lose. */
export const clearingSource = (fields: readonly { id: number; fieldId: number }[]): Sql =>
  sql`select c.id, false as is_new, jsonb_object_agg(c.field_id::text, null) as changes
    from unnest(${fields.map(({ id }) => id)}::bigint[], ${fields.map(({ fieldId }) => fieldId)}::integer[]) c(id, field_id) group by c.id`;

/** Records each with changes, and an owner, of its own; null for the owner it has. */
export const ownSource = (records: readonly { id: number; changes: object; ownerId: number | null }[]): Sql =>
  sql`select c.id, false as is_new, c.changes::jsonb as changes, c.owner_id
    from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ changes }) => JSON.stringify(changes))}::text[],
      ${records.map(({ ownerId }) => ownerId)}::bigint[]) c(id, changes, owner_id)`;

/** Records each with the value of one field, and what led to it. */
export const eachSource = (fieldId: number, records: readonly { id: number; value: Value; causeId: number | null }[]): Sql =>
  sql`select c.id, false as is_new, c.changes::jsonb as changes, c.cause_id
    from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ value }) => JSON.stringify({ [fieldId]: value }))}::text[],
      ${records.map(({ causeId }) => causeId)}::bigint[]) c(id, changes, cause_id)`;

/** New records, each with values, an owner and a cause of its own. */
export const newSource = (
  records: readonly { id: number; values: Readonly<Record<string, Value>>; ownerId: number | null; causeId: number | null }[],
): Sql =>
  sql`select c.id, true as is_new, c.changes::jsonb as changes, c.owner_id, c.cause_id
    from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ values }) => JSON.stringify(values))}::text[],
      ${records.map(({ ownerId }) => ownerId)}::bigint[], ${records.map(({ causeId }) => causeId)}::bigint[]) c(id, changes, owner_id, cause_id)`;

export const ownerSource = (recordIds: readonly number[], causeIds: readonly (number | null)[] | undefined, ownerId: number): Sql =>
  sql`select s.id, false as is_new, '{}'::jsonb as changes, s.cause_id, ${ownerId}::bigint as owner_id from ${setOf(recordIds, causeIds)}`;

const stored = (field: FieldShape): Sql => raw(`r.values->>'${field.id}'`);

/** A number or price with so much added; blank counts as nought. */
export const added = (field: FieldShape, amount: number): Sql =>
  sql`jsonb_build_object(${String(field.id)}::text, coalesce((${stored(field)})::numeric, 0) + ${amount}::float8::numeric)`;

/** A number or price times so much, a price to whole minor units; blank stays blank. */
export const multiplied = (field: FieldShape, by: number): Sql =>
  sql`jsonb_build_object(${String(field.id)}::text, round((${stored(field)})::numeric * ${by}::float8::numeric, ${field.type === 'price' ? 0 : 10}))`;

/** A list with options added, those it has first. */
export const included = (field: FieldShape, options: readonly number[]): Sql =>
  sql`jsonb_build_object(${String(field.id)}::text, ${listOf(field)} || coalesce((
    select jsonb_agg(o.id order by o.place) from unnest(${options}::bigint[]) with ordinality o(id, place)
    where not ${listOf(field)} @> to_jsonb(o.id)), '[]'::jsonb))`;

/** A list without some options; blank when none is left. */
export const excluded = (field: FieldShape, options: readonly number[]): Sql =>
  sql`jsonb_build_object(${String(field.id)}::text, (
    select jsonb_agg(o.id order by o.place) from jsonb_array_elements(${listOf(field)}) with ordinality o(id, place)
    where not o.id = any(select to_jsonb(gone) from unnest(${options}::bigint[]) gone)))`;

const listOf = (field: FieldShape): Sql => raw(`coalesce(r.values->'${field.id}', '[]'::jsonb)`);

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

/** A source for a set that changes nothing but what is worked out. */
export const workedOutSource = (records: readonly { id: number; cause_id: number | null }[]): Sql =>
  sql`select x.id, false as is_new, '{}'::jsonb as changes, x.cause_id
    from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ cause_id }) => cause_id)}::bigint[]) x(id, cause_id)`;

/** The living records some of whose fields name a user, each to name another there: a source for `writeRecords`. */
export const namingSource = (
  db: AccountDb,
  objectId: number,
  { fieldIds, fromUserId, toUserId }: { fieldIds: readonly number[]; fromUserId: number; toUserId: number },
): Sql =>
  sql`select r.id, false as is_new, jsonb_object_agg(f.id::text, ${toUserId}::bigint) as changes
    from records r cross join unnest(${fieldIds}::integer[]) f(id)
    where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.deleted_at is null and r.values->>f.id::text = ${String(fromUserId)}
    group by r.id`;
