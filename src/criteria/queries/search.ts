import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Look } from '../rules/search-looks.ts';

export interface FoundRecord {
  object_id: number;
  id: number;
  name: string;
  email: string | null;
}

/** So many records with the words, those changed last, are ranked. */
const RANKED = 200;
/** So many records of an object, those changed last, are gone through for common words: 12 ms of a million. */
const RECENT = 4_000;

/** One object's records, as predicates over `r`: those the viewer may see, and of them those with the words. */
export interface Findable {
  visible: Sql;
  worded: Sql;
}

export interface AskedRecords {
  text: string;
  recordId: number | null;
  findable: readonly Findable[];
  look: Look;
  limit: number;
}

/**
 * The records that have the words: first those whose name or address is the text, then those whose name begins with it, then those changed
 * last. Names and addresses come in order along their indexes; for the others see `looksFor`. The index of the text search is asked once for
 * all objects: it gives the same for each.
 */
export async function foundRecords(db: AccountDb, asked: AskedRecords): Promise<FoundRecord[]> {
  const { text, recordId, findable, limit } = asked;
  if (findable.length === 0) return [];
  const wanted = sql`lower(btrim(${text}::text))`;
  const named = findable.map(
    ({ worded }) =>
      sql`(select r.object_id, r.id from records r
        where ${worded} and r.name_key >= ${wanted} collate "C" and r.name_key < ${wanted} || chr(1114111) collate "C"
        order by r.name_key, r.id limit ${limit})`,
  );
  const addressed = text.includes('@')
    ? findable.map(
        ({ worded }) => sql`(select r.object_id, r.id from records r where ${worded} and r.email = ${wanted} collate "C" limit ${limit})`,
      )
    : [];
  const numbered =
    recordId === null
      ? []
      : findable.map(({ visible }) => sql`(select r.object_id, r.id from records r where ${visible} and r.id = ${recordId}::bigint)`);
  return db.scan.many<FoundRecord>(
    sql`select r.object_id, r.id, r.name, r.email
        from (${join([...named, ...addressed, ...having(db, asked), ...numbered], ' union ')}) found
        join records r on r.account_id = ${db.accountId} and r.object_id = found.object_id and r.id = found.id
        order by r.name_key = ${wanted} desc, r.email = ${wanted} desc nulls last, r.id = ${recordId}::bigint desc nulls last,
          starts_with(r.name_key, ${wanted}) desc, r.updated_at desc, r.id
        limit ${limit}`,
  );
}

/** The records with the words that were changed last, by one look. */
function having(db: AccountDb, { findable, look }: AskedRecords): Sql[] {
  if (look.by === 'recent') {
    return findable.map(
      ({ visible, worded }) =>
        sql`(select r.object_id, r.id
          from (select r.* from records r where ${visible} order by r.updated_on desc, r.id desc limit ${RECENT}) r
          where ${worded} limit ${RANKED})`,
    );
  }
  const anywhere = join(
    findable.map(({ worded }) => sql`(${worded})`),
    ' or ',
  );
  // `offset 0` keeps the planner from asking the index for the whole query where it was to be asked for the pivot.
  return [
    sql`(select r.object_id, r.id
      from (select r.* from records r where r.account_id = ${db.accountId} and r.deleted_at is null and r.search @@ ${look.pivot}::tsquery offset 0) r
      where ${anywhere} order by r.updated_at desc limit ${RANKED})`,
  ];
}

/** How many records a predicate over `r` is true of, counted no further than `most`. */
export async function howManyUpTo(db: AccountDb, predicate: Sql, most: number): Promise<number> {
  const { count } = await db.scan.one<{ count: number }>(
    sql`select count(*)::bigint as count from (select 1 from records r where ${predicate} limit ${most}) found`,
  );
  return count;
}
