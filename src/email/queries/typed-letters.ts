import { sql, type AccountDb } from '../../app/db.ts';

export interface TypedWords {
  subject: string;
  text: string;
  queued_at: Date;
}

/** What was typed to a person. */
export async function typedLettersTo(db: AccountDb, objectId: number, recordId: number): Promise<TypedWords[]> {
  return db.many(
    sql`select v.subject, v.text, d.queued_at from deliveries d
        join messages m on m.account_id = ${db.accountId} and m.id = d.message_id
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} and d.purpose = 'one-to-one'
          and m.hidden_at is not null
        order by d.id`,
  );
}

/** The hidden messages that were typed to a person. */
export async function typedMessagesTo(db: AccountDb, objectId: number, recordId: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select m.id from messages m where m.account_id = ${db.accountId} and m.hidden_at is not null and m.purpose = 'one-to-one'
          and m.id in (select d.message_id from deliveries d
            where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} and d.purpose = 'one-to-one')`,
  );
  return rows.map(({ id }) => id);
}

/** Takes away the words of typed letters; that something was typed, and when, stays. */
export async function forgetTypedWords(db: AccountDb, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length === 0) return;
  await db.run(sql`select forget_typed_versions(${db.accountId}, ${messageIds}::bigint[])`);
  await db.run(
    sql`update messages m set name = '', subject = '', preheader = '', text_part = null, body = '{"kind": "plain", "text": ""}'
        where m.account_id = ${db.accountId} and m.hidden_at is not null and m.id = any(${messageIds}::bigint[])`,
  );
}
