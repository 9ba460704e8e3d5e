import type { AccountDb } from '../src/app/db.ts';
import { system } from '../src/app/kernel/actor.ts';
import { mailReceived } from '../src/email/index.ts';
import { insertInboundMail } from '../src/email/queries/inbound-mails.ts';
import { recordEvent } from '../src/ledger/index.ts';
import { idsOf, type TestDatabase } from './harness.ts';

export interface WrittenMail {
  from: string;
  name?: string;
  to?: string;
  subject?: string;
  text?: string;
  /** What stands below it of earlier mails. */
  quoted?: string;
  html?: string;
  messageId?: string;
  answers?: string;
  references?: string[];
  deliveryId?: number;
  kind?: 'mail' | 'reply' | 'auto_reply';
  record?: { objectId: number; id: number };
}

/** Hands in a mail that somebody wrote, as it stands once it has been taken and read. Gives its id. */
export async function handInMail(test: TestDatabase, accountId: number, mail: WrittenMail): Promise<number> {
  const id = await idsOf(test.database, accountId)('inbound_mail', 1);
  await test.database.account(accountId, (db) => write(db, id, mail));
  return id;
}

async function write(db: AccountDb, id: number, mail: WrittenMail): Promise<void> {
  const text = mail.text ?? 'Hello';
  await insertInboundMail(db, {
    id,
    digest: `test ${id}`,
    via: 'smtp',
    mailbox_id: null,
    channel_id: null,
    desk: null,
    kind: mail.kind ?? 'mail',
    object_id: mail.record?.objectId ?? null,
    record_id: mail.record?.id ?? null,
    delivery_id: mail.deliveryId ?? null,
    received_at: db.now,
    size_bytes: text.length,
    to_address: mail.to ?? 'hello@bakery.example',
    from_address: mail.from,
    from_name: mail.name ?? null,
    subject: mail.subject ?? 'A question',
    message_id: mail.messageId ?? `<test-${id}@mail.example>`,
    in_reply_to: mail.answers ?? null,
    refers_to: mail.references ?? [],
    text: mail.quoted === undefined ? text : `${text}\n\n${mail.quoted}`,
    new_text: text,
    html: mail.html ?? null,
    bounce_class: null,
    bounce_status: null,
    diagnostic: null,
    raw: null,
  });
  await recordEvent(db, system, {
    kind: mailReceived,
    ...(mail.record ? { record: mail.record } : {}),
    subject: { type: 'inbound_mail', id },
    data: { inbound: id },
  });
}
