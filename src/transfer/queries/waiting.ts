import { sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';
import type { ImportRow } from './imports.ts';
import { askedForm, holdersOf, type FoundParent, type ParentColumn } from './parents.ts';

/** The imports of the files that came with this one, itself among them. */
const setOf = (db: AccountDb, { id, set_id }: Pick<ImportRow, 'id' | 'set_id'>): Sql =>
  sql`(select i.id from imports i where i.account_id = ${db.accountId} and (i.id = ${id} or i.set_id = ${set_id ?? id} or i.id = ${set_id ?? id}))`;

/** The objects of those files of the set that are not done yet. */
export async function othersToCome(db: AccountDb, imported: ImportRow): Promise<number[]> {
  const rows = await db.many<{ object_id: number }>(
    sql`select distinct i.object_id from imports i
        where i.account_id = ${db.accountId} and i.id <> ${imported.id} and i.set_id = ${imported.set_id ?? 0}
          and i.status in ('running', 'stopped', 'failed')`,
  );
  return rows.map(({ object_id }) => object_id);
}

/** A column of an import of the set with values that wait and that this import has not asked for yet. */
export async function waitingColumn(db: AccountDb, imported: ImportRow): Promise<{ import_id: number; column_no: number } | undefined> {
  return db.maybeOne(
    sql`select w.import_id, w.column_no from import_waiting w
        where w.account_id = ${db.accountId} and w.import_id in ${setOf(db, imported)} and w.asked_by <> ${imported.id}
        order by w.import_id, w.column_no limit 1`,
  );
}

export interface WaitingValue {
  row_no: number;
  part: number;
  record_id: number;
  value: string;
}

/** So many values of a column as one transaction asks for, marked as asked for by this import. */
export async function takeWaiting(
  db: AccountDb,
  asking: ImportRow,
  of: { import_id: number; column_no: number; limit: number },
): Promise<WaitingValue[]> {
  return db.many(
    sql`with next as (
          select w.row_no, w.part from import_waiting w
          where w.account_id = ${db.accountId} and w.import_id = ${of.import_id} and w.column_no = ${of.column_no} and w.asked_by <> ${asking.id}
          order by w.row_no, w.part limit ${of.limit})
        update import_waiting w set asked_by = ${asking.id} from next
        where w.account_id = ${db.accountId} and w.import_id = ${of.import_id} and w.column_no = ${of.column_no}
          and w.row_no = next.row_no and w.part = next.part
        returning w.row_no, w.part, w.record_id, w.value`,
  );
}

/** The records that values mean by now. */
export async function foundLater(
  db: AccountDb,
  keySource: string,
  column: ParentColumn,
  values: readonly string[],
): Promise<FoundParent[]> {
  return db.many(
    sql`with asked as materialized (
          select v.value, ${askedForm(column.by, sql`v.value`)} as key from (select distinct u.value from unnest(${values}::text[]) u(value)) v)
        select asked.value, min(h.record_id) as id, count(*) as times
        from asked join ${holdersOf(db, keySource, column)} h on h.value = asked.key group by asked.value`,
  );
}

/** What no longer waits. */
export async function deleteWaiting(
  db: AccountDb,
  of: { import_id: number; column_no: number },
  done: readonly WaitingValue[],
): Promise<void> {
  await db.run(
    sql`delete from import_waiting w
        using unnest(${done.map(({ row_no }) => row_no)}::bigint[], ${done.map(({ part }) => part)}::integer[]) d(row_no, part)
        where w.account_id = ${db.accountId} and w.import_id = ${of.import_id} and w.column_no = ${of.column_no}
          and w.row_no = d.row_no and w.part = d.part`,
  );
}

/** Nothing more comes to the set: what waits has waited for nothing. */
export async function endWaiting(db: AccountDb, imported: ImportRow): Promise<void> {
  await db.run(sql`delete from import_waiting w where w.account_id = ${db.accountId} and w.import_id in ${setOf(db, imported)}`);
}

/** Records for `writeRecords`, each with the record its field comes to point to. */
export const filledLater = (
  fieldId: number,
  pairs: readonly (readonly [recordId: number, parentId: number])[],
  causeId: number | null,
): Sql =>
  sql`select f.id, false as is_new, jsonb_build_object(${String(fieldId)}::text, min(f.parent_id)) as changes, ${causeId}::bigint as cause_id
      from unnest(${pairs.map(([id]) => id)}::bigint[], ${pairs.map(([, parentId]) => parentId)}::bigint[]) f(id, parent_id) group by f.id`;

/** What a record waits for. */
export async function waitingOfRecord(db: AccountDb, objectId: number, id: number): Promise<{ value: string }[]> {
  return db.many(
    sql`select w.value from import_waiting w join imports i on i.account_id = ${db.accountId} and i.id = w.import_id
        where w.account_id = ${db.accountId} and w.record_id = ${id} and i.object_id = ${objectId}`,
  );
}

export async function deleteWaitingOfRecord(db: AccountDb, objectId: number, id: number): Promise<void> {
  await db.run(
    sql`delete from import_waiting w using imports i
        where w.account_id = ${db.accountId} and w.record_id = ${id} and i.account_id = ${db.accountId} and i.id = w.import_id
          and i.object_id = ${objectId}`,
  );
}

/** What waited for files that have not come in thirty days. */
export async function forgetWaiting(db: SystemDb): Promise<void> {
  await db.run(sql`select forget_import_waiting()`);
}
