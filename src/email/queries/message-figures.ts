import { sql, type AccountDb } from '../../app/db.ts';

/** What became of the letters of a message, and how its published version stands. */
export interface MessageFigures {
  id: number;
  sent: number;
  opened: number;
  unopened: number;
  clicked: number;
  unsubscribed: number;
  complained: number;
  spam_score: number | null;
  published_at: Date | null;
}

/** The figures of messages, counted as their reports count them. */
export async function figuresOfMessages(db: AccountDb, ids: readonly number[]): Promise<MessageFigures[]> {
  if (ids.length === 0) return [];
  return db.many(
    sql`select m.id, c.*, v.spam_score::float8 as spam_score, v.published_at
        from messages m
        cross join lateral (
          select count(*) filter (where d.status in ('sent', 'captured'))::bigint as sent,
            count(*) filter (where d.opened_at is not null)::bigint as opened,
            count(*) filter (where d.status in ('sent', 'captured') and d.bounced_at is null and d.opened_at is null
              and d.machine_opened_at is null)::bigint as unopened,
            count(*) filter (where d.clicked_at is not null)::bigint as clicked,
            count(*) filter (where d.unsubscribed_at is not null)::bigint as unsubscribed,
            count(*) filter (where d.complained_at is not null)::bigint as complained
          from deliveries d where d.account_id = ${db.accountId} and d.message_id = m.id) c
        left join message_versions v on v.account_id = ${db.accountId} and v.message_id = m.id and v.version = m.published_version
        where m.account_id = ${db.accountId} and m.id = any(${ids}::bigint[])`,
  );
}
