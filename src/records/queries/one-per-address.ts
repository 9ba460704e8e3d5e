import { sql, type Sql } from '../../app/db.ts';

/**
 * Of a set of records of an object (`members`, a select of `id`), one for each e-mail address: the one with the most permission, the first of equals.
 * Records without an address stand for themselves. A select of `id`; its members are read across the wall, as compiled criteria are.
 */
export const onePerAddress = ({ accountId, objectId, members }: { accountId: number; objectId: number; members: Sql }): Sql =>
  sql`select addressed.id from (
      select r.id, row_number() over (partition by coalesce(nullif(r.email, ''), r.id::text) order by r.email_status desc, r.id) as nth
      from (${members}) member
      join records r on r.account_id = ${accountId}::bigint and r.object_id = ${objectId}::integer and r.id = member.id
    ) addressed where addressed.nth = 1`;
