import { empty, sql, type AccountDb } from '../../app/db.ts';
import { CONTACT, CONTACT_FIELDS, uniqueHolders } from '../../records/index.ts';

/** The contact with an address, outside the bin or in it. */
export async function contactWithAddress(db: AccountDb, address: string): Promise<number | undefined> {
  const row = await db.maybeOne<{ record_id: number }>(
    sql`select h.record_id from ${uniqueHolders(db, CONTACT, CONTACT_FIELDS.email)} h where h.value = ${address.slice(0, 200)}`,
    'inbox.contact-with-address',
  );
  return row?.record_id;
}

/** What a person wrote and was answered; notes among colleagues are told too, without who wrote them. */
export async function saidBy(
  db: AccountDb,
  objectId: number,
  recordId: number,
): Promise<{ kind: string; at: Date; subject: string | null; text: string | null; conversation: string | null; address: string | null }[]> {
  return db.many(
    sql`select e.kind, e.at, e.subject, e.text, v.subject as conversation, e.address from conversations v
        join conversation_entries e on e.account_id = ${db.accountId} and e.conversation_id = v.id
        where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${recordId} order by e.at, e.id`,
  );
}

/** Empties the conversations of a record, and forgets that its addresses were blocked; that there were conversations, and when, stays. */
export async function forgetConversations(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  const theirs = sql`(select v.id from conversations v
    where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${recordId})`;
  await db.run(
    sql`delete from blocked_senders b using conversations v
        where b.account_id = ${db.accountId} and v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${recordId}
          and b.value = v.address`,
  );
  await db.run(
    sql`update conversation_entries set address = null, name = null, subject = null, text = null, quoted = null, has_html = false,
          attachments = '[]', message_ref = null
        where account_id = ${db.accountId} and conversation_id in ${theirs}`,
  );
  await db.run(sql`delete from conversation_drafts where account_id = ${db.accountId} and conversation_id in ${theirs}`);
  await db.run(
    sql`update conversations set address = null, name = null, subject = null, subject_key = null, excerpt = null, state = 'closed',
          snoozed_until = null, closed_at = coalesce(closed_at, ${db.now}::timestamptz)
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

/** Hands the conversations of one record to another; the named ones alone where given. Gives which. */
export async function moveConversationsOf(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? empty : sql`and v.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update conversations v set record_id = ${toId}
        where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${fromId} ${named} returning v.id`,
  );
  return rows.map(({ id }) => id);
}
