import { join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { ObjectShape, Value } from '../schema.ts';

/** A living record with those of its values that are to be compared. */
export interface ComparableRecord {
  id: number;
  name: string;
  owner_id: number | null;
  created_at: Date;
  values: Record<string, Value>;
}

/** Living records behind one, in order of id, with some of their values. */
export async function comparableAfter(
  db: AccountDb,
  shape: ObjectShape,
  { after, limit, fieldIds }: { after: number; limit: number; fieldIds: readonly number[] },
): Promise<ComparableRecord[]> {
  return db.many(
    sql`select ${comparable(shape, fieldIds)} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null and r.id > ${after}
        order by r.id limit ${limit}`,
  );
}

/** Those of the records that live, in order of id, with some of their values. */
export async function comparableByIds(
  db: AccountDb,
  shape: ObjectShape,
  { ids, fieldIds }: { ids: readonly number[]; fieldIds: readonly number[] },
): Promise<ComparableRecord[]> {
  if (ids.length === 0) return [];
  return db.many(
    sql`select ${comparable(shape, fieldIds)} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null and r.id = any(${ids}::bigint[])
        order by r.id`,
  );
}

/** How many living records an object has. */
export async function countLiving(db: AccountDb, objectId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.deleted_at is null`,
  );
  return count;
}

function comparable(shape: ObjectShape, fieldIds: readonly number[]): Sql {
  const pairs = shape.fields
    .filter(({ id }) => fieldIds.includes(id))
    .map(({ id, columnName }) =>
      columnName === null ? raw(`'${id}', r.values->'${id}'`) : raw(`'${id}', to_jsonb(nullif(r.${columnName}, ''))`),
    );
  const values = pairs.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${join(pairs)})`;
  return sql`r.id, r.name, r.owner_id, r.created_at, ${values} as values`;
}
