import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { BounceClass } from '../rules/bounce-classes.ts';
import type { DeliveryCounts } from '../rules/deliverability-schema.ts';

/** Letters that left since a time, to domains where they are given. What a server refused at once never was `sent`, and came back all the same. */
const LEFT = (db: AccountDb, since: Date, domains?: readonly string[]): Sql => sql`from deliveries d
  where d.account_id = ${db.accountId} and d.sent_at >= ${since} and d.status in ('sent', 'uncertain') and not d.practising
  ${domains === undefined ? sql`` : sql`and d.domain = any(${domains}::text[])`}`;

const COUNTS = sql`count(*)::bigint as sent, count(d.bounced_at)::bigint as bounced, count(d.deferred_at)::bigint as deferred,
  count(d.complained_at)::bigint as complained, count(d.opened_at)::bigint as opened`;

export async function countsByDomain(db: AccountDb, since: Date): Promise<(DeliveryCounts & { domain: string })[]> {
  return db.many(
    sql`select coalesce(d.domain, '') as domain, ${COUNTS} ${LEFT(db, since)} group by d.domain order by count(*) desc, d.domain`,
    'email.deliverability-domains',
  );
}

/** By the domains letters came from; null of those that left before it was noted. */
export async function countsBySender(
  db: AccountDb,
  of: { since: Date; domains?: readonly string[] | undefined },
): Promise<(DeliveryCounts & { domain: string | null })[]> {
  return db.many(
    sql`select d.sender_domain as domain, ${COUNTS} ${LEFT(db, of.since, of.domains)} group by d.sender_domain order by count(*) desc, 1 limit 50`,
  );
}

export async function countsByDay(
  db: AccountDb,
  of: { since: Date; timeZone: string; domains?: readonly string[] | undefined },
): Promise<(DeliveryCounts & { day: string })[]> {
  return db.many(
    sql`select (d.sent_at at time zone ${of.timeZone})::date::text as day, ${COUNTS} ${LEFT(db, of.since, of.domains)} group by 1 order by 1`,
  );
}

export async function countsByClass(
  db: AccountDb,
  of: { since: Date; domains?: readonly string[] | undefined },
): Promise<{ class: BounceClass; count: number }[]> {
  return db.many(
    sql`select d.bounce_class as class, count(*)::bigint as count ${LEFT(db, of.since, of.domains)} and d.bounced_at is not null
        group by d.bounce_class order by count(*) desc, d.bounce_class`,
  );
}
