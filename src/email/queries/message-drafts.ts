import { sql, type AccountDb } from '../../app/db.ts';
import type { VersionSource } from './messages.ts';

/** Older drafts of a message are let go. */
const MOST_KEPT = 50;

export interface DraftRow {
  revision: number;
  source: VersionSource;
  saved_at: Date;
  saved_by: number | null;
}

/** Keeps a message as it stands now, under its revision; kept once. */
export async function keepDraft(db: AccountDb, messageId: number): Promise<void> {
  await db.run(
    sql`insert into message_drafts (account_id, message_id, revision, source, saved_at, saved_by)
        select m.account_id, m.id, m.revision,
          jsonb_build_object('subject', m.subject, 'preheader', m.preheader, 'body', m.body, 'text_part', m.text_part), m.updated_at, m.updated_by
        from messages m where m.account_id = ${db.accountId} and m.id = ${messageId}
        on conflict (account_id, message_id, revision) do nothing`,
  );
  await db.run(
    sql`delete from message_drafts d where d.account_id = ${db.accountId} and d.message_id = ${messageId} and d.revision <= (
          select k.revision from message_drafts k where k.account_id = ${db.accountId} and k.message_id = ${messageId}
          order by k.revision desc offset ${MOST_KEPT} limit 1)`,
  );
}

export async function draftsOf(db: AccountDb, messageId: number): Promise<Omit<DraftRow, 'source'>[]> {
  return db.many(
    sql`select d.revision, d.saved_at, d.saved_by from message_drafts d
        where d.account_id = ${db.accountId} and d.message_id = ${messageId} order by d.revision desc`,
    'email.message-drafts',
  );
}

export async function draftOf(db: AccountDb, messageId: number, revision: number): Promise<DraftRow | undefined> {
  return db.maybeOne(
    sql`select d.revision, d.source, d.saved_at, d.saved_by from message_drafts d
        where d.account_id = ${db.accountId} and d.message_id = ${messageId} and d.revision = ${revision}`,
    'email.message-draft',
  );
}

export interface PublishedRow {
  version: number;
  subject: string;
  published_at: Date;
  published_by: number | null;
  has_source: boolean;
  letters: number;
}

/** What was published of a message, the latest first, with how many letters were made from each; subjects tried out beside one are its own. */
export async function publishedVersionsOf(db: AccountDb, messageId: number): Promise<PublishedRow[]> {
  return db.many(
    sql`select v.version, v.subject, v.published_at, v.published_by, v.source is not null as has_source,
          (select count(*) from deliveries d
            where d.account_id = ${db.accountId} and d.message_id = ${messageId} and d.version = v.version)::bigint as letters
        from message_versions v
        where v.account_id = ${db.accountId} and v.message_id = ${messageId} and v.variant_of is null order by v.version desc limit 200`,
    'email.published-versions',
  );
}
