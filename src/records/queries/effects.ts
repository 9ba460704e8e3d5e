import { raw, sql, type AccountDb } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { uniqueForm, valuesOf } from './stored-forms.ts';

export interface Filling {
  records: number;
  blank: number;
}

/** How many living records an object has, and how many of them have nothing in a field. */
export async function fillingOf(db: AccountDb, shape: ObjectShape, field: FieldShape): Promise<Filling> {
  const value = raw(`${valuesOf(shape, 'r')}->>'${field.id}'`);
  return db.scan.one(
    sql`select count(*) as records, count(*) filter (where coalesce(btrim(${value}), '') = '') as blank
        from records r where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null`,
  );
}

export interface SharedValue {
  value: string;
  records: number;
}

/** The values that more than one record has, those of most records first; `records` of all of them, not of those given alone. */
export async function sharedValues(
  db: AccountDb,
  shape: ObjectShape,
  field: FieldShape,
  limit: number,
): Promise<{ records: number; values: SharedValue[] }> {
  const value = uniqueForm(field, sql`(${raw(`${valuesOf(shape, 'r')}->>'${field.id}'`)})`);
  const rows = await db.scan.many<SharedValue & { all: number }>(
    sql`select v.value, v.records, sum(v.records) over () as all from (
          select ${value} as value, count(*) as records from records r
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null
          group by 1 having count(*) > 1) v
        where v.value is not null order by v.records desc, v.value limit ${limit}`,
  );
  return { records: Number(rows[0]?.all ?? 0), values: rows.map((row) => ({ value: row.value, records: row.records })) };
}
