import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';

export interface FoundRecord {
  object_id: number;
  id: number;
  name: string;
  email: string | null;
}

/** So many records with the words are ranked; whoever looks for a common word is shown names that begin with it first. */
const RANKED = 500;

/**
 * The records that have words beginning with each of those asked for: first those whose name is the text, then those whose name begins
 * with it, then by how well the words fit and how lately they changed. `visible` are predicates over `r`, one an object or kind of right.
 */
export async function foundRecords(
  db: AccountDb,
  asked: { text: string; prefixes: string; visible: readonly Sql[]; limit: number },
): Promise<FoundRecord[]> {
  const { text, prefixes, visible, limit } = asked;
  if (visible.length === 0) return [];
  const mayBeSeen = sql`(${join(visible, ' or ')})`;
  const wanted = sql`lower(btrim(${text}::text))`;
  const words = sql`to_tsquery('simple', ${prefixes})`;
  return db.scan.many<FoundRecord>(
    sql`with named as (
          select r.object_id, r.id from records r
          where r.account_id = ${db.accountId} and r.deleted_at is null and r.name_key >= ${wanted} collate "C"
            and r.name_key < ${wanted} || chr(1114111) collate "C" and r.search @@ ${words} and ${mayBeSeen}
          order by r.name_key limit ${RANKED}),
        worded as (
          select r.object_id, r.id from records r
          where r.account_id = ${db.accountId} and r.deleted_at is null and r.search @@ ${words} and ${mayBeSeen}
          limit ${RANKED})
        select r.object_id, r.id, r.name, r.email
        from (select object_id, id from named union select object_id, id from worded) found
        join records r on r.account_id = ${db.accountId} and r.object_id = found.object_id and r.id = found.id
        order by r.name_key = ${wanted} desc, r.email = ${wanted} desc nulls last, starts_with(r.name_key, ${wanted}) desc,
          ts_rank(r.search, ${words}) desc, r.updated_at desc, r.id
        limit ${limit}`,
  );
}
