import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';

export interface FoundRecord {
  object_id: number;
  id: number;
  name: string;
  email: string | null;
}

/** So many records with the words are ranked; whoever looks for a common word is shown names that begin with it first. */
const RANKED = 200;

/** One object's records, as predicates over `r`: those the viewer may see, and of them those with the words. */
export interface Findable {
  visible: Sql;
  worded: Sql;
}

/**
 * The records that have the words: first those whose name or address is the text, then those whose name begins with it, then those changed
 * last. Each object is asked by itself: so names come in order along its index, and the planner walks where a word is common and looks it up
 * where it is rare.
 */
export async function foundRecords(
  db: AccountDb,
  asked: { text: string; recordId: number | null; findable: readonly Findable[]; limit: number },
): Promise<FoundRecord[]> {
  const { text, recordId, findable, limit } = asked;
  if (findable.length === 0) return [];
  const wanted = sql`lower(btrim(${text}::text))`;
  const named = findable.map(
    ({ worded }) =>
      sql`(select r.object_id, r.id from records r
        where ${worded} and r.name_key >= ${wanted} collate "C" and r.name_key < ${wanted} || chr(1114111) collate "C"
        order by r.name_key, r.id limit ${limit})`,
  );
  const having = findable.map(({ worded }) => sql`(select r.object_id, r.id from records r where ${worded} limit ${RANKED})`);
  const numbered =
    recordId === null
      ? []
      : findable.map(({ visible }) => sql`(select r.object_id, r.id from records r where ${visible} and r.id = ${recordId}::bigint)`);
  return db.scan.many<FoundRecord>(
    sql`select r.object_id, r.id, r.name, r.email
        from (${join([...named, ...having, ...numbered], ' union ')}) found
        join records r on r.account_id = ${db.accountId} and r.object_id = found.object_id and r.id = found.id
        order by r.name_key = ${wanted} desc, r.email = ${wanted} desc nulls last, r.id = ${recordId}::bigint desc nulls last,
          starts_with(r.name_key, ${wanted}) desc, r.updated_at desc, r.id
        limit ${limit}`,
  );
}

/** How many records a predicate over `r` is true of, counted no further than `most`. */
export async function howManyUpTo(db: AccountDb, predicate: Sql, most: number): Promise<number> {
  const { count } = await db.scan.one<{ count: number }>(
    sql`select count(*)::bigint as count from (select 1 from records r where ${predicate} limit ${most}) found`,
  );
  return count;
}
