import { createTransport } from 'nodemailer';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, signedIn, type TestSeat } from '../../../test/factories.ts';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { testDatabase } from '../../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { startDovecot, startPostfix, type MailPeer } from '../../../test/mail-peers.ts';
import { goLive, identify, prepareInstallation } from '../../accounts/index.ts';
import type { Listening } from '../../app/kernel/domain.ts';
import { buildServer } from '../../app/server.ts';
import { messageIdOf } from '../letters/message-ids.ts';
import { sendMessage } from '../send-message.ts';
import type { InboundSettings } from '../rules/inbound-schema.ts';
import { listenForMail } from './listen-for-mail.ts';

const db = testDatabase({ now: new Date(Date.UTC(2026, 2, 2, 9)).toISOString() });
const SECRET = 's'.repeat(40);
const HOST = 'mail.quayside.example';
const SECURE = { baseUrl: 'http://localhost', secretKey: SECRET, allowsPrivateHosts: true };
let door: Listening & { port: number };
let postfix: MailPeer;
let dovecot: Awaited<ReturnType<typeof startDovecot>>;
let seat: TestSeat;
let contacts: number[];

beforeAll(async () => {
  prepareInstallation(db.database, { ...SECURE, inbound: { smtpPort: 0, mailHost: HOST } });
  door = (await listenForMail(db.database))!;
  [postfix, dovecot] = await Promise.all([startPostfix({ [HOST]: door.port }), startDovecot({ user: 'ada', password: 'a-quiet-harbour' })]);
  prepareInstallation(db.database, {
    ...SECURE,
    inbound: { smtpPort: door.port, mailHost: HOST },
    smtpUrl: `smtp://127.0.0.1:${postfix.port}?ignoreTLS=true`,
  });
  seat = await makeAccount(db);
  contacts = await makeContacts(db, seat, 3);
  await givePostalAddress(db, seat);
  await db.database.account(seat.accountId, (account) => goLive(account, seat.actor));
});
afterAll(async () => {
  await Promise.all([postfix?.close(), dovecot?.close()]);
  await door.close();
});

const rows = async (text: string): Promise<any[]> => (await db.owner.query(text, [seat.accountId])).rows;

/** Waits until a statement finds something: mail takes its time on its way through a server. */
async function found(text: string): Promise<any> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await rows(text);
    if (row) return row;
    await sleep(50);
  }
  throw new Error(`Nothing came of: ${text}\n${postfix.log()}`);
}

test('a letter to nobody leaves through Postfix, comes back as its report, and bars the contact', async () => {
  await db.owner.query(
    "update records set email = 'nobody-lives-here@receiver.example' where account_id = $1 and object_id = 0 and id = $2",
    [seat.accountId, contacts[0]],
  );
  const messageId = await makeMessage(db, seat, { purpose: 'transactional' });
  await db.database.account(seat.accountId, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: [contacts[0]!], ids: seat.ids }),
  );
  await db.settle(seat.accountId);
  const mail = await found("select * from inbound_mails where account_id = $1 and kind = 'bounce'");
  expect(mail).toMatchObject({
    bounce_class: 'hard',
    bounce_status: '5.1.1',
    record_id: contacts[0],
    from_address: 'mailer-daemon@mx.receiver.example',
  });
  const letter = await found('select * from deliveries where account_id = $1 and bounced_at is not null');
  expect(letter).toMatchObject({ id: mail.delivery_id, status: 'sent', bounce_class: 'hard', domain: 'receiver.example' });
  expect(
    (await found(`select email_status from records where account_id = $1 and object_id = 0 and id = ${contacts[0]}`)).email_status,
  ).toBe(-2);
}, 30_000);

/** Hands a mail to Postfix, as somebody else's provider would bring it. */
async function hand(to: string, from: string, raw: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true });
  await transport.sendMail({ envelope: { from, to }, raw: raw.replaceAll(/\r?\n/g, '\r\n') });
  transport.close();
}

test('a complaint in the abuse reporting format, handed in by Postfix, ends the bulk mail of whoever complained', async () => {
  await makeAccount(db, { kind: 'operator' });
  const letterId = await db.database.account(seat.accountId, async () => db.database.nextIds(seat.accountId, 'delivery', 1));
  await db.owner.query(
    `insert into deliveries (account_id, id, message_id, version, object_id, record_id, purpose, status, practising, queued_at, due_at, sent_at)
     values ($1, $2, 1, 1, 0, $3, 'bulk', 'sent', false, now(), now(), now())`,
    [seat.accountId, letterId, contacts[1]],
  );
  const original = messageIdOf(SECRET, { accountId: seat.accountId, deliveryId: letterId }, 'localhost');
  await hand(
    `feedback@${HOST}`,
    'staff@provider.example',
    `From: staff@provider.example
To: feedback@${HOST}
Date: Mon, 2 Mar 2026 09:00:00 +0000
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is an email abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Scomp/1.0
Version: 1
Source-IP: 192.0.2.1
--b
Content-Type: text/rfc822-headers

From: <us@quayside.example>
Subject: Offer
Message-ID: ${original}
--b--
`,
  );
  expect(await found("select * from inbound_mails where account_id = $1 and kind = 'complaint'")).toMatchObject({
    delivery_id: letterId,
    record_id: contacts[1],
  });
  expect(
    (await found(`select email_status from records where account_id = $1 and object_id = 0 and id = ${contacts[1]}`)).email_status,
  ).toBe(0);
  expect(await rows("select kind from events where account_id = $1 and kind = 'email.complained'")).toHaveLength(1);
}, 30_000);

test('a mailbox of Dovecot is read once, from where it was left, and again where it was numbered anew', async () => {
  const server = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 });
  const owner: Visitor = visitor(server, await signedIn(db, seat));
  const input = {
    name: 'Answers',
    purpose: 'people',
    address: 'hello@harbour.example',
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    userName: 'ada',
    folder: 'INBOX',
  };
  const refused = async (changes: object): Promise<unknown> =>
    (
      await server.inject({
        method: 'POST',
        url: '/api/inbound/mailboxes',
        headers: await signedIn(db, seat),
        payload: { ...input, password: 'a-quiet-harbour', ...changes },
      })
    ).json();
  expect(JSON.stringify(await refused({ password: 'wrong' }))).toContain('login_refused');
  expect(JSON.stringify(await refused({ folder: 'Nowhere' }))).toContain('no_such_folder');
  expect(JSON.stringify(await refused({ security: 'tls' }))).toContain('not_secure');

  await dovecot.deliver(
    `From: ada2.${seat.accountId}@example.com\nTo: hello@harbour.example\nSubject: First\nMessage-ID: <1@example.com>\n\nHello`,
  );
  const { mailboxes } = await owner.post<InboundSettings>('/api/inbound/mailboxes', { ...input, password: 'a-quiet-harbour' });
  const fetch = () => owner.post<InboundSettings & { read: number }>(`/api/inbound/mailboxes/${mailboxes[0]!.id}/fetch`);
  expect((await fetch()).read).toBe(1);
  expect((await fetch()).read).toBe(0);
  await dovecot.deliver(
    'From: stranger@example.com\nTo: hello@harbour.example\nSubject: Second\nMessage-ID: <2@example.com>\n\nHello again',
  );
  expect(await fetch()).toMatchObject({ read: 1, mailboxes: [{ problem: null, fetchedAt: expect.any(String) }] });
  const mails = () => rows("select subject, record_id, to_address from inbound_mails where account_id = $1 and via = 'imap' order by id");
  expect(await mails()).toEqual([
    { subject: 'First', record_id: contacts[2], to_address: 'hello@harbour.example' },
    { subject: 'Second', record_id: null, to_address: 'hello@harbour.example' },
  ]);
  await db.owner.query('update inbound_mailboxes set uid_validity = 1 where account_id = $1', [seat.accountId]);
  expect((await fetch()).read).toBeGreaterThanOrEqual(0);
  expect(await mails()).toHaveLength(2);

  await dovecot.close();
  const failing = await fetch();
  expect(failing).toMatchObject({ read: 0, mailboxes: [{ problem: expect.stringContaining('127.0.0.1') }] });
  await server.close();
}, 30_000);
