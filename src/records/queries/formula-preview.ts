import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Value } from '../schema.ts';
import { computedRows, type Computing } from './computed-values.ts';
import { valuesOf } from './stored-forms.ts';

export interface PreviewedRecord {
  id: number;
  name: string;
  value: Value;
}

/** What a formula field of the shape would give for the records changed last of those within reach. */
export async function previewRows(
  db: AccountDb,
  computing: Computing,
  asked: { fieldId: number; reach: Sql; limit: number },
): Promise<PreviewedRecord[]> {
  const { shape } = computing;
  return db.many(
    sql`with merged as materialized (
          select r.id, false as is_new, '{}'::jsonb as changes, ${raw(valuesOf(shape, 'r'))} as before, ${raw(valuesOf(shape, 'r'))} as after, r.name
          from records r where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null and ${asked.reach}
          order by r.updated_on desc, r.id desc limit ${asked.limit})
        ${computedRows(db, computing, sql`q.name`)}
        select c.id, c.name, coalesce(c.after->${raw(`'${asked.fieldId}'`)}, 'null'::jsonb) as value from computed c order by c.id desc`,
  );
}
