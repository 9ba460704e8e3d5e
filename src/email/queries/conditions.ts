import type { AccountDb, Sql } from '../../app/db.ts';

/** Which of several criteria each record meets, by their places; `statement` is one that criteria compiled to. */
export async function placesMet(db: AccountDb, statement: Sql): Promise<{ id: number; places: number[] }[]> {
  return db.scan.many(statement);
}
