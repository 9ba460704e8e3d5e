import { sql, type AccountDb } from '../../app/db.ts';
import type { MailCounts } from '../rules/mail-limits.ts';

/** The kinds of event that the counts are made of; what an import says of bounces elsewhere is none of this account's. */
export const COUNTED_KINDS = ['email.sent', 'mail.bounced', 'mail.complained'] as const;

/** Adds what a batch of the ledger tells to the counts of today. */
export async function addToHealth(db: AccountDb, batchId: number): Promise<void> {
  await db.run(
    sql`insert into mail_health (account_id, day, sent, hard_bounces, complaints)
        select ${db.accountId}::bigint, (${db.now}::timestamptz at time zone 'UTC')::date, count(*) filter (where e.kind = 'email.sent'),
          count(*) filter (where e.kind = 'mail.bounced' and e.subject_id is not null), count(*) filter (where e.kind = 'mail.complained')
        from events e
        where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.kind = any(${COUNTED_KINDS}::text[])
        on conflict (account_id, day) do update set sent = mail_health.sent + excluded.sent,
          hard_bounces = mail_health.hard_bounces + excluded.hard_bounces, complaints = mail_health.complaints + excluded.complaints`,
  );
}

/** What left and what came back in the days up to today. */
export async function mailCounts(db: AccountDb, days: number): Promise<MailCounts> {
  const row = await db.one<{ sent: number; hard_bounces: number; complaints: number }>(
    sql`select coalesce(sum(h.sent), 0)::bigint as sent, coalesce(sum(h.hard_bounces), 0)::bigint as hard_bounces,
          coalesce(sum(h.complaints), 0)::bigint as complaints
        from mail_health h
        where h.account_id = ${db.accountId} and h.day > (${db.now}::timestamptz at time zone 'UTC')::date - ${days}::integer`,
  );
  return { sent: row.sent, hardBounces: row.hard_bounces, complaints: row.complaints };
}

/** Gives whether the account was at full speed before. */
export async function insertThrottle(db: AccountDb, { perHour, reason }: { perHour: number; reason: string }): Promise<boolean> {
  return (
    (await db.run(
      sql`insert into sending_throttles (account_id, channel, per_hour, reason, since, hour)
          values (${db.accountId}, 'email', ${perHour}, ${reason}, ${db.now}, date_trunc('hour', ${db.now}::timestamptz))
          on conflict (account_id, channel) do nothing`,
    )) > 0
  );
}

export async function deleteThrottle(db: AccountDb): Promise<boolean> {
  return (await db.run(sql`delete from sending_throttles where account_id = ${db.accountId} and channel = 'email'`)) > 0;
}
