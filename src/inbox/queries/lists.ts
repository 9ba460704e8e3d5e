import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { ConversationsQuery } from '../schema.ts';
import { CONVERSATION, type ConversationRow } from './conversations.ts';

export interface ListedRow extends ConversationRow {
  is_unread: boolean;
  has_draft: boolean;
}

export interface AskedList extends Omit<ConversationsQuery, 'search' | 'cursor'> {
  userId: number;
  inboxIds: readonly number[];
  after?: { at: Date; id: number } | undefined;
}

const unread = (db: AccountDb, userId: number): Sql =>
  sql`v.news_id > coalesce((select d.entry_id from conversation_reads d
        where d.account_id = ${db.accountId} and d.conversation_id = v.id and d.user_id = ${userId}), 0)`;

const drafted = (db: AccountDb, userId: number): Sql =>
  sql`exists (select from conversation_drafts w where w.account_id = ${db.accountId} and w.conversation_id = v.id and w.user_id = ${userId})`;

/** A page of conversations, the latest first. */
export async function listedConversations(db: AccountDb, asked: AskedList): Promise<ListedRow[]> {
  return db.many(
    sql`select ${CONVERSATION}, ${unread(db, asked.userId)} as is_unread, ${drafted(db, asked.userId)} as has_draft from conversations v
        where ${wished(db, asked)} order by v.last_at desc, v.id desc limit ${asked.limit}`,
  );
}

/** As many of the latest conversations in which somebody's words stand, in them or in who writes about what. */
export async function foundConversations(
  db: AccountDb,
  asked: AskedList,
  { query, typed }: { query: string; typed: string },
): Promise<ListedRow[]> {
  const said = sql`v.id in (select e.conversation_id from conversation_entries e
      where e.account_id = ${db.accountId} and e.search @@ ${query}::tsquery)`;
  const like = `%${typed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const named = sql`v.subject ilike ${like} or v.name ilike ${like} or v.address ilike ${like}`;
  const words = query === '' ? sql`(${named})` : sql`(${said} or ${named})`;
  return db.scan.many(
    sql`select ${CONVERSATION}, ${unread(db, asked.userId)} as is_unread, ${drafted(db, asked.userId)} as has_draft from conversations v
        where ${wished(db, asked)} and ${words} order by v.last_at desc, v.id desc limit ${asked.limit}`,
  );
}

function wished(db: AccountDb, asked: AskedList): Sql {
  const parts = [sql`v.account_id = ${db.accountId}`, sql`v.inbox_id = any(${asked.inboxIds}::bigint[])`, sql`v.merged_into_id is null`];
  if (asked.state === 'spam') parts.push(sql`v.is_spam`);
  else parts.push(sql`not v.is_spam`);
  if (asked.state !== 'spam' && asked.state !== 'any') parts.push(sql`v.state = ${asked.state}`);
  if (asked.inbox !== undefined) parts.push(sql`v.inbox_id = ${asked.inbox}`);
  if (asked.channel !== undefined) parts.push(sql`v.channel_id = ${asked.channel}`);
  if (asked.assigned === 'nobody') parts.push(sql`v.assignee_id is null`);
  else if (asked.assigned !== 'anybody') parts.push(sql`v.assignee_id = ${asked.assigned === 'me' ? asked.userId : asked.assigned}`);
  if (asked.unread) parts.push(unread(db, asked.userId));
  if (asked.after) parts.push(sql`(v.last_at, v.id) < (${asked.after.at}, ${asked.after.id})`);
  return join(parts, ' and ');
}

/** How many conversations are open in each inbox, and how many of them hold something the user has not read. */
export async function openCounts(
  db: AccountDb,
  userId: number,
  inboxIds: readonly number[],
): Promise<{ inbox_id: number; open: number; unread: number; mine: number }[]> {
  return db.many(
    sql`select v.inbox_id, count(*)::integer as open, count(*) filter (where ${unread(db, userId)})::integer as unread,
          count(*) filter (where v.assignee_id = ${userId})::integer as mine
        from conversations v
        where v.account_id = ${db.accountId} and v.inbox_id = any(${inboxIds}::bigint[]) and v.state = 'open' and v.merged_into_id is null
        group by v.inbox_id`,
    'inbox.open-counts',
  );
}

/** The conversations with somebody in some inboxes, the latest first. */
export async function conversationsWith(
  db: AccountDb,
  who: { objectId: number; recordId: number } | { address: string },
  { userId, inboxIds, limit }: { userId: number; inboxIds: readonly number[]; limit: number },
): Promise<ListedRow[]> {
  const theirs =
    'address' in who
      ? sql`v.address = ${who.address} and v.record_id is null`
      : sql`v.object_id = ${who.objectId} and v.record_id = ${who.recordId}`;
  return db.many(
    sql`select ${CONVERSATION}, ${unread(db, userId)} as is_unread, ${drafted(db, userId)} as has_draft from conversations v
        where v.account_id = ${db.accountId} and ${theirs} and v.inbox_id = any(${inboxIds}::bigint[]) and v.merged_into_id is null and not v.is_spam
        order by v.last_at desc, v.id desc limit ${limit}`,
  );
}
