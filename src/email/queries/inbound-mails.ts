import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { BounceClass } from '../rules/bounce-classes.ts';
import type { MailKind } from '../rules/inbound-schema.ts';

export interface InboundMailRow {
  id: number;
  via: 'smtp' | 'imap';
  mailbox_id: number | null;
  channel_id: number | null;
  desk: string | null;
  kind: MailKind;
  object_id: number | null;
  record_id: number | null;
  delivery_id: number | null;
  event_id: number | null;
  received_at: Date;
  size_bytes: number;
  to_address: string | null;
  from_address: string | null;
  from_name: string | null;
  subject: string | null;
  message_id: string | null;
  in_reply_to: string | null;
  refers_to: string[];
  text: string | null;
  new_text: string | null;
  html: string | null;
  bounce_class: BounceClass | null;
  bounce_status: string | null;
  diagnostic: string | null;
}

export interface AttachmentRow {
  mail_id: number;
  position: number;
  name: string;
  type: string;
  size_bytes: number;
}

const MAIL = sql`m.id, m.via, m.mailbox_id, m.channel_id, m.desk, m.kind, m.object_id, m.record_id, m.delivery_id, m.event_id, m.received_at,
  m.size_bytes, m.to_address, m.from_address, m.from_name, m.subject, m.message_id, m.in_reply_to, m.refers_to, m.text, m.new_text, m.html,
  m.bounce_class, m.bounce_status, m.diagnostic`;

export interface NewMail extends Omit<InboundMailRow, 'event_id'> {
  digest: string;
  raw: Buffer | null;
}

/** Writes a mail down unless it is there already. Gives whether it was new. */
export async function insertInboundMail(db: AccountDb, mail: NewMail): Promise<boolean> {
  return (
    (await db.run(
      sql`insert into inbound_mails (account_id, id, digest, via, mailbox_id, channel_id, desk, kind, object_id, record_id, delivery_id, received_at,
            size_bytes, to_address, from_address, from_name, subject, message_id, in_reply_to, refers_to, text, new_text, html, bounce_class,
            bounce_status, diagnostic, raw)
          values (${db.accountId}, ${mail.id}, ${mail.digest}, ${mail.via}, ${mail.mailbox_id}, ${mail.channel_id}, ${mail.desk}, ${mail.kind},
            ${mail.object_id}, ${mail.record_id}, ${mail.delivery_id}, ${mail.received_at}, ${mail.size_bytes}, ${mail.to_address},
            ${mail.from_address}, ${mail.from_name}, ${mail.subject}, ${mail.message_id}, ${mail.in_reply_to}, ${mail.refers_to}::text[],
            ${mail.text}, ${mail.new_text}, ${mail.html}, ${mail.bounce_class}, ${mail.bounce_status}, ${mail.diagnostic}, ${mail.raw})
          on conflict (account_id, digest) do nothing`,
      'email.insert-inbound',
    )) > 0
  );
}

export async function insertAttachments(
  db: AccountDb,
  mailId: number,
  attachments: readonly { name: string; type: string; content: Buffer }[],
): Promise<void> {
  for (const [position, { name, type, content }] of attachments.entries()) {
    await db.run(
      sql`insert into inbound_attachments (account_id, mail_id, position, name, type, size_bytes, content)
          values (${db.accountId}, ${mailId}, ${position}, ${name}, ${type}, ${content.length}, ${content})`,
    );
  }
}

export async function setMailEvent(db: AccountDb, id: number, eventId: number): Promise<void> {
  await db.run(sql`update inbound_mails set event_id = ${eventId} where account_id = ${db.accountId} and id = ${id}`);
}

export async function inboundMailRow(db: AccountDb, id: number): Promise<InboundMailRow | undefined> {
  return db.maybeOne(sql`select ${MAIL} from inbound_mails m where m.account_id = ${db.accountId} and m.id = ${id}`);
}

export async function attachmentsOf(db: AccountDb, mailId: number): Promise<AttachmentRow[]> {
  return db.many(
    sql`select a.mail_id, a.position, a.name, a.type, a.size_bytes from inbound_attachments a
        where a.account_id = ${db.accountId} and a.mail_id = ${mailId} order by a.position`,
  );
}

export async function attachmentContent(
  db: AccountDb,
  mailId: number,
  position: number,
): Promise<(AttachmentRow & { content: Buffer }) | undefined> {
  return db.maybeOne(
    sql`select a.mail_id, a.position, a.name, a.type, a.size_bytes, a.content from inbound_attachments a
        where a.account_id = ${db.accountId} and a.mail_id = ${mailId} and a.position = ${position}`,
  );
}

/** What came in, newest first. */
export async function latestMails(db: AccountDb, page: { before?: number | undefined; limit: number }): Promise<InboundMailRow[]> {
  const older = page.before === undefined ? sql`` : sql`and m.id < ${page.before}`;
  return db.many(
    sql`select ${MAIL} from inbound_mails m where m.account_id = ${db.accountId} ${older} order by m.id desc limit ${page.limit}`,
  );
}

export async function mailsOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<InboundMailRow[]> {
  return db.many(
    sql`select ${MAIL} from inbound_mails m
        where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.record_id = ${recordId} order by m.id`,
  );
}

/** Takes everything personal from a person's mails; that something came, and of what kind, stays. */
export async function forgetMails(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from inbound_attachments a using inbound_mails m
        where a.account_id = ${db.accountId} and m.account_id = ${db.accountId} and a.mail_id = m.id
          and m.object_id = ${objectId} and m.record_id = ${recordId}`,
  );
  await db.run(
    sql`update inbound_mails set to_address = null, from_address = null, from_name = null, subject = null, message_id = null, in_reply_to = null,
          refers_to = '{}', text = null, new_text = null, html = null, diagnostic = null, raw = null
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

/** Ties mails to another record; with `only`, those alone. Gives their ids. */
export async function moveMails(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  only?: readonly number[],
): Promise<number[]> {
  const chosen = only === undefined ? sql`` : sql`and id = any(${only}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update inbound_mails set record_id = ${toId}
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${fromId} ${chosen} returning id`,
  );
  return rows.map(({ id }) => id);
}

export async function forgetRawMails(db: SystemDb, takenBefore: Date, most: number): Promise<number> {
  const { forgotten } = await db.one<{ forgotten: number }>(sql`select forget_raw_mails(${takenBefore}, ${most}) as forgotten`);
  return forgotten;
}

export async function keepAddress(db: AccountDb, address: string): Promise<void> {
  await db.run(
    sql`insert into inbound_addresses (account_id, address, created_at) values (${db.accountId}, ${address}, ${db.now})
        on conflict (account_id, address) do nothing`,
  );
}

export async function dropAddress(db: AccountDb, address: string): Promise<void> {
  await db.run(sql`delete from inbound_addresses where account_id = ${db.accountId} and address = ${address}`);
}

export async function accountOfAddress(db: SystemDb | AccountDb, address: string, mailHost: string): Promise<number | null> {
  const { account } = await db.one<{ account: number | null }>(sql`select account_of_inbound_address(${address}, ${mailHost}) as account`);
  return account;
}

export async function operatorAccount(db: SystemDb): Promise<number | null> {
  const { account } = await db.one<{ account: number | null }>(sql`select operator_account() as account`);
  return account;
}
