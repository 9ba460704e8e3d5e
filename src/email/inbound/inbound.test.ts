import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeContacts, makeMessage } from '../../../test/mail.ts';
import { prepareInstallation } from '../../accounts/index.ts';
import type { Listening } from '../../app/kernel/domain.ts';
import { fallbackReturnPath } from '../domains/signing-for.ts';
import { messageIdOf } from '../letters/message-ids.ts';
import { sendMessage } from '../send-message.ts';
import { channelAddress, inboundAttachment, inboundMail } from './inbound-mail.ts';
import { forgetRaw } from './forget-raw.ts';
import { dropInboundAddress, keepInboundAddress } from './keep-inbound-address.ts';
import { listenForMail } from './listen-for-mail.ts';

const db = testDatabase();
const SECRET = 's'.repeat(40);
const HOST = 'mail.quayside.example';
let door: Listening & { port: number };
let seat: TestSeat;
let contacts: number[];

beforeAll(async () => {
  prepareInstallation(db.database, { baseUrl: 'http://localhost', secretKey: SECRET, inbound: { smtpPort: 0, mailHost: HOST } });
  door = (await listenForMail(db.database))!;
});
afterAll(() => door.close());
beforeEach(async () => {
  seat = await makeAccount(db);
  contacts = await makeContacts(db, seat, 2);
});

const inAccount = <T>(work: Parameters<typeof db.database.account<T>>[1]) => db.database.account(seat.accountId, work);
const rows = async (text: string): Promise<any[]> => (await db.owner.query(text, [seat.accountId])).rows;
const mails = () => rows('select * from inbound_mails where account_id = $1 order by id');
const kinds = async () => (await rows('select kind from events where account_id = $1 order by id')).map(({ kind }) => kind as string);
const status = async (id: number) =>
  (await rows(`select email_status from records where account_id = $1 and object_id = 0 and id = ${id}`))[0].email_status;

/** A letter to the first contact that has left, as far as the account knows. */
async function sentLetter(contact = contacts[0]!): Promise<{ id: number; returnPath: string; messageId: string }> {
  const messageId = await makeMessage(db, seat, { purpose: 'transactional' });
  await inAccount((account) => sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: [contact], ids: seat.ids }));
  const { id } = (
    await rows(`update deliveries set status = 'sent', practising = false, sent_at = now(), domain = 'example.com' where account_id = $1
      and id = (select max(id) from deliveries where account_id = $1) returning id`)
  )[0];
  const path = await inAccount((account) => fallbackReturnPath(account, db.database));
  return { id, returnPath: path!(id), messageId: messageIdOf(SECRET, { accountId: seat.accountId, deliveryId: id }, 'localhost') };
}

/** Brings a mail to the door as another server would; gives what the door says to it. */
async function bring(mail: { to: string | string[]; from?: string; raw: string }): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      envelope: { from: mail.from ?? '', to: mail.to },
      raw: mail.raw.replaceAll(/\r?\n/g, '\r\n'),
    });
    return response;
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    transport.close();
  }
}

const report = (action: string, statusCode: string, diagnostic: string, original: string) => `From: MAILER-DAEMON@mx.example
To: someone@quayside.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <${Math.floor(performance.now() * 1e6)}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host mx.example.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ada@example.com
Action: ${action}
Status: ${statusCode}
Diagnostic-Code: smtp; ${diagnostic}
--b
Content-Type: message/rfc822

Message-ID: ${original}
Subject: Hello

Hello
--b--
`;

test('a mailbox that is not there is barred, with its letter, its contact and the reason on record, however often it is told', async () => {
  const letter = await sentLetter();
  const raw = report('failed', '5.1.1', '550 5.1.1 User unknown', letter.messageId);
  expect(await bring({ to: letter.returnPath, raw })).toMatch(/^250/);
  expect(await bring({ to: letter.returnPath, raw })).toMatch(/^250/);
  expect(await bring({ to: letter.returnPath, raw: report('failed', '5.1.1', '550 5.1.1 User unknown', letter.messageId) })).toMatch(
    /^250/,
  );
  const [mail, ...others] = await mails();
  expect(mail).toMatchObject({
    kind: 'bounce',
    bounce_class: 'hard',
    bounce_status: '5.1.1',
    delivery_id: letter.id,
    record_id: contacts[0],
    text: null,
  });
  expect(others).toHaveLength(1);
  expect((await kinds()).filter((kind) => kind.endsWith('bounced'))).toEqual(['email.bounced', 'mail.bounced']);
  expect(await status(contacts[0]!)).toBe(-2);
  expect((await rows('select bounce_class from deliveries where account_id = $1'))[0]).toEqual({ bounce_class: 'hard' });
  const [event] = await rows("select data, personal from events where account_id = $1 and kind = 'email.bounced'");
  expect(event.data).toMatchObject({ class: 'hard', delivery: letter.id });
  expect(event.personal).toEqual({ domain: 'example.com' });
});

test('a full mailbox is told and not barred, until that has happened five times in thirty days', async () => {
  for (let n = 1; n <= 5; n++) {
    const letter = await sentLetter();
    await bring({ to: letter.returnPath, raw: report('failed', '5.2.2', '552 5.2.2 over quota', letter.messageId) });
    expect([n, await status(contacts[0]!)]).toEqual([n, n === 5 ? -2 : 1]);
    db.clock.moveBy(86_400_000);
  }
});

test('being refused as a sender bars nobody, and a delay is no bounce', async () => {
  for (let n = 0; n < 6; n++) {
    const letter = await sentLetter();
    await bring({ to: letter.returnPath, raw: report('failed', '5.7.1', '550 5.7.1 blocked using zen.spamhaus.org', letter.messageId) });
  }
  const late = await sentLetter(contacts[1]);
  await bring({ to: late.returnPath, raw: report('delayed', '4.4.1', 'Connection timed out', late.messageId) });
  expect(await status(contacts[0]!)).toBe(1);
  expect((await mails()).map(({ kind, bounce_class }) => [kind, bounce_class]).at(-1)).toEqual(['delay', null]);
  const [row] = await rows(`select deferred_at, bounced_at from deliveries where account_id = $1 and id = ${late.id}`);
  expect(row).toMatchObject({ deferred_at: expect.any(Date), bounced_at: null });
});

const complaint = (original: string, type = 'abuse') => `From: fbl@provider.example
Subject: FW: Hello
Message-ID: <c${Math.floor(performance.now() * 1e6)}@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: Provider/1.0
Version: 1
--b
Content-Type: message/rfc822

From: us@quayside.example
Message-ID: ${original}
Subject: Hello

Hello
--b--
`;

test('a complaint at the installation’s desk reaches the account whose letter it is about, and ends its bulk mail', async () => {
  const letter = await sentLetter();
  await makeAccount(db, { kind: 'operator' });
  expect(await bring({ to: `feedback@${HOST}`, from: 'fbl@provider.example', raw: complaint(letter.messageId, 'not-spam') })).toMatch(
    /^250/,
  );
  expect(await status(contacts[0]!)).toBe(1);
  expect(await bring({ to: `feedback@${HOST}`, from: 'fbl@provider.example', raw: complaint(letter.messageId) })).toMatch(/^250/);
  expect(await mails()).toMatchObject([{ kind: 'complaint', delivery_id: letter.id, desk: 'feedback' }]);
  expect(await kinds()).toContain('email.complained');
  expect(await status(contacts[0]!)).toBe(0);
});

test('what people write to the abuse address is a case for the operator, once, and says whose letter was sent along', async () => {
  const letter = await sentLetter();
  await makeAccount(db, { kind: 'operator' });
  const raw = `From: Nora <nora@example.com>
Subject: I never asked for this
Message-ID: <nora-1@example.com>
In-Reply-To: ${letter.messageId}

Who are these people?
`;
  for (const _time of [1, 2]) expect(await bring({ to: `abuse@${HOST}`, from: 'nora@example.com', raw })).toMatch(/^250/);
  const { rows: cases } = await db.owner.query(
    `select source, of_account, delivery_id, subject, report, reporter from abuse_cases where source = 'mail'`,
  );
  expect(cases).toEqual([
    {
      source: 'mail',
      of_account: seat.accountId,
      delivery_id: letter.id,
      subject: 'I never asked for this',
      report: expect.stringContaining('Who are these people?'),
      reporter: 'nora@example.com',
    },
  ]);
  // Whom it is about does not read it.
  expect(await mails()).toEqual([]);
});

test('a report with a mark that we did not make is nobody’s', async () => {
  const letter = await sentLetter();
  const forged = letter.messageId.replace(/[0-9a-f]@/, (end) => `${end[0] === '0' ? '1' : '0'}@`);
  const account = await makeAccount(db);
  const own = await db.database.account(account.accountId, (other) => fallbackReturnPath(other, db.database));
  // Somebody else's return path, and in the report a Message-ID that is not signed by us.
  await bring({ to: own!(999), raw: report('failed', '5.1.1', '550 5.1.1 User unknown', forged) });
  expect(await status(contacts[0]!)).toBe(1);
  expect(await bring({ to: letter.returnPath.replace(/.@/, (end) => `${end[0] === 'a' ? 'b' : 'a'}@`), raw: 'x' })).toMatch(/^550 5\.1\.1/);
});

test('an answer is tied to its letter, told once to maps and once to the inbox, without what it quotes', async () => {
  const letter = await sentLetter();
  const to = await inAccount(async (account) => channelAddress(account, db.database, 4));
  const raw = `From: "Ada =?utf-8?q?L=C3=B6we?=" <ada0.${seat.accountId}@example.com>
To: ${to}
Subject: Re: Hello
Message-ID: <answer@example.com>
In-Reply-To: ${letter.messageId}
References: <older@example.com> ${letter.messageId}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Yes please.

On Mon, 2 Mar 2026 at 09:00, Harbour <us@quayside.example> wrote:
> Would you?
--b
Content-Type: application/pdf; name="../../order.pdf"
Content-Disposition: attachment; filename="../../order.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--
`;
  expect(await bring({ to: to!, from: 'ada@example.com', raw })).toMatch(/^250/);
  const [{ id }] = await mails();
  const mail = await inAccount((account) => inboundMail(account, id));
  expect(mail).toMatchObject({
    kind: 'reply',
    channelId: 4,
    fromName: 'Ada Löwe',
    newText: 'Yes please.',
    deliveryId: letter.id,
    record: { objectId: 0, recordId: contacts[0] },
    references: ['<older@example.com>', letter.messageId],
    attachments: [{ position: 0, name: 'order.pdf', type: 'application/pdf', sizeBytes: 9 }],
  });
  expect((await inAccount((account) => inboundAttachment(account, id, 0)))!.content.toString()).toBe('%PDF-1.4\n');
  expect((await kinds()).slice(-2)).toEqual(['email.replied', 'mail.received']);
});

test('what somebody writes of themselves goes by their address; what programs write is marked so', async () => {
  const address = `hello.${seat.accountId}@${HOST}`;
  await inAccount((account) => keepInboundAddress(account, db.database, address));
  const raw = (subject: string, more = '') =>
    `From: ada1.${seat.accountId}@example.com\nSubject: ${subject}\n${more}\n<p>Hello<script>alert(1)</script></p>`;
  expect(await bring({ to: address.toUpperCase(), from: 'x@example.com', raw: raw('Question', 'Content-Type: text/html\n') })).toMatch(
    /^250/,
  );
  await bring({ to: address, from: 'x@example.com', raw: raw('Automatic reply: Hello') });
  expect(await mails()).toMatchObject([
    { kind: 'mail', record_id: contacts[1], text: 'Hello', html: '<p>Hello</p>', to_address: address },
    { kind: 'auto_reply', record_id: contacts[1] },
  ]);
  const events = await rows("select data from events where account_id = $1 and kind = 'mail.received' order by id");
  expect(events.map(({ data }) => data.is)).toEqual(['mail', 'auto_reply']);
  const other = await makeAccount(db);
  await expect(db.database.account(other.accountId, (account) => keepInboundAddress(account, db.database, address))).rejects.toMatchObject({
    code: 'address_taken',
  });
  await inAccount((account) => dropInboundAddress(account, address));
  expect(await bring({ to: address, from: 'x@example.com', raw: raw('Question') })).toMatch(/^550/);
});

test('an out-of-office note that comes to a return path says nothing, and our own letter passed back begins no circle', async () => {
  const letter = await sentLetter();
  await bring({
    to: letter.returnPath,
    from: 'ada@example.com',
    raw: 'From: ada@example.com\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nAway',
  });
  const to = await inAccount(async (account) => channelAddress(account, db.database, 4));
  await bring({
    to: to!,
    from: 'ada@example.com',
    raw: `From: us@quayside.example\nSubject: Hello\nMessage-ID: ${letter.messageId}\n\nHello`,
  });
  expect(await mails()).toEqual([]);
  const hops = Array.from({ length: 60 }, (_, n) => `Received: from a${n} by b${n}; Mon, 2 Mar 2026 09:00:00 +0000`).join('\n');
  expect(await bring({ to: to!, raw: `${hops}\nFrom: ada@example.com\nSubject: Round\n\nand round` })).toMatch(/^554 5\.4\.6/);
});

test('the door takes mail for its own addresses alone, and no more than it can hold', async () => {
  expect(await bring({ to: 'somebody@elsewhere.example', raw: 'x' })).toMatch(/^550/);
  expect(await bring({ to: `nobody@${HOST}`, raw: 'x' })).toMatch(/^550/);
  const to = (await inAccount(async (account) => channelAddress(account, db.database, 1)))!;
  const many = Array.from({ length: 21 }, (_, n) => to.replace('@', n % 2 ? '@' : '@')).map((each, n) =>
    n === 20 ? each.toUpperCase() : each,
  );
  expect(await bring({ to: many, raw: `From: a@example.com\n\nHello` })).toMatch(/^250/);
  expect(await bring({ to, raw: `Subject: x\n\n${'x'.repeat(70)}\n`.repeat(1).padEnd(16 * 1024 * 1024, 'x\n') })).toMatch(/^552/);
}, 30_000);

test('broken and hostile mail is taken without harm', async () => {
  const to = (await inAccount(async (account) => channelAddress(account, db.database, 1)))!;
  const nested = `${Array.from({ length: 200 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join('')}\nend`;
  const hostile = [
    'no headers at all',
    'From: \u0000\nSubject: =?utf-8?b?////?=\n\n\u0000\u0000',
    nested,
    `From: a@example.com\nContent-Type: text/html\n\n${'<div>'.repeat(5_000)}<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>`,
    `From: ${'x'.repeat(10_000)}@example.com\nSubject: ${'y'.repeat(10_000)}\nReferences: ${'<a@b> '.repeat(5_000)}\n\nHello`,
    'From: a@example.com\nContent-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!!',
  ];
  for (const raw of hostile)
    expect([raw.slice(0, 20), await bring({ to, raw })]).toEqual([raw.slice(0, 20), expect.stringMatching(/^250/)]);
  const kept = await mails();
  expect(kept).toHaveLength(hostile.length);
  expect(JSON.stringify(kept.map(({ html }) => html))).not.toMatch(/onerror|javascript:|<img/);
}, 30_000);

test('the raw text of a mail is dropped after thirty days, what was understood of it stays', async () => {
  const to = (await inAccount(async (account) => channelAddress(account, db.database, 1)))!;
  await bring({ to, raw: 'From: a@example.com\nSubject: Kept\n\nHello' });
  expect((await mails())[0].raw).not.toBeNull();
  db.clock.moveBy(31 * 86_400_000);
  await forgetRaw(db.database, new AbortController().signal);
  expect((await mails())[0]).toMatchObject({ raw: null, subject: 'Kept', text: 'Hello' });
});
