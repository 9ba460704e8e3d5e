import { sql, type AccountDb } from '../../app/db.ts';
import { dayOf, hourOf, type Counted } from '../rules/pace.ts';

/** What has left by a transport for domains; '' is for all of them. Those for which nothing has are absent. */
export async function sentLately(db: AccountDb, transportId: number, domains: readonly string[]): Promise<Map<string, Counted>> {
  const rows = await db.many<{ domain: string; sent_hour: number; sent_day: number }>(
    sql`select p.domain, case when p.hour = ${hourOf(db.now)} then p.sent_hour else 0 end as sent_hour,
          case when p.day = ${dayOf(db.now)}::date then p.sent_day else 0 end as sent_day
        from receiver_paces p
        where p.account_id = ${db.accountId} and p.transport_id = ${transportId} and p.domain = any(${domains}::text[])`,
    'email.sent-lately',
  );
  return new Map(rows.map((row) => [row.domain, { sentHour: row.sent_hour, sentDay: row.sent_day }]));
}

export async function addSent(db: AccountDb, transportId: number, sent: ReadonlyMap<string, number>): Promise<void> {
  if (sent.size === 0) return;
  await db.run(
    sql`insert into receiver_paces as p (account_id, transport_id, domain, hour, sent_hour, day, sent_day)
        select ${db.accountId}::bigint, ${transportId}::bigint, added.domain, ${hourOf(db.now)}::timestamptz, added.count, ${dayOf(db.now)}::date, added.count
        from unnest(${[...sent.keys()]}::text[], ${[...sent.values()]}::integer[]) added(domain, count)
        on conflict (account_id, transport_id, domain) do update set
          sent_hour = case when p.hour = excluded.hour then p.sent_hour else 0 end + excluded.sent_hour, hour = excluded.hour,
          sent_day = case when p.day = excluded.day then p.sent_day else 0 end + excluded.sent_day, day = excluded.day`,
    'email.add-sent',
  );
}

/** The domains that are left alone now, and until when. */
export async function restingDomains(db: AccountDb, transportId: number): Promise<Map<string, Date>> {
  const rows = await db.many<{ domain: string; resume_at: Date }>(
    sql`select p.domain, p.resume_at from receiver_paces p
        where p.account_id = ${db.accountId} and p.transport_id = ${transportId} and p.resume_at > ${db.now}`,
    'email.resting-domains',
  );
  return new Map(rows.map((row) => [row.domain, row.resume_at]));
}

/** How often in a row each of the domains asked to go slower. */
export async function strikesOf(db: AccountDb, transportId: number, domains: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.many<{ domain: string; strikes: number }>(
    sql`select p.domain, p.strikes from receiver_paces p
        where p.account_id = ${db.accountId} and p.transport_id = ${transportId} and p.domain = any(${domains}::text[]) and p.strikes > 0
        order by p.domain for update`,
    'email.strikes',
  );
  return new Map(rows.map((row) => [row.domain, row.strikes]));
}

export async function leaveAlone(
  db: AccountDb,
  transportId: number,
  domains: readonly { domain: string; strikes: number; resumeAt: Date | null }[],
): Promise<void> {
  if (domains.length === 0) return;
  await db.run(
    sql`insert into receiver_paces (account_id, transport_id, domain, hour, day, resume_at, strikes)
        select ${db.accountId}::bigint, ${transportId}::bigint, rest.domain, ${hourOf(db.now)}::timestamptz, ${dayOf(db.now)}::date, rest.resume_at, rest.strikes
        from unnest(${domains.map(({ domain }) => domain)}::text[], ${domains.map(({ strikes }) => strikes)}::smallint[],
          ${domains.map(({ resumeAt }) => resumeAt)}::timestamptz[]) rest(domain, strikes, resume_at)
        order by rest.domain
        on conflict (account_id, transport_id, domain) do update set resume_at = excluded.resume_at, strikes = excluded.strikes`,
    'email.leave-alone',
  );
}
