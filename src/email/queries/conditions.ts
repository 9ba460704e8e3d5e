import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';

/** Which of several criteria each record meets, by their places; `statement` is one that criteria compiled to. */
export async function placesMet(db: AccountDb, statement: Sql): Promise<{ id: number; places: number[] }[]> {
  return db.scan.many(statement);
}

/** How many records are meant, and how many of them meet each of several predicates; one reading for all. */
export async function countEach(db: AccountDb, among: Sql, predicates: readonly Sql[]): Promise<{ total: number; counts: number[] }> {
  const counts = predicates.map((predicate) => sql`count(*) filter (where ${predicate})`);
  return db.scan.one(sql`select count(*)::bigint as total, array[${join(counts)}]::bigint[] as counts from records r where ${among}`);
}
