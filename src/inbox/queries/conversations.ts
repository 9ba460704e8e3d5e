import { empty, sql, type AccountDb, type Database } from '../../app/db.ts';
import type { ConversationState } from '../schema.ts';

export interface ConversationRow {
  id: number;
  inbox_id: number;
  channel_id: number;
  object_id: number | null;
  record_id: number | null;
  address: string | null;
  name: string | null;
  subject: string | null;
  subject_key: string | null;
  excerpt: string | null;
  state: ConversationState;
  snoozed_until: Date | null;
  assignee_id: number | null;
  is_spam: boolean;
  merged_into_id: number | null;
  entry_count: number;
  news_id: number;
  last_at: Date;
}

export const CONVERSATION = sql`v.id, v.inbox_id, v.channel_id, v.object_id, v.record_id, v.address, v.name, v.subject, v.subject_key, v.excerpt,
  v.state, v.snoozed_until, v.assignee_id, v.is_spam, v.merged_into_id, v.entry_count, v.news_id, v.last_at`;

/** A conversation, or the one it was merged into; with `lock` it stays as it is to the end of the transaction. */
export async function conversationById(db: AccountDb, id: number, lock = false): Promise<ConversationRow | undefined> {
  const found = await db.maybeOne<ConversationRow>(
    sql`select ${CONVERSATION} from conversations v where v.account_id = ${db.accountId} and v.id = ${id} ${lock ? sql`for update` : empty}`,
  );
  return found?.merged_into_id ? conversationById(db, found.merged_into_id, lock) : found;
}

/** Those of the conversations that are not merged away, locked in the order of their ids. */
export async function lockedConversations(db: AccountDb, ids: readonly number[]): Promise<ConversationRow[]> {
  return db.many(
    sql`select ${CONVERSATION} from conversations v
        where v.account_id = ${db.accountId} and v.id = any(${ids}::bigint[]) and v.merged_into_id is null order by v.id for update`,
  );
}

/** Who writes: somebody with a record, or an address nobody knows. */
export interface Writer {
  objectId: number | null;
  recordId: number | null;
  address: string;
}

/**
 * The conversation that a mail without headers goes on with: of the same writer, the one with the same subject since a time (on any
 * channel, where the subject says that it answers), or else the one still under way on the channel, the latest first. Locked.
 */
export async function conversationOfWriter(
  db: AccountDb,
  {
    writer,
    channelId,
    subjectKey,
    isAnswer,
    since,
  }: { writer: Writer; channelId: number; subjectKey: string; isAnswer: boolean; since: Date },
): Promise<ConversationRow | undefined> {
  const theirs =
    writer.recordId === null
      ? sql`v.address = ${writer.address} and v.record_id is null`
      : sql`v.object_id = ${writer.objectId} and v.record_id = ${writer.recordId}`;
  return db.maybeOne(
    sql`select ${CONVERSATION} from conversations v
        where v.account_id = ${db.accountId} and ${theirs} and v.merged_into_id is null
          and (v.channel_id = ${channelId} and v.state <> 'closed'
            or (v.channel_id = ${channelId} or ${isAnswer}) and v.subject_key = ${subjectKey} and v.subject_key <> '' and v.last_at > ${since})
        order by v.subject_key is not distinct from ${subjectKey} desc, v.last_at desc, v.id desc limit 1 for update`,
  );
}

export interface NewConversationRow {
  id: number;
  inboxId: number;
  channelId: number;
  writer: Writer;
  name: string;
  subject: string;
  subjectKey: string;
  state: ConversationState;
  assigneeId: number | null;
}

export async function insertConversation(db: AccountDb, made: NewConversationRow): Promise<void> {
  const { writer } = made;
  await db.run(
    sql`insert into conversations (account_id, id, inbox_id, channel_id, object_id, record_id, address, name, subject, subject_key, excerpt, state,
          assignee_id, opened_at, last_at)
        values (${db.accountId}, ${made.id}, ${made.inboxId}, ${made.channelId}, ${writer.objectId}, ${writer.recordId}, ${writer.address},
          ${made.name}, ${made.subject}, ${made.subjectKey}, '', ${made.state}, ${made.assigneeId}, ${db.now}, ${db.now})`,
  );
}

/** Conversations are given to a user, or to nobody. Gives those whose it was not. */
export async function assignRows(db: AccountDb, ids: readonly number[], userId: number | null): Promise<number[]> {
  return idsOf(
    await db.many(
      sql`update conversations v set assignee_id = ${userId}
          where v.account_id = ${db.accountId} and v.id = any(${ids}::bigint[]) and v.assignee_id is distinct from ${userId}::bigint returning v.id`,
    ),
  );
}

/** Conversations stand in a state from now on. Gives those that did not. */
export async function writeState(
  db: AccountDb,
  ids: readonly number[],
  { state, snoozedUntil = null }: { state: ConversationState; snoozedUntil?: Date | null },
): Promise<number[]> {
  return idsOf(
    await db.many(
      sql`update conversations v set state = ${state}, snoozed_until = ${snoozedUntil},
            closed_at = case when ${state}::text = 'closed' then ${db.now}::timestamptz end,
            is_spam = v.is_spam and ${state}::text = 'closed'
          where v.account_id = ${db.accountId} and v.id = any(${ids}::bigint[])
            and (v.state <> ${state} or v.snoozed_until is distinct from ${snoozedUntil}::timestamptz) returning v.id`,
    ),
  );
}

/** Conversations go to another inbox. Gives those that were elsewhere. */
export async function moveRows(db: AccountDb, ids: readonly number[], inboxId: number): Promise<number[]> {
  return idsOf(
    await db.many(
      sql`update conversations v set inbox_id = ${inboxId}
          where v.account_id = ${db.accountId} and v.id = any(${ids}::bigint[]) and v.inbox_id <> ${inboxId} returning v.id`,
    ),
  );
}

/** The conversations of senders, under way or not: closed, and told to be spam. Gives those that were under way. */
export async function silence(db: AccountDb, addresses: { is: string } | { ofDomain: string }): Promise<number[]> {
  const theirs =
    'is' in addresses ? sql`v.address = ${addresses.is}` : sql`'.' || split_part(v.address, '@', 2) like ${`%.${addresses.ofDomain}`}`;
  const rows = await db.many<{ id: number; was: ConversationState }>(
    sql`with found as (
          select v.id, v.state from conversations v where v.account_id = ${db.accountId} and ${theirs} and v.merged_into_id is null for update)
        update conversations v set state = 'closed', is_spam = true, snoozed_until = null, closed_at = coalesce(v.closed_at, ${db.now}::timestamptz)
        from found where v.account_id = ${db.accountId} and v.id = found.id returning v.id, found.state as was`,
  );
  return rows.filter(({ was }) => was !== 'closed').map(({ id }) => id);
}

/** A conversation is somebody's with a record from now on, and so is every other of that address. Gives which. */
export async function tieWriter(db: AccountDb, address: string, record: { objectId: number; id: number }): Promise<number[]> {
  return idsOf(
    await db.many(
      sql`update conversations v set object_id = ${record.objectId}, record_id = ${record.id}
          where v.account_id = ${db.accountId} and v.address = ${address} and v.record_id is null returning v.id`,
    ),
  );
}

/** What was said in one conversation belongs to another. */
export async function foldInto(db: AccountDb, fromId: number, intoId: number): Promise<void> {
  await db.run(
    sql`update conversation_entries set conversation_id = ${intoId} where account_id = ${db.accountId} and conversation_id = ${fromId}`,
  );
  await db.run(sql`delete from conversation_drafts where account_id = ${db.accountId} and conversation_id = ${fromId}`);
  await db.run(
    sql`update conversations v set merged_into_id = ${intoId}, state = 'closed', snoozed_until = null, closed_at = ${db.now}
        where v.account_id = ${db.accountId} and (v.id = ${fromId} or v.merged_into_id = ${fromId})`,
  );
  await db.run(
    sql`update conversations v set entry_count = v.entry_count + f.entry_count, news_id = greatest(v.news_id, f.news_id),
          last_at = greatest(v.last_at, f.last_at), excerpt = case when f.last_at > v.last_at then f.excerpt else v.excerpt end
        from conversations f
        where v.account_id = ${db.accountId} and v.id = ${intoId} and f.account_id = ${db.accountId} and f.id = ${fromId}`,
  );
}

/** Conversations put off whose time has come. */
export async function dueToWake(db: AccountDb, limit: number): Promise<number[]> {
  return idsOf(
    await db.many(
      sql`select v.id from conversations v
          where v.account_id = ${db.accountId} and v.state = 'snoozed' and v.snoozed_until <= ${db.now}
          order by v.snoozed_until limit ${limit} for update skip locked`,
      'inbox.due-to-wake',
    ),
  );
}

export async function accountsToWake(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_conversations_to_wake(${now})`, 'inbox.accounts-to-wake'),
  );
  return rows.map(({ account_id }) => account_id);
}

export async function nextWaking(db: AccountDb): Promise<Date | undefined> {
  const { at } = await db.one<{ at: Date | null }>(
    sql`select min(v.snoozed_until) as at from conversations v where v.account_id = ${db.accountId} and v.state = 'snoozed'`,
  );
  return at ?? undefined;
}

/** The open conversations of a user who leaves are nobody's. */
export async function releaseConversations(db: AccountDb, userId: number): Promise<void> {
  await db.run(sql`update conversations set assignee_id = null where account_id = ${db.accountId} and assignee_id = ${userId}`);
}

const idsOf = (rows: unknown[]): number[] => (rows as { id: number }[]).map(({ id }) => id);
