import type { Visitor } from '../browser.ts';
import type { TestDatabase } from '../harness.ts';

/** A domain letters come from with both its keys, a mailbox that is read, an address mail comes in at, and a mail with a file. */
export async function fillMailIn(
  test: TestDatabase,
  accountId: number,
  { owner, marker, contacts }: { owner: Visitor; marker: string; contacts: readonly number[] },
): Promise<void> {
  const domain = await owner.post('/api/sending-domains', { name: `${marker.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}.example.com` });
  await owner.post(`/api/sending-domains/${domain.id}/key`);
  const mailbox = await test.database.nextIds(accountId, 'inbound_mailbox', 1);
  const mail = await test.database.nextIds(accountId, 'inbound_mail', 1);
  const insert = (text: string, ...values: unknown[]) => test.owner.query(text, [accountId, ...values]);
  await insert(
    `insert into inbound_mailboxes (account_id, id, name, purpose, address, host, port, security, user_name, password_sealed, is_paused, due_at, created_at)
     values ($1, $2, $3, 'people', $4, 'imap.example.com', 993, 'tls', $3, 'sealed', true, now(), now())`,
    mailbox,
    `Mailbox ${marker}`,
    `box.${marker}@example.com`,
  );
  await insert('insert into inbound_addresses (account_id, address, created_at) values ($1, $2, now())', `in.${marker}@example.com`);
  await insert(
    `insert into inbound_mails (account_id, id, digest, via, mailbox_id, kind, object_id, record_id, received_at, size_bytes, to_address, from_address,
       from_name, subject, message_id, text, new_text, html, raw)
     values ($1, $2, $3, 'imap', $4, 'mail', 0, $5, now(), 10, $3, $3, $3, $3, $3, $3, $3, $3, convert_to($3, 'UTF8'))`,
    mail,
    `Mail ${marker}`,
    mailbox,
    contacts[0],
  );
  await insert(
    `insert into inbound_attachments (account_id, mail_id, position, name, type, size_bytes, content)
     values ($1, $2, 0, $3, 'text/plain', 4, convert_to($3, 'UTF8'))`,
    mail,
    `file ${marker}.txt`,
  );
}
