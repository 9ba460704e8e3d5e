import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '../../src/accounts/index.ts';
import { runJob } from '../../src/app/jobs.ts';
import type { AccountDb } from '../../src/app/db.ts';
import { everyone } from '../../src/app/kernel/viewer.ts';
import { buildServer } from '../../src/app/server.ts';
import { recordComplaint, recordHardBounces, reportAbuse } from '../../src/compliance/index.ts';
import { emailSent, sendMessage } from '../../src/email/index.ts';
import { recordEvent } from '../../src/ledger/index.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { runImport, startedImport } from '../imports.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../mail.ts';
import { makeAutomation, makeMap } from '../maps.ts';
import { enrolRecords } from '../../src/automations/index.ts';

const db = testDatabase();
let app: FastifyInstance;
let operator: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 });
  operator = await makeAccount(db, { name: 'The operator' });
  await db.owner.query('insert into operators (identity_id) select identity_id from users where account_id = $1', [operator.accountId]);
});
afterAll(() => app.close());

const inside = <T>(seat: TestSeat, work: (account: AccountDb) => Promise<T>): Promise<T> => db.database.account(seat.accountId, work);

async function ask(seat: TestSeat, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: await signedIn(db, seat), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body.startsWith('{') || answer.body.startsWith('[') ? answer.json() : answer.body };
}

const letters = async (seat: TestSeat): Promise<Record<string, number>> => {
  const { rows } = await db.owner.query('select status, count(*)::int as count from deliveries where account_id = $1 group by status', [
    seat.accountId,
  ]);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
};

async function sent(seat: TestSeat, count: number): Promise<void> {
  await inside(seat, async (account) => {
    for (let n = 0; n < count; n++) await recordEvent(account, seat.actor, { kind: emailSent, data: { purpose: 'bulk' } });
  });
}

test('complaints slow an account down, then stop it; its letters and the people on its maps wait, and go on when the operator resumes it', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const people = await makeContacts(db, seat, 8);
  const messageId = await makeMessage(db, seat);
  const map = await makeAutomation(
    db,
    seat,
    makeMap([
      ['email.send', { messageId }],
      ['tag.add', { tag: 'Written to' }],
    ]),
  );
  await sent(seat, 1000);
  const complain = (recordId: number) =>
    inside(seat, (account) => recordComplaint(account, seat.actor, { objectId: 0, recordId, messageId, deliveryId: null, causeId: null }));

  for (const id of people.slice(0, 2)) await complain(id);
  await db.settle(seat.accountId);
  expect((await ask(seat, 'GET', '/api/sending')).body).toEqual({ stopped: [], slowed: null });
  // Three of a thousand, from three complaints on.
  await sent(seat, 800);
  await complain(people[2]!);
  await db.settle(seat.accountId);
  expect((await ask(seat, 'GET', '/api/sending')).body).toMatchObject({ stopped: [], slowed: { perHour: 200 } });
  for (const id of people.slice(3, 6)) await complain(id);
  await db.settle(seat.accountId);
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toMatchObject([{ channel: 'email', by: 'complaints' }]);

  await inside(seat, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: [people[6]!, people[0]!], ids: seat.ids }),
  );
  await inside(seat, (account) =>
    enrolRecords(account, seat.actor, { automationId: map, records: { recordIds: [people[7]!] }, viewer: everyone }),
  );
  await db.settle(seat.accountId);
  expect(await letters(seat)).toEqual({ queued: 1 });
  const standing = async () => (await db.owner.query('select step_id, state from positions where account_id = $1', [seat.accountId])).rows;
  expect(await standing()).toEqual([{ step_id: 1, state: 'ready' }]);

  // The account cannot resume what it did not stop.
  await ask(seat, 'POST', '/api/sending/resume', { channel: 'email' });
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toHaveLength(1);
  const { body: cases } = await ask(operator, 'GET', '/api/operator/abuse/cases');
  expect(cases).toMatchObject([{ source: 'limit', accountId: seat.accountId, state: 'open' }]);
  expect((await ask(operator, 'POST', `/api/operator/accounts/${seat.accountId}/sending/resume`, { channel: 'email' })).status).toBe(204);
  await db.settle(seat.accountId);
  expect(await letters(seat)).toEqual({ captured: 2 });
  expect(await standing()).toEqual([]);
});

test('mailboxes that do not exist stop an account too', async () => {
  const seat = await makeAccount(db);
  const people = await makeContacts(db, seat, 30);
  await sent(seat, 200);
  await inside(seat, async (account) => {
    await recordHardBounces(
      account,
      seat.actor,
      0,
      people.map((recordId) => ({ recordId, messageId: 1, causeId: null })),
    );
  });
  await db.settle(seat.accountId);
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toMatchObject([{ by: 'bounces' }]);
});

test('a slowed-down account sends so many letters an hour, and the rest the next hour', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const people = await makeContacts(db, seat, 5);
  const messageId = await makeMessage(db, seat);
  await db.owner.query(
    "insert into sending_throttles (account_id, channel, per_hour, reason, since, hour) values ($1, 'email', 2, 'complaints', now(), $2)",
    [seat.accountId, db.clock.now()],
  );
  await inside(seat, (account) => sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: people, ids: seat.ids }));
  const seen: (number | undefined)[] = [];
  for (let hour = 0; hour < 3; hour++) {
    await db.settle(seat.accountId);
    seen.push((await letters(seat)).captured);
    db.clock.moveBy(3_600_000);
  }
  expect(seen).toEqual([2, 4, 5]);
});

test('a report by the form is a case; a confirmed one is a strike and stops the mail, a dismissed one nothing', async () => {
  const seat = await makeAccount(db, { name: 'Loud Ltd' });
  const form = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/p/report',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
  expect((await app.inject({ method: 'GET', url: '/p/report' })).body).toContain('<form method="post">');
  expect((await form({ reporter: 'no address', text: 'x' })).statusCode).toBe(422);
  await form({ reporter: 'bot@example.org', text: 'Buy my pills, they are good', website: 'https://spam.example' });
  const shown = `Message-ID: <q.${seat.accountId.toString(36)}.1.abc@mail.example>`;
  expect((await form({ reporter: 'reader@example.org', about: 'Loud <a@loud.example>', text: `Never asked.\n${shown}` })).body).toContain(
    'number',
  );
  await reportAbuse(db.database, { source: 'mail', reporter: 'other@example.org', about: 'Loud', text: 'Nor did I, at all.' });

  const { body: cases } = await ask(operator, 'GET', '/api/operator/abuse/cases?state=open');
  const mine = cases.filter(({ source }: { source: string }) => source !== 'limit');
  expect(mine).toMatchObject([
    { source: 'mail', accountId: null, reporter: 'other@example.org' },
    { source: 'form', accountId: seat.accountId, accountName: 'Loud Ltd', reporter: 'reader@example.org' },
  ]);
  const decide = (id: number, body: object) => ask(operator, 'POST', `/api/operator/abuse/cases/${id}/decide`, body);
  expect((await decide(mine[0].id, { decision: 'confirmed', note: 'It is so' })).body.code).toBe('no_account');
  expect((await decide(mine[0].id, { decision: 'dismissed', note: 'Nobody of ours' })).status).toBe(204);
  expect((await decide(mine[1].id, { decision: 'confirmed', note: 'Bought list' })).status).toBe(204);
  expect((await decide(mine[1].id, { decision: 'confirmed', note: 'Bought list' })).body.code).toBe('already_decided');
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toMatchObject([{ channel: 'email', by: 'abuse', reason: 'Bought list' }]);
  const { body: standings } = await ask(operator, 'GET', '/api/operator/abuse/standings');
  expect(standings.find(({ accountId }: { accountId: number }) => accountId === seat.accountId)).toMatchObject({ strikes: 1 });
});

test('a list that nobody asked to be on is held; who it belongs to says what it is, and only then it is written to', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const rows = Array.from({ length: 120 }, (_, n) => (n < 20 ? `info@firm${n}.example` : `person${n}@example.com`));
  const id = await startedImport(db, seat, `Email\n${rows.join('\n')}\n`, { mapping: [{ to: 'field', fieldId: 3 }] });
  await runImport(db, seat, id);
  const verdicts = async () => {
    const { rows: statuses } = await db.owner.query(
      'select email_status as status, count(*)::int as count from records where account_id = $1 and object_id = 0 group by 1',
      [seat.accountId],
    );
    return Object.fromEntries(statuses.map(({ status, count }) => [status, count]));
  };
  const { body: reviews } = await ask(seat, 'GET', '/api/import-reviews');
  expect(reviews).toMatchObject([
    { importId: id, state: 'held', people: 120, decides: 'account', findings: [{ code: 'role_addresses', count: 20, holds: true }] },
  ]);
  const messageId = await makeMessage(db, seat);
  const recordIds = (
    await db.owner.query('select id from records where account_id = $1 and object_id = 0 order by id limit 3', [seat.accountId])
  ).rows.map((row) => row.id);
  const send = () => inside(seat, (account) => sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds, ids: seat.ids }));
  // Held from the first moment, before each of them has the status that says so.
  expect(await verdicts()).toEqual({ 1: 120 });
  expect(await send()).toMatchObject({ queued: 0, refused: 3 });
  await runJob(db.database, 'compliance.move-imported', { accountId: seat.accountId, importId: id });
  expect(await verdicts()).toEqual({ [-5]: 120 });
  expect(await send()).toMatchObject({ queued: 0, refused: 3 });
  const note = 'These are the boards of clubs that signed up at our fair.';
  expect((await ask(seat, 'POST', `/api/import-reviews/${id}`, { decision: 'released', note })).status).toBe(204);
  await runJob(db.database, 'compliance.move-imported', { accountId: seat.accountId, importId: id });
  expect(await verdicts()).toEqual({ 1: 120 });
  expect(await send()).toMatchObject({ queued: 3, refused: 0 });
  expect((await ask(seat, 'POST', `/api/import-reviews/${id}`, { decision: 'refused', note })).body.code).toBe('already_decided');
});

test('e-mail, texts and everything can each be stopped by itself', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const [id] = await makeContacts(db, seat, 1);
  const messageId = await makeMessage(db, seat);
  const at = `/api/operator/accounts/${seat.accountId}/sending`;
  const waiting: number[] = [];
  for (const channel of ['sms', 'email', 'all']) {
    await ask(operator, 'POST', `${at}/stop`, { channel, reason: 'looked into' });
    await inside(seat, (account) => sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: [id!], ids: seat.ids }));
    await db.settle(seat.accountId);
    waiting.push((await letters(seat)).queued ?? 0);
    await ask(operator, 'POST', `${at}/resume`, { channel });
    await db.settle(seat.accountId);
  }
  expect(waiting).toEqual([0, 1, 1]);
  expect(await letters(seat)).toEqual({ captured: 3 });
});

test('only the operator comes to the abuse desk, and no client decides what is the operator’s', async () => {
  const seat = await makeAccount(db);
  const reader = await makeUser(db, seat, { role: 'Read only' });
  const routes: ['GET' | 'POST', string, object?][] = [
    ['GET', '/api/operator/abuse/standings'],
    ['GET', '/api/operator/abuse/cases'],
    ['POST', '/api/operator/abuse/cases/1/decide', { decision: 'dismissed', note: 'because' }],
    ['POST', `/api/operator/accounts/${seat.accountId}/sending/stop`, { channel: 'all', reason: 'because' }],
    ['POST', `/api/operator/accounts/${seat.accountId}/sending/resume`, { channel: 'all' }],
    ['POST', `/api/operator/accounts/${seat.accountId}/confirmation`, { verdict: 'approved' }],
    ['POST', `/api/operator/accounts/${seat.accountId}/import-reviews/1`, { decision: 'released', note: 'because I say so' }],
    ['GET', '/api/operator/suppressions'],
    ['POST', '/api/operator/suppressions', { lines: 'a@example.com' }],
  ];
  for (const [method, url, body] of routes) {
    for (const who of [seat, reader]) expect([url, (await ask(who, method, url, body)).status]).toEqual([url, 403]);
  }
});
