import { sql, type AccountDb } from '../../app/db.ts';
import type { InboxInput } from '../schema.ts';

export interface InboxRow {
  id: number;
  name: string;
  is_for_all: boolean;
  user_ids: number[];
  unknown_senders: 'leave' | 'create';
}

export interface ChannelRow {
  id: number;
  inbox_id: number;
  kind: 'address' | 'replies';
  address: string | null;
  from_name: string;
  signature: string;
}

const INBOX = sql`i.id, i.name, i.is_for_all, i.user_ids, i.unknown_senders`;
const CHANNEL = sql`n.id, n.inbox_id, n.kind, n.address, n.from_name, n.signature`;

/** Every inbox, the oldest first. Accounts have a handful. */
export async function allInboxes(db: AccountDb): Promise<InboxRow[]> {
  return db.many(
    sql`select ${INBOX} from inboxes i where i.account_id = ${db.accountId} and i.deleted_at is null order by i.id`,
    'inbox.all',
  );
}

/** All of them, none of which anybody else can change or delete until this transaction ends. */
export async function lockedInboxes(db: AccountDb): Promise<InboxRow[]> {
  return db.many(
    sql`select ${INBOX} from inboxes i where i.account_id = ${db.accountId} and i.deleted_at is null order by i.id for update`,
  );
}

export async function insertInbox(db: AccountDb, id: number, { name, isForAll, userIds, unknownSenders }: InboxInput): Promise<void> {
  await db.run(
    sql`insert into inboxes (account_id, id, name, is_for_all, user_ids, unknown_senders, created_at)
        values (${db.accountId}, ${id}, ${name}, ${isForAll}, ${userIds}::bigint[], ${unknownSenders}, ${db.now})`,
  );
}

export async function writeInbox(db: AccountDb, id: number, { name, isForAll, userIds, unknownSenders }: InboxInput): Promise<void> {
  await db.run(
    sql`update inboxes set name = ${name}, is_for_all = ${isForAll}, user_ids = ${userIds}::bigint[], unknown_senders = ${unknownSenders}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Takes an inbox away; its channels and conversations go to another. */
export async function markInboxDeleted(db: AccountDb, id: number, toId: number): Promise<void> {
  await db.run(sql`update inboxes set deleted_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
  await db.run(
    sql`update inbox_channels set inbox_id = ${toId} where account_id = ${db.accountId} and inbox_id = ${id} and deleted_at is null`,
  );
  await db.run(sql`update conversations set inbox_id = ${toId} where account_id = ${db.accountId} and inbox_id = ${id}`);
}

/** A user who leaves answers in no inbox any more. */
export async function forgetMember(db: AccountDb, userId: number): Promise<void> {
  await db.run(
    sql`update inboxes set user_ids = array_remove(user_ids, ${userId}::bigint)
        where account_id = ${db.accountId} and ${userId}::bigint = any(user_ids)`,
  );
}

export async function allChannels(db: AccountDb): Promise<ChannelRow[]> {
  return db.many(
    sql`select ${CHANNEL} from inbox_channels n where n.account_id = ${db.accountId} and n.deleted_at is null order by n.id`,
    'inbox.channels',
  );
}

/** A channel by its id, also one that was deleted: its conversations go on. */
export async function channelById(db: AccountDb, id: number): Promise<ChannelRow | undefined> {
  return db.maybeOne(sql`select ${CHANNEL} from inbox_channels n where n.account_id = ${db.accountId} and n.id = ${id}`, 'inbox.channel');
}

export async function insertChannel(db: AccountDb, channel: ChannelRow): Promise<void> {
  await db.run(
    sql`insert into inbox_channels (account_id, id, inbox_id, kind, address, from_name, signature, created_at)
        values (${db.accountId}, ${channel.id}, ${channel.inbox_id}, ${channel.kind}, ${channel.address}, ${channel.from_name},
          ${channel.signature}, ${db.now})`,
  );
}

export async function writeChannel(db: AccountDb, channel: ChannelRow): Promise<void> {
  await db.run(
    sql`update inbox_channels set inbox_id = ${channel.inbox_id}, address = ${channel.address}, from_name = ${channel.from_name},
          signature = ${channel.signature}
        where account_id = ${db.accountId} and id = ${channel.id}`,
  );
}

export async function markChannelDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update inbox_channels set deleted_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}
