import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { PERMISSION_STATUS } from '../../records/index.ts';
import type { Purpose, Refusal } from '../schema.ts';

/** What the gate must know of the account before it looks at anybody. */
export interface GateTerms {
  accountId: number;
  salt: Sql;
  isStopped: Sql;
  hasPostalAddress: boolean;
}

/** The terms as sub-selects, which a statement evaluates once. */
export const gateTerms = (accountId: number, hasPostalAddress: boolean): GateTerms => ({
  accountId,
  salt: saltOf(accountId),
  isStopped: sql`exists (select from stopped_channels sc where sc.account_id = ${accountId}::bigint and sc.channel = 'email')`,
  hasPostalAddress,
});

export const saltOf = (accountId: number): Sql => sql`(select st.salt from address_salts st where st.account_id = ${accountId}::bigint)`;

/** The hash under which an address is suppressed. */
export const addressHash = (salt: Sql, address: Sql): Sql => sql`encode(sha256(convert_to(${salt} || ${address}, 'UTF8')), 'hex')`;

/**
 * THE gate for mail: an SQL expression over a records row `r` that gives the reason why no letter for this purpose may go to it, or null
 * when one may. Every way of asking (sending, counting before sending, explaining one record, criteria) is this expression.
 */
export function mailVerdict(terms: GateTerms, r: Sql, purpose: Purpose): Sql {
  const bulk = purpose === 'bulk';
  return sql`case
    when ${terms.isStopped} then 'account_stopped'
    when ${r}.id is null or ${r}.deleted_at is not null then 'deleted'
    when ${r}.email is null or ${r}.email = '' then 'no_address'
    when ${r}.email_status = ${PERMISSION_STATUS.hardBounce}::smallint then 'hard_bounce'
    when exists (
      select from suppressions s
      where s.account_id = ${terms.accountId}::bigint and s.channel = 'email' and s.address_hash = ${addressHash(terms.salt, sql`${r}.email`)}
        and ${bulk ? sql`s.reach in ('bulk', 'all')` : sql`s.reach = 'all'`}
    ) then 'suppressed'
    ${bulk ? bulkRefusals(terms, r) : sql``}
    end`;
}

/** Bulk mail goes to those alone who opted in, and never without the sender's postal address in it. */
const bulkRefusals = (terms: GateTerms, r: Sql): Sql => sql`
    when ${r}.email_status = ${PERMISSION_STATUS.pendingReview}::smallint then 'pending_review'
    when ${r}.email_status = ${PERMISSION_STATUS.unconfirmed}::smallint then 'unconfirmed'
    when ${r}.email_status not in (${PERMISSION_STATUS.singleOptIn}::smallint, ${PERMISSION_STATUS.doubleOptIn}::smallint) then 'transactional_only'
    when ${!terms.hasPostalAddress}::boolean then 'no_postal_address'`;

export interface VerdictRow {
  position: number;
  record_id: number;
  cause_id: number | null;
  address: string | null;
  reason: Refusal | null;
}

/** One verdict for each record asked about, in the order asked; a record may be asked about more than once. */
export async function verdictsOf(
  db: AccountDb,
  terms: GateTerms,
  asked: { objectId: number; recordIds: readonly number[]; causeIds: readonly (number | null)[]; purpose: Purpose },
): Promise<VerdictRow[]> {
  return db.many(
    sql`select (asked.ordinality - 1) as position, asked.record_id, asked.cause_id, r.email as address, ${mailVerdict(terms, sql`r`, asked.purpose)} as reason
        from unnest(${asked.recordIds}::bigint[], ${asked.causeIds}::bigint[]) with ordinality asked(record_id, cause_id, ordinality)
        left join records r on r.account_id = ${db.accountId} and r.object_id = ${asked.objectId} and r.id = asked.record_id
        order by asked.ordinality`,
    `compliance.verdicts-${asked.purpose}`,
  );
}

/** How many of a set would get a letter (reason null), and how many not, by reason. `members` is a select of `id`. */
export async function verdictCounts(
  db: AccountDb,
  terms: GateTerms,
  asked: { objectId: number; members: Sql; purpose: Purpose },
): Promise<{ reason: Refusal | null; count: number }[]> {
  return db.scan.many(
    sql`select judged.reason, count(*)::bigint as count
        from (
          select ${mailVerdict(terms, sql`r`, asked.purpose)} as reason
          from (${asked.members}) member
          join records r on r.account_id = ${db.accountId}::bigint and r.object_id = ${asked.objectId}::integer and r.id = member.id
        ) judged
        group by judged.reason order by count(*) desc`,
  );
}
