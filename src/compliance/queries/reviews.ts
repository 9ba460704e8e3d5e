import { sql, type AccountDb } from '../../app/db.ts';
import { ROLES, type ImportCounts } from '../rules/review-findings.ts';
import type { ReviewFinding, ReviewState } from '../rules/review-schema.ts';
import { addressDigest, addressHash, operatorSalt, saltOf } from './gate-terms.ts';

export interface ReviewRow {
  import_id: number;
  object_id: number;
  state: ReviewState;
  decides: 'account' | 'operator';
  people: number;
  findings: ReviewFinding[];
  at: Date;
  decided_at: Date | null;
  note: string | null;
}

const REVIEW = sql`ir.import_id, ir.object_id, ir.state, ir.decides, ir.people, ir.findings, ir.at, ir.decided_at, ir.note`;

/** Opens the look at an import; one that goes on after a stop is looked at anew. */
export async function openReview(db: AccountDb, importId: number, objectId: number): Promise<void> {
  await db.run(
    sql`insert into import_reviews (account_id, import_id, object_id, state, at) values (${db.accountId}, ${importId}, ${objectId}, 'scanning', ${db.now})
        on conflict (account_id, import_id) do update set state = 'scanning' where import_reviews.state = 'passed'`,
  );
}

export async function reviewRow(db: AccountDb, importId: number): Promise<ReviewRow | undefined> {
  return db.maybeOne(
    sql`select ${REVIEW} from import_reviews ir where ir.account_id = ${db.accountId} and ir.import_id = ${importId} for update`,
  );
}

export async function reviewRows(db: AccountDb, limit: number): Promise<ReviewRow[]> {
  return db.many(
    sql`select ${REVIEW} from import_reviews ir where ir.account_id = ${db.accountId} and ir.state in ('held', 'released', 'refused')
        order by ir.state <> 'held', ir.import_id desc limit ${limit}`,
  );
}

export async function writeReview(
  db: AccountDb,
  importId: number,
  review: { state: ReviewState; decides: 'account' | 'operator'; people: number; findings: readonly ReviewFinding[] },
): Promise<void> {
  await db.run(
    sql`update import_reviews set state = ${review.state}, decides = ${review.decides}, people = ${review.people},
          findings = ${JSON.stringify(review.findings)}::jsonb where account_id = ${db.accountId} and import_id = ${importId}`,
  );
}

export async function writeDecision(
  db: AccountDb,
  importId: number,
  decision: { state: ReviewState; note: string; userId: number | null },
): Promise<void> {
  await db.run(
    sql`update import_reviews set state = ${decision.state}, note = ${decision.note}, decided_at = ${db.now}, decided_by = ${decision.userId}
        where account_id = ${db.accountId} and import_id = ${importId}`,
  );
}

type Counted = Omit<ImportCounts, 'disposable'> & { domains: { domain: string; count: number }[] | null };

/** What an import made of the people of an object, counted in one walk over them; `since` is when it began. */
export async function countImported(
  db: AccountDb,
  { importId, objectId, since }: { importId: number; objectId: number; since: Date },
): Promise<Counted> {
  const salt = saltOf(db.accountId);
  return db.scan.one(
    sql`with made as materialized (
          select r.email, split_part(r.email, '@', 1) as local, split_part(r.email, '@', 2) as domain
          from records r
          where r.account_id = ${db.accountId}::bigint and r.object_id = ${objectId}::integer and r.created_at >= ${since}::timestamptz
            and r.import_id = ${importId}::bigint and r.deleted_at is null and r.email <> ''
        )
        select count(*)::bigint as people,
          (select count(*) from records b where b.account_id = ${db.accountId}::bigint and b.object_id = ${objectId}::integer
            and b.created_at < ${since}::timestamptz and b.deleted_at is null and b.email <> '')::bigint as before,
          count(*) filter (where made.local = any(${ROLES}::text[]))::bigint as role_addresses,
          count(*) filter (where made.email !~ '^[^@ ]+@[^@ ]+[.][^@ ]{2,}$')::bigint as unreadable,
          count(*) filter (where made.email ~ '[^ -~]' or made.domain like 'xn--%' or made.domain like '%.xn--%')::bigint as look_alike,
          count(*) filter (where exists (select from operator_suppressions o where o.channel = 'email')
            and ${addressHash(operatorSalt, addressDigest(sql`made.email`))} in (select o.address_hash from operator_suppressions o where o.channel = 'email'))::bigint as known_bad,
          count(*) filter (where ${addressHash(salt, sql`made.email`)} in (
            select s.address_hash from suppressions s where s.account_id = ${db.accountId}::bigint and s.channel = 'email'
              and s.reason in ('hard_bounce', 'complaint')))::bigint as bounced_before,
          (select json_agg(d) from (select made.domain, count(*) as count from made group by made.domain) d) as domains
        from made`,
  );
}

/** Up to `limit` people of an import that have one of these statuses, locked for whoever gives them another. */
export async function importedWith(
  db: AccountDb,
  asked: { importId: number; objectId: number; since: Date; statuses: readonly number[]; limit: number },
): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${asked.objectId} and r.created_at >= ${asked.since}
          and r.import_id = ${asked.importId} and r.email_status = any(${asked.statuses}::smallint[]) limit ${asked.limit} for update`,
  );
  return rows.map(({ id }) => id);
}
