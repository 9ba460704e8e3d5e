import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../test/mail.ts';
import { startMailServer, type MailServer } from '../../test/mail-server.ts';
import { goLive, prepareInstallation } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { resumeSending } from '../compliance/resume-sending.ts';
import { stopSending } from '../compliance/stop-sending.ts';
import { unsubscribe } from '../compliance/index.ts';
import { setPermissionStatus } from '../records/index.ts';
import { claimLetters } from './claim-letters.ts';
import { advanceBatch } from './queries/letter-batches.ts';
import { sendDueLetters } from './send-due-letters.ts';
import { sendMessage } from './send-message.ts';
import { closeThreads } from './smtp/threads.ts';
import { updateMailSettings } from './update-mail-settings.ts';

const db = testDatabase();
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  prepareInstallation(db.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40) });
});
afterEach(() => {
  server.letters.length = 0;
  server.atReceiver = () => undefined;
  server.atLetter = () => undefined;
});
afterAll(async () => {
  await closeThreads();
  await server.close();
});

const inside = <T>(seat: TestSeat, work: (account: AccountDb) => Promise<T>): Promise<T> => db.database.account(seat.accountId, work);

/** An account with a postal address, by default live and with the test's mail server. */
async function account(how: { live?: boolean; mailServer?: boolean } = {}): Promise<TestSeat> {
  const seat = await makeAccount(db, { name: 'Harbour "Bakery"' });
  await givePostalAddress(db, seat);
  if (how.mailServer ?? true) {
    await inside(seat, (account) =>
      updateMailSettings(account, seat.actor, db.database, {
        fromName: 'Harbour "Bakery"',
        fromAddress: 'hello@bakery.example',
        replyTo: 'reply@bakery.example',
        smtpHost: server.host,
        smtpPort: server.port,
        smtpSecurity: 'none',
        smtpUser: '',
      }),
    );
  }
  if (how.live ?? true) await inside(seat, (account) => goLive(account, seat.actor));
  return seat;
}

const contacts = (seat: TestSeat, count: number) => makeContacts(db, seat, count);
const published = (seat: TestSeat, changes: object = {}) => makeMessage(db, seat, changes);

const queue = (seat: TestSeat, messageId: number, recordIds: number[]) =>
  inside(seat, (account) => sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds, ids: seat.ids }));

async function statuses(seat: TestSeat): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ status: string; reason: string | null; count: number }>(
    'select status, reason, count(*)::int as count from deliveries where account_id = $1 group by 1, 2 order by 1, 2',
    [seat.accountId],
  );
  return Object.fromEntries(rows.map(({ status, reason, count }) => [reason ? `${status}: ${reason}` : status, count]));
}

async function eventKinds(seat: TestSeat): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ kind: string; count: number }>(
    "select kind, count(*)::int as count from events where account_id = $1 and (kind like 'email.%' or kind like 'mail.%') group by 1 order by 1",
    [seat.accountId],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

test('a thousand letters leave once each, filled in for their receiver', async () => {
  const seat = await account();
  const ids = await contacts(seat, 1_000);
  expect(await queue(seat, await published(seat), ids)).toEqual({ queued: 1_000, refused: 0 });
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(1_000);
  expect(new Set(server.letters.map(({ to }) => to[0])).size).toBe(1_000);
  expect(new Set(server.letters.map(({ mail }) => mail.messageId)).size).toBe(1_000);
  for (const { to, mail } of server.letters) {
    const name = /^(ada\d+)\./.exec(to[0]!)![1]!.replace('a', 'A');
    expect(mail.subject).toBe(`Hello ${name}`);
    expect(mail.text).toContain(`Dear ${name},`);
  }
  expect(await statuses(seat)).toEqual({ sent: 1_000 });
  expect(await eventKinds(seat)).toEqual({ 'email.queued': 1_000, 'email.sent': 1_000 });
});

test('a bulk letter carries what law and mail providers ask for, each header on one line', async () => {
  const seat = await account();
  const [id] = await contacts(seat, 1);
  await queue(seat, await published(seat), [id!]);
  await db.settle(seat.accountId);
  const [{ raw, mail, from }] = server.letters as [(typeof server.letters)[0]];
  const header = (name: string) => new RegExp(`^${name}: (.*)\\r\\n(?![ \\t])`, 'm').exec(raw)?.[1];
  const { rows } = await db.owner.query<{ id: number }>('select id from deliveries where account_id = $1', [seat.accountId]);
  expect(from).toBe('hello@bakery.example');
  expect(header('From')).toBe('"Harbour \\"Bakery\\"" <hello@bakery.example>');
  expect(header('Reply-To')).toBe('reply@bakery.example');
  expect(header('To')).toBe(`ada0.${seat.accountId}@example.com`);
  expect(header('Message-ID')).toMatch(
    new RegExp(`^<q\\.${seat.accountId.toString(36)}\\.${rows[0]!.id.toString(36)}\\.[0-9a-f]{20}@quay\\.example>$`),
  );
  expect(header('List-Unsubscribe')).toMatch(/^<https:\/\/quay\.example\/e\/u\/[\w.-]+>$/);
  expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
  const unsubscribeUrl = header('List-Unsubscribe')!.slice(1, -1);
  for (const part of [mail.text!, mail.html as string]) {
    expect(part).toMatch(/1 Quay(?:\n|<br \/>)10001 Harbour/);
    expect(part).toContain(unsubscribeUrl);
    expect(part).toMatch(/https:\/\/quay\.example\/e\/c\//);
  }
  expect(mail.html).toMatch(/<a href="https:\/\/quay\.example\/e\/c\/[\w.-]+"[^>]*>https:\/\/shop\.example\/\?who=Ada0<\/a>/);
  expect(mail.text).not.toContain('shop.example/?who=');
  expect(mail.html).toMatch(/<img src="https:\/\/quay\.example\/e\/o\/[\w.-]+" width="1" height="1"/);
});

test('a transactional letter goes to transactional-only people, without a way to unsubscribe', async () => {
  const seat = await account();
  const [id] = await contacts(seat, 1);
  await inside(seat, (account) => setPermissionStatus(account, { objectId: 0, recordIds: [id!], channel: 'email', status: 0 }));
  await queue(seat, await published(seat, { purpose: 'transactional' }), [id!]);
  await db.settle(seat.accountId);
  expect(server.letters[0]?.raw).not.toMatch(/List-Unsubscribe/i);
});

test('values cannot add a header, a receiver or a script', async () => {
  const seat = await account();
  const [id] = await contacts(seat, 1);
  const hostile = 'Eve\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>';
  await db.owner.query(`update records set values = jsonb_set(values, '{1}', to_jsonb($2::text)) where account_id = $1`, [
    seat.accountId,
    hostile,
  ]);
  await queue(seat, await published(seat), [id!]);
  await db.settle(seat.accountId);
  const [{ raw, to, mail }] = server.letters as [(typeof server.letters)[0]];
  expect(to).toEqual([`ada0.${seat.accountId}@example.com`]);
  expect(mail.headers.has('bcc')).toBe(false);
  expect(mail.subject).toBe('Hello Eve Bcc: all@example.com <script>alert(1)</script>');
  expect(mail.html).not.toContain('<script>');
  expect(raw.split('\r\n\r\n')[0]!.match(/^(to|cc|bcc):/gim)).toHaveLength(1);
});

test('whoever unsubscribes gets no letter that was queued before', async () => {
  const seat = await account();
  const [stays, leaves] = await contacts(seat, 2);
  await queue(seat, await published(seat), [stays!, leaves!]);
  await inside(seat, (account) => unsubscribe(account, seat.actor, { objectId: 0, recordIds: [leaves!], channel: 'email', how: 'reply' }));
  await db.settle(seat.accountId);
  expect(server.letters.map(({ to }) => to[0])).toEqual([`ada0.${seat.accountId}@example.com`]);
  expect(await statuses(seat)).toEqual({ 'cancelled: suppressed': 1, sent: 1 });
  expect(await eventKinds(seat)).toMatchObject({ 'mail.refused': 1, 'email.sent': 1 });
});

test('a stopped account’s queued letters wait until sending is resumed', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 3));
  await inside(seat, (account) => stopSending(account, seat.actor, 'email', 'complaints'));
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(0);
  expect(await statuses(seat)).toEqual({ queued: 3 });
  await inside(seat, (account) => resumeSending(account, seat.actor, 'email'));
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ sent: 3 });
});

test('nothing queued or captured while practising ever leaves, going live included', async () => {
  const seat = await account({ live: false });
  const ids = await contacts(seat, 30);
  const messageId = await published(seat);
  await queue(seat, messageId, ids.slice(0, 10));
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ 'captured: practising': 10 });
  await queue(seat, messageId, ids.slice(10, 20));
  await inside(seat, (account) => goLive(account, seat.actor));
  await db.settle(seat.accountId);
  db.clock.moveBy(40 * 24 * 3600_000);
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(0);
  expect(await statuses(seat)).toEqual({ 'captured: practising': 20 });
  await queue(seat, messageId, ids.slice(20));
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(10);
  expect(await statuses(seat)).toEqual({ 'captured: practising': 20, sent: 10 });
});

test('without a mail server letters are captured, and stay so when one is set', async () => {
  const seat = await account({ mailServer: false });
  await queue(seat, await published(seat), await contacts(seat, 2));
  await db.settle(seat.accountId);
  await inside(seat, (account) =>
    updateMailSettings(account, seat.actor, db.database, {
      fromName: '',
      fromAddress: '',
      replyTo: '',
      smtpHost: server.host,
      smtpPort: server.port,
      smtpSecurity: 'none',
      smtpUser: '',
    }),
  );
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(0);
  expect(await statuses(seat)).toEqual({ 'captured: no_mail_server': 2 });
});

test('of a batch whose sender died, what was begun is uncertain and not repeated; the rest leaves after all', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 3));
  const claim = await inside(seat, (account) =>
    claimLetters(account, db.database, { outside: { smtp: undefined, hosts: false }, limit: 20 }),
  );
  expect(claim.batches.flatMap(({ letters }) => letters)).toHaveLength(3);
  const { batchId: id } = claim.batches[0]!;
  expect(await inside(seat, (account) => advanceBatch(account, { id, noted: 0, begun: 2, realNow: db.clock.now() }))).toBe(true);
  // Nothing is claimed twice while its sender may still be at work.
  expect(await sendDueLetters(db.database, seat.accountId)).toBe(0);
  db.clock.moveBy(11 * 60_000);
  await db.settle(seat.accountId);
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(1);
  expect(await statuses(seat)).toEqual({ 'uncertain: interrupted': 2, sent: 1 });
  expect(await eventKinds(seat)).toMatchObject({ 'email.uncertain': 2, 'email.sent': 1 });
  // Should the sender still live, it must not go on.
  expect(await inside(seat, (account) => advanceBatch(account, { id, noted: 2, begun: 3, realNow: db.clock.now() }))).toBe(false);
});

test('two workers at once send each letter once', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 100));
  const drain = async () => {
    while ((await sendDueLetters(db.database, seat.accountId)) > 0);
  };
  await Promise.all([drain(), drain()]);
  await drain();
  expect(new Set(server.letters.map(({ mail }) => mail.messageId)).size).toBe(100);
  expect(server.letters).toHaveLength(100);
});

test('a passing refusal is tried again later, and at last fails', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 1));
  server.atReceiver = () => ({ code: 450, text: '4.2.1 mailbox busy' });
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ 'queued: server_said_450': 1 });
  expect(await sendDueLetters(db.database, seat.accountId)).toBe(0);
  for (let tries = 0; tries < 8; tries++) {
    db.clock.moveBy(17 * 3600_000);
    await db.settle(seat.accountId);
  }
  expect(await statuses(seat)).toEqual({ 'failed: server_said_450': 1 });
  expect(server.letters).toHaveLength(0);
});

test('a passing refusal that passes leaves one letter', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 1));
  server.atLetter = () => ({ code: 451, text: 'try again' });
  await db.settle(seat.accountId);
  server.atLetter = () => undefined;
  db.clock.moveBy(2 * 60_000);
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(1);
  expect(await statuses(seat)).toEqual({ sent: 1 });
});

test('a mailbox that does not exist gets nothing any more; another refusal says nothing of the person', async () => {
  const seat = await account();
  const [gone, refused] = await contacts(seat, 2);
  const messageId = await published(seat);
  server.atReceiver = (address) =>
    address.startsWith('ada0') ? { code: 550, text: '5.1.1 user unknown' } : { code: 554, text: '5.7.1 message looks like spam' };
  await queue(seat, messageId, [gone!, refused!]);
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ 'failed: no_such_mailbox': 1, 'failed: server_said_554': 1 });
  server.atReceiver = () => undefined;
  expect(await queue(seat, messageId, [gone!, refused!])).toEqual({ queued: 1, refused: 1 });
  const { rows } = await db.owner.query('select id, email_status from records where account_id = $1 and object_id = 0 order by id', [
    seat.accountId,
  ]);
  expect(rows).toEqual([
    { id: gone, email_status: -2 },
    { id: refused, email_status: 1 },
  ]);
});

test('when the connection breaks after the letter’s text, the letter is uncertain and not repeated', async () => {
  const seat = await account();
  await queue(seat, await published(seat), await contacts(seat, 1));
  server.atLetter = () => 'hang up';
  await db.settle(seat.accountId);
  server.atLetter = () => undefined;
  db.clock.moveBy(3600_000);
  await db.settle(seat.accountId);
  expect(server.letters).toHaveLength(0);
  expect(await statuses(seat)).toEqual({ 'uncertain: connection_lost_after_data': 1 });
});

test('an unreachable server is tried again', async () => {
  const seat = await account();
  await db.owner.query('update mail_settings set smtp_port = 1 where account_id = $1', [seat.accountId]);
  await queue(seat, await published(seat), await contacts(seat, 1));
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ 'queued: server_unreachable': 1 });
});

test('what follows from a letter names it as its cause, down to the step that sent it', async () => {
  const seat = await account();
  const [id] = await contacts(seat, 1);
  const messageId = await published(seat);
  await inside(seat, (account) =>
    sendMessage(account, { type: 'step', id: '7' }, { messageId, objectId: 0, recordIds: [id!], causeIds: [4242], ids: seat.ids }),
  );
  await db.settle(seat.accountId);
  const { rows } = await db.owner.query<{ id: number; kind: string; cause_id: number; actor_type: string; subject_id: number }>(
    "select id, kind, cause_id, actor_type, subject_id from events where account_id = $1 and kind like 'email.%' order by kind",
    [seat.accountId],
  );
  expect(rows).toMatchObject([
    { kind: 'email.queued', cause_id: 4242, actor_type: 'step', subject_id: messageId },
    { kind: 'email.sent', cause_id: rows[0]!.id, actor_type: 'system', subject_id: messageId },
  ]);
});
