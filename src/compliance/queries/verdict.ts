import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { PERMISSION_STATUS } from '../../records/index.ts';
import type { Purpose, Refusal } from '../schema.ts';
import { addressDigest, addressHash, operatorSalt, type GateTerms, type SetSize } from './gate-terms.ts';
import { isCapped, isPaused, topicRefusals, type TopicAsked } from './wishes-verdict.ts';

/** Up to so many records, each one's address is looked up by itself. */
const FEW = 500;

/** What the gate is asked of each record of a set. */
export interface Question {
  purpose: Purpose;
  topic?: TopicAsked | undefined;
  objectId: number;
  size: SetSize;
}

/**
 * THE gate for mail: an SQL expression over a records row `r` that gives the reason why no letter for this purpose may go to it, or null
 * when one may. Every way of asking (sending, counting before sending, explaining one record, criteria) is this expression.
 */
export function mailVerdict(terms: GateTerms, r: Sql, question: Question): Sql {
  const { purpose, size } = question;
  return sql`case
    when ${terms.isStoppedByOperator} then 'operator_stopped'
    when ${terms.isStopped} then 'account_stopped'
    when ${r}.id is null or ${r}.deleted_at is not null then 'deleted'
    when ${r}.email is null or ${r}.email = '' then 'no_address'
    when ${r}.email_status = ${PERMISSION_STATUS.hardBounce}::smallint then 'hard_bounce'
    when ${isOnOperatorsList(sql`${r}.email`, size)} then 'operator_suppressed'
    when ${isSuppressed(terms, sql`${r}.email`, { isBulk: purpose === 'bulk', size })} then 'suppressed'
    ${purpose === 'confirmation' ? confirmationRefusals(r) : sql``}
    ${purpose === 'bulk' ? bulkRefusals(terms, r, question) : sql``}
    end`;
}

/**
 * One look into the index for each address, or all of the account's suppressions hashed once. Measured with 100,000 of them on two busy
 * cores: 300,000 records take 0.5 s by the hash and 5 s by the index, 20,000 take 0.15 s and 1.6 s; twenty take 3 ms by the index. Lists of
 * digests, and the operator's, are looked at only where there are any: what asks for them is evaluated once.
 */
function isSuppressed({ accountId, salt }: GateTerms, address: Sql, { isBulk, size }: { isBulk: boolean; size: SetSize }): Sql {
  const reaching = sql`s.account_id = ${accountId}::bigint and s.channel = 'email' and ${isBulk ? sql`s.reach in ('bulk', 'all')` : sql`s.reach = 'all'`}`;
  const isListed = (hash: Sql, form: 'address' | 'digest') =>
    size === 'few'
      ? sql`exists (select from suppressions s where ${reaching} and s.form = ${form} and s.address_hash = ${hash})`
      : sql`${hash} in (select s.address_hash from suppressions s where ${reaching} and s.form = ${form})`;
  const anyDigest = sql`exists (select from suppressions s where s.account_id = ${accountId}::bigint and s.channel = 'email' and s.form = 'digest')`;
  return sql`(${isListed(addressHash(salt, address), 'address')}
      or (${anyDigest} and ${isListed(addressHash(salt, addressDigest(address)), 'digest')}))`;
}

function isOnOperatorsList(address: Sql, size: SetSize): Sql {
  const hash = addressHash(operatorSalt, addressDigest(address));
  const isListed =
    size === 'few'
      ? sql`exists (select from operator_suppressions o where o.channel = 'email' and o.address_hash = ${hash})`
      : sql`${hash} in (select o.address_hash from operator_suppressions o where o.channel = 'email')`;
  return sql`(exists (select from operator_suppressions o where o.channel = 'email') and ${isListed})`;
}

/** A confirmation is asked of those alone who wait for one, or may be written to. */
const confirmationRefusals = (r: Sql): Sql => sql`
    when ${r}.email_status = ${PERMISSION_STATUS.pendingReview}::smallint then 'pending_review'
    when ${r}.email_status = ${PERMISSION_STATUS.transactionalOnly}::smallint then 'transactional_only'`;

/** Bulk mail goes to those alone who opted in, as they wished it, and never without the sender's postal address in it. */
const bulkRefusals = (terms: GateTerms, r: Sql, question: Question): Sql => sql`
    when ${r}.email_status = ${PERMISSION_STATUS.pendingReview}::smallint or ${isHeldWithImport(terms, r)} then 'pending_review'
    when ${r}.email_status = ${PERMISSION_STATUS.unconfirmed}::smallint then 'unconfirmed'
    when ${r}.email_status not in (${PERMISSION_STATUS.singleOptIn}::smallint, ${PERMISSION_STATUS.doubleOptIn}::smallint) then 'transactional_only'
    ${question.topic ? topicRefusals(terms, r, { ...question, topic: question.topic }) : sql``}
    ${terms.isQueueing ? sql`` : timelyRefusals(terms, r, question)}
    when ${!terms.hasPostalAddress}::boolean then 'no_postal_address'`;

/** Whether a record came with an import that still runs, or is held for review: before each of its people has the status that says so. */
const isHeldWithImport = ({ accountId }: GateTerms, r: Sql): Sql => sql`coalesce(${r}.import_id = any(array(
      select ir.import_id from import_reviews ir where ir.account_id = ${accountId}::bigint and ir.state in ('scanning', 'held'))), false)`;

/** What passes with time is looked at when a letter would leave. */
const timelyRefusals = (terms: GateTerms, r: Sql, question: Question): Sql => sql`
    when ${isPaused(terms, r, question)} then 'paused'
    when ${isCapped(terms, r, question)} then 'capped'`;

/**
 * With the server's own 8 MB the planner stops hashing at some 80,000 suppressed addresses, and walks over them for every record: 300,000
 * records then take many minutes in place of half a second. Sorting needs no more than before.
 */
async function makeRoomForHashes(db: AccountDb): Promise<void> {
  await db.run(sql`set local hash_mem_multiplier = 64`);
}

export interface VerdictRow {
  position: number;
  record_id: number;
  cause_id: number | null;
  address: string | null;
  reason: Refusal | null;
}

export interface VerdictsAsked {
  objectId: number;
  recordIds: readonly number[];
  causeIds: readonly (number | null)[];
  purpose: Purpose;
  topic?: TopicAsked | undefined;
}

/** One verdict for each record asked about, in the order asked; a record may be asked about more than once. */
export async function verdictsOf(db: AccountDb, terms: GateTerms, asked: VerdictsAsked): Promise<VerdictRow[]> {
  const { objectId, purpose, topic } = asked;
  const size = asked.recordIds.length > FEW ? 'many' : 'few';
  if (size === 'many') await makeRoomForHashes(db);
  return db.many(
    sql`select (asked.ordinality - 1) as position, asked.record_id, asked.cause_id, r.email as address,
          ${mailVerdict(terms, sql`r`, { purpose, topic, objectId, size })} as reason
        from unnest(${asked.recordIds}::bigint[], ${asked.causeIds}::bigint[]) with ordinality asked(record_id, cause_id, ordinality)
        left join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = asked.record_id
        order by asked.ordinality`,
    `compliance.verdicts-${purpose}-${size}${topic ? '-topic' : ''}${terms.isQueueing ? '-queueing' : ''}`,
  );
}

/** How many of a set would get a letter (reason null), and how many not, by reason. `members` is a select of `id`. */
export async function verdictCounts(
  db: AccountDb,
  terms: GateTerms,
  asked: { objectId: number; members: Sql; purpose: Purpose; topic?: TopicAsked | undefined },
): Promise<{ reason: Refusal | null; count: number }[]> {
  await makeRoomForHashes(db);
  return db.scan.many(
    sql`select judged.reason, count(*)::bigint as count
        from (
          select ${mailVerdict(terms, sql`r`, { ...asked, size: 'many' })} as reason
          from (${asked.members}) member
          join records r on r.account_id = ${db.accountId}::bigint and r.object_id = ${asked.objectId}::integer and r.id = member.id
        ) judged
        group by judged.reason order by count(*) desc`,
  );
}

/** What the gate says of one record about each topic in use. */
export async function topicVerdicts(
  db: AccountDb,
  terms: GateTerms,
  { objectId, id }: { objectId: number; id: number },
): Promise<{ id: number; name: string; begins: string; is_public: boolean; reason: Refusal | null }[]> {
  const topic: TopicAsked = { id: sql`t.id`, begins: sql`t.begins` };
  return db.many(
    sql`select t.id, t.name, t.begins, t.is_public, ${mailVerdict(terms, sql`r`, { purpose: 'bulk', topic, objectId, size: 'few' })} as reason
        from topics t
        left join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id}
        where t.account_id = ${db.accountId} and t.archived_at is null order by t.position, t.id`,
    'compliance.topic-verdicts',
  );
}
