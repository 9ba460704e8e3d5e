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

/** Takes away what was typed to a person; that something was, and when, stays. */
export async function forgetTypedLetters(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  const typed = sql`select d.message_id from deliveries d
    where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} and d.purpose = 'one-to-one'`;
  await db.run(
    sql`update message_versions v set subject = '', html = '', text = '', links = '[]', source = null
        where v.account_id = ${db.accountId} and v.message_id in (${typed})
          and exists (select from messages m where m.account_id = ${db.accountId} and m.id = v.message_id and m.hidden_at is not null)`,
  );
  await db.run(
    sql`update messages m set name = '', subject = '', preheader = '', text_part = null, body = '{"kind": "plain", "text": ""}'
        where m.account_id = ${db.accountId} and m.hidden_at is not null and m.id in (${typed})`,
  );
}
