import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../test/mail.ts';
import { startMailServer, type MailServer } from '../../test/mail-server.ts';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { sql } from '../app/db.ts';
import { buildServer } from '../app/server.ts';
import { linkToken } from './letters/link-tokens.ts';
import type { MessageDetail, OutboxLetter } from './schema.ts';
import { sendMessage } from './send-message.ts';
import { closeThreads } from './smtp/threads.ts';
import { BROWSER } from '../../test/reader.ts';

const db = testDatabase();
const BASE = 'http://localhost';
const SECRET = 's'.repeat(40);
let app: FastifyInstance;
let mailServer: MailServer;

beforeAll(async () => {
  prepareInstallation(db.database, { baseUrl: BASE, secretKey: SECRET });
  app = await buildServer({ database: db.database, identify, baseUrl: BASE, port: 0 });
  mailServer = await startMailServer();
});
afterEach(() => void (mailServer.letters.length = 0));
afterAll(async () => {
  await closeThreads();
  await mailServer.close();
  await app.close();
});

interface Answer<Body> {
  status: number;
  body: Body;
  text: string;
  headers: Record<string, unknown>;
}

/** What whoever reads a letter comes with: their browser is no program that opens letters by itself. */
const READER = { 'user-agent': BROWSER };

async function ask<Body = any>(seat: TestSeat | null, method: string, url: string, payload?: unknown): Promise<Answer<Body>> {
  const headers = seat ? await signedIn(db, seat) : READER;
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: (isJson ? answer.json() : undefined) as Body, text: answer.body, headers: answer.headers };
}

/** An account that practises, with contacts who each have a captured letter. */
async function practisingAccount(count = 2) {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const contacts = await makeContacts(db, seat, count);
  const messageId = await makeMessage(db, seat);
  await db.database.account(seat.accountId, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: contacts, ids: seat.ids }),
  );
  await db.settle(seat.accountId);
  const { rows } = await db.owner.query<{ id: number; record_id: number }>(
    'select id, record_id from deliveries where account_id = $1 order by id',
    [seat.accountId],
  );
  return { seat, contacts, messageId, deliveries: rows.map(({ id }) => id) };
}

async function kindsOf(seat: TestSeat, like = 'email.%'): Promise<string[]> {
  const { rows } = await db.owner.query<{ kind: string }>('select kind from events where account_id = $1 and kind like $2 order by id', [
    seat.accountId,
    like,
  ]);
  return rows.map(({ kind }) => kind);
}

const path = (address: string): string => address.replace(BASE, '');

test('a message is written, mended, published and changed without touching what was published', async () => {
  const seat = await makeAccount(db);
  const made = await ask<MessageDetail>(seat, 'POST', '/api/messages', {
    name: 'News',
    subject: 'Hi {{ contact.frist_name }}',
    body: { kind: 'plain', text: '' },
  });
  expect(made.status).toBe(200);
  const { id } = made.body.message;
  expect(made.body.problems.map(({ path: where }) => where)).toEqual(['subject', 'body', 'settings']);
  const refused = await ask(seat, 'POST', `/api/messages/${id}/publish`);
  expect(refused.body).toMatchObject({
    code: 'message_unpublishable',
    fields: { subject: expect.stringContaining('frist_name'), body: 'Write the letter.' },
  });

  await givePostalAddress(db, seat);
  const changed = await ask<MessageDetail>(seat, 'PATCH', `/api/messages/${id}`, {
    revision: 1,
    subject: 'Hi {{ contact.first_name }}',
    body: { kind: 'plain', text: 'Hello' },
  });
  expect(changed.body.problems).toEqual([]);
  expect((await ask(seat, 'PATCH', `/api/messages/${id}`, { revision: 1, name: 'x' })).body.code).toBe('message_changed');
  const published = await ask<MessageDetail>(seat, 'POST', `/api/messages/${id}/publish`);
  expect(published.body.message).toMatchObject({ publishedVersion: 1, isChanged: false });
  const again = await ask<MessageDetail>(seat, 'PATCH', `/api/messages/${id}`, { revision: 2, subject: 'Other' });
  expect(again.body.message).toMatchObject({ publishedVersion: 1, isChanged: true });
  const tamper = db.database.account(seat.accountId, (account) =>
    account.run(sql`update message_versions set subject = 'x' where account_id = ${seat.accountId}`),
  );
  await expect(tamper).rejects.toThrow('permission denied');
  expect((await ask(seat, 'DELETE', `/api/messages/${id}`)).status).toBe(204);
  expect((await ask(seat, 'GET', `/api/messages/${id}`)).status).toBe(404);
});

test('a preview shows the letter of any contact, and with no contact the names of the fields', async () => {
  const seat = await makeAccount(db);
  const [contact] = await makeContacts(db, seat, 1);
  const draft = {
    objectId: 0,
    purpose: 'bulk',
    subject: 'Hi {{ contact.first_name }}',
    preheader: '',
    body: { kind: 'plain', text: 'See https://a.example/' },
  };
  const own = await ask(seat, 'POST', '/api/messages/preview', { ...draft, recordId: contact });
  expect(own.body.letter).toMatchObject({ subject: 'Hi Ada0', to: `ada0.${seat.accountId}@example.com` });
  expect(own.body.letter.html).toContain('href="https://a.example/"');
  expect(own.body.problems.map(({ path: where }: { path: string }) => where)).toEqual(['settings']);
  expect((await ask(seat, 'POST', '/api/messages/preview', draft)).body.letter.subject).toBe('Hi First name');
  const broken = await ask(seat, 'POST', '/api/messages/preview', { ...draft, subject: '{{ nonsense' });
  expect(broken.body).toMatchObject({ letter: null, problems: [{ path: 'subject', code: 'unreadable' }, { path: 'settings' }] });
});

test('the reach of a message is what sending would do, by reason', async () => {
  const { seat, messageId, contacts } = await practisingAccount(5);
  await db.owner.query('update records set email_status = 0 where account_id = $1 and id = any($2)', [
    seat.accountId,
    contacts.slice(0, 2),
  ]);
  const { body } = await ask(seat, 'GET', `/api/messages/${messageId}/reach`);
  expect(body).toEqual({ total: 5, reached: 3, refused: [{ reason: 'transactional_only', count: 2 }] });
});

test('the Outbox lists captured letters and shows one as its receiver sees it', async () => {
  const { seat, deliveries } = await practisingAccount(3);
  const first = await ask(seat, 'GET', '/api/outbox?status=captured&limit=2');
  expect(first.body.letters.map(({ id, subject }: { id: number; subject: string }) => [id, subject])).toEqual([
    [deliveries[2], 'Hello Ada2'],
    [deliveries[1], 'Hello Ada1'],
  ]);
  const second = await ask(seat, 'GET', `/api/outbox?status=captured&limit=2&before=${first.body.next}`);
  expect(second.body.letters.map(({ id }: { id: number }) => id)).toEqual([deliveries[0]]);
  expect(second.body.next).toBeNull();

  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  expect(body.letter).toMatchObject({ subject: 'Hello Ada0', to: `ada0.${seat.accountId}@example.com` });
  expect(body.headers.map(([name]) => name)).toEqual([
    'To',
    'From',
    'Reply-To',
    'Subject',
    'Message-ID',
    'List-Unsubscribe',
    'List-Unsubscribe-Post',
  ]);
  expect(body.links).toEqual([{ url: 'https://shop.example/?who=Ada0', follow: expect.stringContaining('/e/c/') }]);
  expect(body.letter!.html).not.toContain('/e/o/');
  expect(body.events.map(({ kind }) => kind)).toEqual(['email.queued', 'email.captured']);

  const frame = await ask(seat, 'GET', `/api/outbox/${deliveries[0]}/letter.html`);
  expect(frame.headers['content-type']).toContain('text/html');
  expect(frame.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/);
  expect(frame.text).toContain('<base target="_blank">');
});

test('a click leads where the letter’s link leads, and counts as the contact’s, caused by the letter', async () => {
  const { seat, contacts, messageId, deliveries } = await practisingAccount(1);
  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  db.clock.moveBy(60_000); // Nobody reads on to a link within moments of a letter's coming: that is a machine.
  const click = await ask(null, 'GET', path(body.links[0]!.follow));
  expect(click.status).toBe(302);
  expect(click.headers.location).toBe('https://shop.example/?who=Ada0');
  await ask(null, 'GET', path(body.links[0]!.follow));
  const { rows } = await db.owner.query(
    `select e.actor_type, e.actor_id, e.record_id, e.subject_id, e.data, c.kind as cause from events e
     join events c on c.account_id = e.account_id and c.id = e.cause_id where e.account_id = $1 and e.kind = 'email.clicked'`,
    [seat.accountId],
  );
  expect(rows).toEqual([
    {
      actor_type: 'contact',
      actor_id: String(contacts[0]),
      record_id: contacts[0],
      subject_id: messageId,
      data: { delivery: deliveries[0], link: 0, address: 'https://shop.example/?who={{ contact.first_name }}' },
      cause: 'email.captured',
    },
  ]);
  const active = await db.owner.query('select last_activity_at from records where account_id = $1 and id = $2', [
    seat.accountId,
    contacts[0],
  ]);
  expect(active.rows[0].last_activity_at).not.toBeNull();
});

test('the pixel counts an opening once a minute and is a picture whatever is asked', async () => {
  const { seat, deliveries } = await practisingAccount(1);
  const pixel = `/e/o/${linkToken(SECRET, { accountId: seat.accountId, deliveryId: deliveries[0]!, purpose: 'open' })}`;
  db.clock.moveBy(60_000); // Within the first second a machine opens it.
  for (const address of [pixel, pixel, '/e/o/nonsense', `${pixel}x`]) {
    const { status, headers } = await ask(null, 'GET', address);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/gif', 'no-store, max-age=0']);
  }
  expect(await kindsOf(seat, 'email.opened')).toHaveLength(1);
  db.clock.moveBy(61_000);
  await ask(null, 'GET', pixel);
  expect(await kindsOf(seat, 'email.opened')).toHaveLength(2);
});

test('one-click unsubscription acts at once, without cookies, in every form mail providers send it', async () => {
  const forms = [
    { payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    {
      payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    },
    { payload: '', headers: {} },
    {
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' },
    },
  ];
  const { seat, deliveries, contacts, messageId } = await practisingAccount(forms.length);
  for (const [index, form] of forms.entries()) {
    const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[index]}`);
    const answer = await app.inject({ method: 'POST', url: path(body.unsubscribe!), ...form });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('You are unsubscribed');
  }
  const { rows } = await db.owner.query('select distinct email_status from records where account_id = $1 and object_id = 0', [
    seat.accountId,
  ]);
  expect(rows).toEqual([{ email_status: 0 }]);
  expect((await kindsOf(seat, 'email.unsubscribed')).length).toBe(forms.length);
  const sent = await db.database.account(seat.accountId, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: contacts, ids: seat.ids }),
  );
  expect(sent).toEqual({ queued: 0, refused: forms.length });
});

test('opening the unsubscribe page changes nothing, and asks with one button', async () => {
  const { seat, deliveries } = await practisingAccount(1);
  const before = await kindsOf(seat, '%');
  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await ask(null, method, path(body.unsubscribe!));
  const page = await ask(null, 'GET', path(body.unsubscribe!));
  expect(page.text).toContain('<form method="post"><button class="wide" type="submit">Unsubscribe</button></form>');
  expect(page.text).not.toContain('<script');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(await kindsOf(seat, '%')).toEqual(before);
});

test('a link keeps working after a year', async () => {
  const { seat, deliveries } = await practisingAccount(1);
  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  db.clock.moveBy(365 * 24 * 3600_000);
  expect((await ask(null, 'GET', path(body.links[0]!.follow))).status).toBe(302);
  expect((await ask(null, 'POST', path(body.unsubscribe!))).status).toBe(200);
});

test('forged tokens lead nowhere and change nothing', async () => {
  const { seat, deliveries } = await practisingAccount(1);
  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  const click = path(body.links[0]!.follow);
  const token = click.split('/').at(-1)!;
  const end = path(body.unsubscribe!).split('/').at(-1)!;
  const before = await kindsOf(seat, '%');
  const other = (purpose: number | 'open' | 'unsubscribe', key = SECRET) =>
    linkToken(key, { accountId: seat.accountId, deliveryId: deliveries[0]!, purpose });
  const forged = [
    `/e/c/${token.slice(0, -1)}`,
    `/e/c/${token.replace(/^./, 'z')}`,
    `/e/c/${end}`,
    `/e/c/${other(7)}`,
    `/e/c/${other(0, 'another key of forty characters, or so it is')}`,
    `/e/c/${linkToken(SECRET, { accountId: 99_999_999, deliveryId: 1, purpose: 0 })}`,
    `/e/c/${linkToken(SECRET, { accountId: seat.accountId, deliveryId: 99_999, purpose: 0 })}`,
    '/e/c/https%3A%2F%2Fevil.example',
    '/e/c/..%2f..',
    `/e/u/${token}`,
    '/e/u/0',
  ];
  for (const address of forged) {
    const { status, headers, text } = await ask(null, 'GET', address);
    expect([address, status, headers.location]).toEqual([address, 404, undefined]);
    expect(text).toContain('This link does not work');
  }
  expect((await ask(null, 'POST', `/e/u/${token}`)).status).toBe(404);
  expect(await kindsOf(seat, '%')).toEqual(before);
});

test('mail settings keep the password sealed and send one test letter to whoever asks', async () => {
  const seat = await makeAccount(db);
  const settings = {
    fromName: 'Bakery',
    fromAddress: 'hello@bakery.example',
    replyTo: '',
    smtpHost: mailServer.host,
    smtpPort: mailServer.port,
    smtpSecurity: 'none',
    smtpUser: '',
    smtpPassword: 'hunter2 secret',
  };
  expect((await ask(seat, 'POST', '/api/mail-settings/test')).body.code).toBe('no_mail_server');
  const saved = await ask(seat, 'PUT', '/api/mail-settings', settings);
  expect(saved.body).toMatchObject({ hasPassword: true, testedAt: null, smtpHost: mailServer.host });
  expect(JSON.stringify(saved.body)).not.toContain('hunter2');
  const dump = await db.owner.query('select row_to_json(s)::text as row from mail_settings s where account_id = $1', [seat.accountId]);
  expect(dump.rows[0].row).not.toContain('hunter2');
  const test = await ask(seat, 'POST', '/api/mail-settings/test');
  expect(test.body).toEqual({ to: seat.email });
  expect(mailServer.letters.map(({ to }) => to)).toEqual([[seat.email]]);
  expect((await ask(seat, 'GET', '/api/mail-settings')).body.testedAt).not.toBeNull();
  await ask(seat, 'PUT', '/api/mail-settings', { ...settings, smtpPort: 1 });
  expect((await ask(seat, 'POST', '/api/mail-settings/test')).body).toMatchObject({ code: 'mail_server_refused', status: 422 });
  const wrong = await ask(seat, 'PUT', '/api/mail-settings', { ...settings, fromAddress: 'x@y\r\nBcc: z', smtpHost: 'a b' });
  expect(Object.keys(wrong.body.fields).sort()).toEqual(['fromAddress', 'smtpHost']);
});

test('a hosted client cannot point its mail at the operator’s own network', async () => {
  const seat = await makeAccount(db);
  await db.owner.query(`insert into installation_settings (name, value) values ('hosting', '"hosts"')`);
  const settings = { fromName: '', fromAddress: '', replyTo: '', smtpHost: '127.0.0.1', smtpPort: 25, smtpSecurity: 'none', smtpUser: '' };
  for (const smtpHost of ['127.0.0.1', 'localhost', '10.1.2.3', '169.254.169.254', '::1', '::ffff:127.0.0.1']) {
    expect((await ask(seat, 'PUT', '/api/mail-settings', { ...settings, smtpHost })).body).toMatchObject({ code: 'mail_server_inside' });
  }
  await db.owner.query(`delete from installation_settings where name = 'hosting'`);
  expect((await ask(seat, 'PUT', '/api/mail-settings', settings)).status).toBe(200);
});

test('every route refuses who is not signed in, who lacks the right, and who asks about another account', async () => {
  const { seat, messageId, deliveries } = await practisingAccount(1);
  const stranger = await makeAccount(db);
  const reader = await makeUser(db, seat, { role: 'Read only' });
  const draft = { objectId: 0, purpose: 'bulk', subject: 's', preheader: '', body: { kind: 'plain', text: 'x' } };
  const settings = { fromName: '', fromAddress: '', replyTo: '', smtpHost: '', smtpPort: 25, smtpSecurity: 'none', smtpUser: '' };
  const routes: [method: string, url: string, payload?: unknown, own?: boolean][] = [
    ['POST', '/api/messages', { name: 'x' }],
    ['GET', `/api/messages/${messageId}`, undefined, true],
    ['PATCH', `/api/messages/${messageId}`, { revision: 1 }, true],
    ['POST', `/api/messages/${messageId}/publish`, undefined, true],
    ['DELETE', `/api/messages/${messageId}`, undefined, true],
    ['GET', `/api/messages/${messageId}/reach`, undefined, true],
    ['POST', '/api/messages/preview', draft],
    ['GET', '/api/outbox'],
    ['GET', `/api/outbox/${deliveries[0]}`, undefined, true],
    ['GET', `/api/outbox/${deliveries[0]}/letter.html`, undefined, true],
    ['GET', '/api/mail-settings'],
    ['PUT', '/api/mail-settings', settings],
    ['POST', '/api/mail-settings/test'],
  ];
  for (const [method, url, payload, isOfOneThing] of routes) {
    expect([url, (await ask(null, method, url, payload)).status]).toEqual([url, method === 'GET' ? 401 : expect.toBeOneOf([401, 403])]);
    expect([url, (await ask(reader, method, url, payload)).status]).toEqual([url, 403]);
    if (isOfOneThing) expect([url, (await ask(stranger, method, url, payload)).status]).toEqual([url, 404]);
  }
  expect((await ask(stranger, 'GET', '/api/messages')).body.messages).toEqual([]);
  expect((await ask(stranger, 'GET', '/api/outbox')).body.letters).toEqual([]);
  const asOther = await app.inject({
    method: 'GET',
    url: '/api/outbox',
    headers: { ...(await signedIn(db, stranger)), 'x-account': String(seat.accountId) },
  });
  expect(asOther.statusCode).toBe(404);
});

test('who sees only their own records sees only their letters', async () => {
  const { seat, contacts, deliveries } = await practisingAccount(2);
  const sales = await makeUser(db, seat, { role: 'Sales' });
  await db.owner.query(
    `update roles set rights = jsonb_set(jsonb_set(jsonb_set(rights, '{account}', '["outbox.view"]'), '{otherObjects,view}', '"own"'), '{objects}', '{}') where account_id = $1 and name = 'Sales'`,
    [seat.accountId],
  );
  await db.owner.query('update records set owner_id = $3 where account_id = $1 and object_id = 0 and id = $2', [
    seat.accountId,
    contacts[1],
    sales.userId,
  ]);
  const { body } = await ask(sales, 'GET', '/api/outbox');
  expect(body.letters.map(({ id }: { id: number }) => id)).toEqual([deliveries[1]]);
  expect((await ask(sales, 'GET', `/api/outbox/${deliveries[0]}`)).status).toBe(404);
});

test('after an erasure nothing of the person is left in letters, and their links still end the mail', async () => {
  const { seat, contacts, deliveries } = await practisingAccount(1);
  const { body } = await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`);
  const { email } = await import('./domain.ts');
  await db.database.account(seat.accountId, (account) => email.personalData![0]!.erase(account, 0, contacts[0]!));
  const { rows } = await db.owner.query('select row_to_json(d)::text as row from deliveries d where account_id = $1', [seat.accountId]);
  expect(rows[0].row).not.toMatch(/Ada0|example\.com/);
  expect((await ask<OutboxLetter>(seat, 'GET', `/api/outbox/${deliveries[0]}`)).body.letter).toBeNull();
  expect((await ask(null, 'GET', path(body.links[0]!.follow))).headers.location).toBe('https://shop.example/?who=');
  expect((await ask(null, 'POST', path(body.unsubscribe!))).status).toBe(200);
});
