import { sql, type AccountDb } from '../../app/db.ts';
import type { ConversationState } from '../schema.ts';

interface Attachment {
  name: string;
  type: string;
  bytes: number;
  position: number;
}

export interface EntryRow {
  id: number;
  conversation_id: number;
  kind: 'in' | 'out' | 'note';
  at: Date;
  author_id: number | null;
  address: string | null;
  name: string | null;
  subject: string | null;
  text: string | null;
  quoted: string | null;
  has_html: boolean;
  attachments: Attachment[];
  inbound_id: number | null;
  delivery_id: number | null;
  message_ref: string | null;
  is_auto: boolean;
}

const ENTRY = sql`e.id, e.conversation_id, e.kind, e.at, e.author_id, e.address, e.name, e.subject, e.text, e.quoted, e.has_html, e.attachments,
  e.inbound_id, e.delivery_id, e.message_ref, e.is_auto`;

/** What was said in a conversation, the oldest first; of a very long one the latest part. */
export async function entriesOf(db: AccountDb, conversationId: number, limit: number): Promise<EntryRow[]> {
  return db.many(
    sql`select * from (select ${ENTRY} from conversation_entries e
          where e.account_id = ${db.accountId} and e.conversation_id = ${conversationId} order by e.at desc, e.id desc limit ${limit}) e
        order by e.at, e.id`,
  );
}

export async function entryById(db: AccountDb, conversationId: number, id: number): Promise<EntryRow | undefined> {
  return db.maybeOne(
    sql`select ${ENTRY} from conversation_entries e
        where e.account_id = ${db.accountId} and e.conversation_id = ${conversationId} and e.id = ${id}`,
  );
}

/** What they wrote last, with what answers name it by. */
export async function lastInbound(db: AccountDb, conversationId: number): Promise<EntryRow | undefined> {
  return db.maybeOne(
    sql`select ${ENTRY} from conversation_entries e
        where e.account_id = ${db.accountId} and e.conversation_id = ${conversationId} and e.kind = 'in' and not e.is_auto
        order by e.at desc, e.id desc limit 1`,
  );
}

/** The names of the mails of a conversation, the oldest first: what an answer refers to. */
export async function refsOf(db: AccountDb, conversationId: number, limit: number): Promise<string[]> {
  const rows = await db.many<{ message_ref: string }>(
    sql`select r.message_ref from (select e.message_ref, e.at, e.id from conversation_entries e
          where e.account_id = ${db.accountId} and e.conversation_id = ${conversationId} and e.message_ref is not null and e.kind = 'in'
          order by e.at desc, e.id desc limit ${limit}) r order by r.at, r.id`,
  );
  return rows.map(({ message_ref }) => message_ref);
}

/** The conversation in which a mail stands. */
export async function conversationOfMail(db: AccountDb, inboundId: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ conversation_id: number }>(
    sql`select e.conversation_id from conversation_entries e where e.account_id = ${db.accountId} and e.inbound_id = ${inboundId}`,
    'inbox.conversation-of-mail',
  );
  return row?.conversation_id;
}

/** The conversation in which a letter was written, or in which one of these mails stands with words of the same writer. */
export async function conversationNamed(
  db: AccountDb,
  { deliveryId, refs, address }: { deliveryId: number | null; refs: readonly string[]; address: string },
): Promise<number | undefined> {
  const row = await db.maybeOne<{ conversation_id: number }>(
    sql`select e.conversation_id from conversation_entries e
        where e.account_id = ${db.accountId} and e.delivery_id = ${deliveryId} and ${deliveryId}::bigint is not null
        union all
        select n.conversation_id from (
          select e.conversation_id from conversation_entries e
          join conversations v on v.account_id = ${db.accountId} and v.id = e.conversation_id
          where e.account_id = ${db.accountId} and e.message_ref = any(${refs}::text[])
            and (v.address = ${address} or exists (select from conversation_entries o where o.account_id = ${db.accountId}
              and o.conversation_id = e.conversation_id and o.kind = 'in' and o.address = ${address}))
          order by e.id desc limit 1) n
        limit 1`,
  );
  return row?.conversation_id;
}

/** How many mails of a sender came into conversations since a time; nobody counts beyond `most`. */
export async function mailsSince(db: AccountDb, address: string, since: Date, most: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::integer as count from (select from conversation_entries e
          where e.account_id = ${db.accountId} and e.kind = 'in' and e.address = ${address} and e.at > ${since} limit ${most}) m`,
    'inbox.mails-since',
  );
  return count;
}

/** What an entry is that says nothing of itself. */
export const PLAIN_ENTRY = {
  author_id: null,
  address: null,
  name: null,
  subject: null,
  quoted: null,
  has_html: false,
  attachments: [],
  inbound_id: null,
  delivery_id: null,
  message_ref: null,
  is_auto: false,
};

export interface NewEntry extends Omit<EntryRow, 'at'> {
  at?: Date;
}

/** Writes down what was said; the conversation stands in `state` from now on, in which it is news where `isNews`. */
export async function insertEntry(
  db: AccountDb,
  entry: NewEntry,
  { state, isNews, excerpt }: { state: ConversationState | null; isNews: boolean; excerpt: string | null },
): Promise<void> {
  const at = entry.at ?? db.now;
  await db.run(
    sql`insert into conversation_entries (account_id, id, conversation_id, kind, at, author_id, address, name, subject, text, quoted, has_html,
          attachments, inbound_id, delivery_id, message_ref, is_auto)
        values (${db.accountId}, ${entry.id}, ${entry.conversation_id}, ${entry.kind}, ${at}, ${entry.author_id}, ${entry.address},
          ${entry.name}, ${entry.subject}, ${entry.text}, ${entry.quoted}, ${entry.has_html}, ${JSON.stringify(entry.attachments)}::jsonb,
          ${entry.inbound_id}, ${entry.delivery_id}, ${entry.message_ref}, ${entry.is_auto})`,
  );
  await db.run(
    sql`update conversations v set entry_count = v.entry_count + 1,
          news_id = case when ${isNews}::boolean then greatest(v.news_id, ${entry.id}::bigint) else v.news_id end,
          last_at = case when ${excerpt}::text is null then v.last_at else greatest(v.last_at, ${at}::timestamptz) end,
          excerpt = coalesce(${excerpt}::text, v.excerpt), state = coalesce(${state}::text, v.state),
          snoozed_until = case when ${state}::text is null then v.snoozed_until end,
          closed_at = case when ${state}::text is null then v.closed_at when ${state}::text = 'closed' then ${db.now}::timestamptz end
        where v.account_id = ${db.accountId} and v.id = ${entry.conversation_id}`,
  );
}

/** Entries with the words, the latest first, in conversations of some inboxes. */
export async function entriesSaying(
  db: AccountDb,
  { query, inboxIds, limit }: { query: string; inboxIds: readonly number[]; limit: number },
): Promise<{ id: number; title: string | null; text: string | null }[]> {
  return db.scan.many(
    sql`select v.id, v.subject as title, e.text from (
          select f.conversation_id, f.text, f.at, f.id from conversation_entries f
          where f.account_id = ${db.accountId} and f.search @@ ${query}::tsquery limit 500) e
        join conversations v on v.account_id = ${db.accountId} and v.id = e.conversation_id
        where v.inbox_id = any(${inboxIds}::bigint[]) and not v.is_spam order by e.at desc, e.id desc limit ${limit}`,
  );
}

/** The latest answer that was given in a conversation. */
export async function newestAnswer(db: AccountDb, conversationId: number): Promise<{ id: number; author_id: number | null } | undefined> {
  return db.maybeOne(
    sql`select e.id, e.author_id from conversation_entries e
        where e.account_id = ${db.accountId} and e.conversation_id = ${conversationId} and e.kind = 'out' order by e.id desc limit 1`,
  );
}
