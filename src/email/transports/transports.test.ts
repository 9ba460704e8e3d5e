import { createSocket, type Socket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { startMailServer, type MailServer } from '../../../test/mail-server.ts';
import { goLive, prepareInstallation } from '../../accounts/index.ts';
import { sendMessage } from '../send-message.ts';
import { transportBody } from '../rules/transport-schema.ts';
import { setDirectTerms } from '../smtp/direct-terms.ts';
import { closeThreads } from '../smtp/threads.ts';
import { saveTransport } from './save-transport.ts';

const HOUR_MS = 3_600_000;
const db = testDatabase();
let [servers, names] = [[] as MailServer[], undefined as unknown as NameServer];

beforeAll(async () => {
  servers = [await startMailServer(), await startMailServer(), await startMailServer()];
  names = await startNameServer();
  prepareInstallation(db.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40) });
});
beforeEach(() => {
  for (const server of servers) {
    server.letters.length = 0;
    server.atReceiver = () => undefined;
  }
});
afterEach(() => setDirectTerms());
afterAll(async () => {
  await closeThreads();
  names.close();
  await Promise.all(servers.map((server) => server.close()));
});

async function account(): Promise<TestSeat> {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  await db.owner.query(
    `insert into mail_settings (account_id, from_address, smtp_host, smtp_port, smtp_security, updated_at)
     values ($1, 'hello@bakery.example', '127.0.0.1', $2, 'none', now())`,
    [seat.accountId, servers[0]!.port],
  );
  await db.database.account(seat.accountId, (account) => goLive(account, seat.actor));
  return seat;
}

async function transport(seat: TestSeat, changes: object): Promise<void> {
  const id = await seat.ids('mail_transport', 1);
  const input = transportBody.parse({ name: 'Another', kind: 'smtp', smtpHost: '127.0.0.1', smtpSecurity: 'none', ...changes });
  await db.database.account(seat.accountId, (account) =>
    saveTransport(account, seat.actor, { database: db.database, id, isNew: true, mayGoDirect: true, input }),
  );
}

async function send(seat: TestSeat, recordIds: readonly number[], purpose = 'bulk'): Promise<void> {
  const messageId = await makeMessage(db, seat, { purpose });
  await db.database.account(seat.accountId, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds, ids: seat.ids }),
  );
  await db.settle(seat.accountId);
}

const counts = () => servers.map(({ letters }) => letters.length);

async function statuses(seat: TestSeat): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ status: string; reason: string | null; count: number }>(
    'select status, reason, count(*)::int as count from deliveries where account_id = $1 group by 1, 2 order by 1, 2',
    [seat.accountId],
  );
  return Object.fromEntries(rows.map(({ status, reason, count }) => [reason ? `${status}: ${reason}` : status, count]));
}

test('bulk mail and what deals require leave by the servers that are set for them, the rest by that of the settings', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 3);
  await transport(seat, { stream: 'bulk', smtpPort: servers[1]!.port });
  await send(seat, ids);
  expect(counts()).toEqual([0, 3, 0]);
  await send(seat, ids.slice(0, 1), 'transactional');
  expect(counts()).toEqual([1, 3, 0]);
  await transport(seat, { stream: 'transactional', smtpPort: servers[2]!.port });
  await send(seat, ids.slice(0, 1), 'transactional');
  expect(counts()).toEqual([1, 3, 1]);
});

test('no more leave in an hour than a transport takes, and none is lost', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 12);
  await transport(seat, { stream: 'all', smtpPort: servers[1]!.port, pace: { perHour: 5 } });
  await send(seat, ids);
  expect(counts()).toEqual([0, 5, 0]);
  db.clock.moveBy(HOUR_MS);
  await db.settle(seat.accountId);
  expect(counts()).toEqual([0, 10, 0]);
  db.clock.moveBy(HOUR_MS);
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ sent: 12 });
});

test('a new sender begins with few letters a day and more each day', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 40);
  const startedOn = db.clock.now().toISOString().slice(0, 10);
  await transport(seat, { stream: 'all', smtpPort: servers[1]!.port, warmUp: { startedOn, first: 4, growth: 200, days: 3 } });
  await send(seat, ids);
  const days = [counts()[1]];
  for (let day = 0; day < 3; day++) {
    db.clock.moveBy(24 * HOUR_MS);
    await db.settle(seat.accountId);
    days.push(counts()[1]);
  }
  expect(days).toEqual([4, 12, 28, 40]);
});

test('a domain has its own pace, whatever the others have', async () => {
  const seat = await account();
  const slow = await makeContacts(db, seat, 5);
  await db.owner.query(`update records set email = 'p' || id || '@slow.example' where account_id = $1 and id = any($2)`, [
    seat.accountId,
    slow,
  ]);
  const quick = await makeContacts(db, seat, 5, 'quick');
  await transport(seat, { stream: 'all', smtpPort: servers[1]!.port, pace: { domains: [{ domain: 'slow.example', perHour: 2 }] } });
  await send(seat, [...slow, ...quick]);
  expect(counts()[1]).toBe(7);
  expect(await statuses(seat)).toEqual({ 'queued: pace': 3, sent: 7 });
  db.clock.moveBy(HOUR_MS);
  await db.settle(seat.accountId);
  expect(counts()[1]).toBe(9);
});

test('a domain that puts letters off is left alone for a while, longer each time', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 6);
  servers[0]!.atReceiver = () => ({ code: 451, text: '4.7.1 try again later' });
  await send(seat, ids);
  const rest = async () =>
    (
      await db.owner.query<{ strikes: number; seconds: number }>(
        `select strikes, extract(epoch from resume_at - $2::timestamptz)::int as seconds from receiver_paces where account_id = $1 and domain = 'example.com'`,
        [seat.accountId, db.clock.now()],
      )
    ).rows;
  expect(await rest()).toEqual([{ strikes: 1, seconds: 300 }]);
  db.clock.moveBy(60_000);
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ 'queued: receiver_asked_to_slow_down': 6 });
  db.clock.moveBy(5 * 60_000);
  await db.settle(seat.accountId);
  expect(await rest()).toEqual([{ strikes: 2, seconds: 600 }]);
  servers[0]!.atReceiver = () => undefined;
  db.clock.moveBy(2 * HOUR_MS);
  await db.settle(seat.accountId);
  expect(await statuses(seat)).toEqual({ sent: 6 });
  expect(await rest()).toEqual([{ strikes: 0, seconds: null }]);
});

test('what the slices of one batch hear from a domain is one request to go slower', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 210);
  servers[0]!.atReceiver = () => ({ code: 451, text: '4.7.1 try again later' });
  await send(seat, ids);
  const { rows } = await db.owner.query(`select strikes from receiver_paces where account_id = $1 and domain = 'example.com'`, [
    seat.accountId,
  ]);
  expect(rows).toEqual([{ strikes: 1 }]);
});

test('letters go straight to the servers of their receivers: by MX, by address where there is none, and to nobody who takes no mail', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 4);
  const domains = ['with-mx.example', 'without-mx.example', 'no-mail.example', 'gone.example'];
  for (const [at, domain] of domains.entries())
    await db.owner.query('update records set email = $3 where account_id = $1 and id = $2', [seat.accountId, ids[at], `ada@${domain}`]);
  names.zone = {
    'with-mx.example MX': [
      { priority: 10, exchange: 'dead.with-mx.example' },
      { priority: 20, exchange: 'mx.with-mx.example' },
    ],
    'mx.with-mx.example A': ['127.0.0.1'],
    'without-mx.example A': ['127.0.0.1'],
    'no-mail.example MX': [{ priority: 0, exchange: '' }],
  };
  setDirectTerms({ port: servers[2]!.port, nameServers: [`127.0.0.1:${names.port}`], allowPrivate: true });
  await transport(seat, { kind: 'direct', stream: 'all', smtpHost: '' });
  await send(seat, ids);
  expect(servers[2]!.letters.map(({ to }) => to[0]).toSorted()).toEqual(['ada@with-mx.example', 'ada@without-mx.example']);
  expect(await statuses(seat)).toEqual({ 'failed: no_such_domain': 2, sent: 2 });
});

test('an address that is none, or that passes for another, gets nothing', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 3);
  const wrong = ['a b@example.com>\r\nRCPT TO:<eve@example.com', 'ada@раураl-sign.example', 'ada@bücher.example'];
  for (const [at, address] of wrong.entries())
    await db.owner.query('update records set email = $3 where account_id = $1 and id = $2', [seat.accountId, ids[at], address]);
  await send(seat, ids);
  expect(servers[0]!.letters.map(({ raw }) => /^To: (.*)\r$/m.exec(raw)?.[1])).toEqual(['ada@xn--bcher-kva.example']);
  expect(await statuses(seat)).toEqual({ 'failed: address_not_usable': 2, sent: 1 });
});

interface NameServer {
  port: number;
  zone: Record<string, readonly (string | { priority: number; exchange: string })[]>;
  close(): void;
}

const TYPES: Record<number, string> = { 1: 'A', 15: 'MX', 28: 'AAAA' };

/** Answers from a zone of a few names, and says of all others that there are none. */
async function startNameServer(): Promise<NameServer> {
  const socket: Socket = createSocket('udp4');
  const server: NameServer = { port: 0, zone: {}, close: () => socket.close() };
  socket.on('message', (asked, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = asked[at]!; length > 0; length = asked[at]!) {
      labels.push(asked.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    const name = labels.join('.').toLowerCase();
    const type = asked.readUInt16BE(at + 1);
    const question = asked.subarray(12, at + 5);
    const answers = (server.zone[`${name} ${TYPES[type]}`] ?? []).map((answer) => record(type, answer));
    const exists = Object.keys(server.zone).some((key) => key.startsWith(`${name} `));
    const head = Buffer.from([asked[0]!, asked[1]!, 0x81, exists ? 0x80 : 0x83, 0, 1, 0, answers.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([head, question, ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  server.port = socket.address().port;
  return server;
}

function record(type: number, answer: string | { priority: number; exchange: string }): Buffer {
  const data =
    typeof answer === 'string'
      ? Buffer.from(answer.split('.').map(Number))
      : Buffer.concat([Buffer.from([answer.priority >> 8, answer.priority & 255]), encodedName(answer.exchange)]);
  const head = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}

const encodedName = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split('.')
      .filter(Boolean)
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
