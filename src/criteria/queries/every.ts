import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { CriteriaContext } from '../rules/context.ts';
import type { Sort } from '../rules/sort.ts';
import { rowOf, type RecordRow } from './reading.ts';

/** Opens a cursor over all that match, as they stand at this moment; the rights it was compiled with hold for all of it. */
export async function openEvery(db: AccountDb, context: CriteriaContext, criteria: CompiledCriteria, sort: Sort): Promise<void> {
  const reader = criteria.leakproof ? db : db.scan;
  await reader.run(sql`declare every_record no scroll cursor for ${everyRecord(context, criteria, sort)}`);
}

/** The cursor's next rows; none at its end. */
export async function nextOfEvery(db: AccountDb, count: number): Promise<RecordRow[]> {
  return db.many<RecordRow>(sql`fetch forward ${raw(String(count))} from every_record`);
}

export async function closeEvery(db: AccountDb): Promise<void> {
  await db.run(sql`close every_record`);
}

function everyRecord(context: CriteriaContext, criteria: CompiledCriteria, { by, descending }: Sort): Sql {
  const { accountId, objectId } = context;
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const last = descending ? sql`r.id desc` : sql`r.id`;
  if (!('field' in by)) {
    const order = by.column === 'id' ? last : sql`${raw(`r.${by.column}`)} ${direction}, ${last}`;
    return sql`select ${rowOf(context)} from records r where ${criteria.predicate} order by ${order}`;
  }
  return sql`select ${rowOf(context)} from records r
    left join field_values v on v.account_id = ${accountId}::bigint and v.object_id = ${objectId}::integer and v.field_id = ${by.field}::integer
      and v.record_id = r.id
    where ${criteria.predicate} order by ${raw(`v.${by.column}`)} ${direction}, ${last}`;
}
