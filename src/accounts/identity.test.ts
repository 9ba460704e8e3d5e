import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { buildServer } from '../app/server.ts';
import { prepareInstallation } from './identity/installation.ts';
import { identify } from './index.ts';
import { writeLetter } from './identity/letters.ts';
import { sendLetter } from './send-letter.ts';
import { setupLink } from './setup-link.ts';

const on = testDatabase();
const BASE = 'http://quayside.test';
const PASSWORD = 'a sturdy lighthouse 7';
let app: FastifyInstance;
let smtp: SMTPServer;
const received: string[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => void text(stream).then((letter) => (received.push(letter), done())),
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  prepareInstallation(on.database, {
    baseUrl: BASE,
    secretKey: 'a key for tests alone, long enough for everybody',
    smtpUrl: `smtp://127.0.0.1:${port}`,
  });
  app = await buildServer({ database: on.database, identify, baseUrl: BASE, port: 0 });
});
afterAll(async () => {
  await app.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});
beforeEach(async () => {
  await on.owner.query('delete from identity_tries');
});

const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
  const response = await app.inject({ method: 'POST', url, payload, headers: { 'x-quayside': '1', ...headers } });
  return {
    status: response.statusCode,
    body: response.body === '' ? undefined : response.json(),
    cookie: cookieOf(response.headers['set-cookie']),
  };
};
const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await app.inject({ method: 'GET', url, headers: { 'x-quayside': '1', ...headers } });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
};
const cookieOf = (header: string | string[] | undefined): string => String(header ?? '').split(';')[0]!;

async function proof(): Promise<string> {
  const { body: challenge } = await get('/api/identity/challenge');
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

const newcomer = async (changes: object = {}) => ({
  name: 'Mina Harbour',
  email: 'mina@example.com',
  password: PASSWORD,
  companyName: 'Harbour Bakery',
  timeZone: 'Europe/Vienna',
  currency: 'EUR',
  ageConfirmed: true,
  termsVersion: '2026-11',
  website: '',
  proof: await proof(),
  ...changes,
});

async function tokenFor(email: string): Promise<string> {
  const { rows } = await on.owner.query('select link from identity_mails where email = $1 order by id desc limit 1', [email]);
  return new URL(rows[0].link).searchParams.get('token')!;
}

const hosting = (mode: 'own' | 'hosts') =>
  on.owner.query(
    "insert into installation_settings (name, value) values ('hosting', $1) on conflict (name) do update set value = excluded.value",
    [JSON.stringify(mode)],
  );

describe('an empty installation', () => {
  const input = (token: string, changes: object = {}) => ({
    token,
    name: 'Olga Operator',
    email: 'olga@example.com',
    password: PASSWORD,
    hosting: 'hosts',
    companyName: 'Quay Works',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    ...changes,
  });
  const tokenOf = (link: string | undefined) => new URL(link!).searchParams.get('token')!;

  test('is taken over by the last set-up link shown, once, without verification', async () => {
    const first = tokenOf(await setupLink(on.database, BASE));
    const second = tokenOf(await setupLink(on.database, BASE));
    expect((await post('/api/identity/set-up', input(first))).body.code).toBe('link_invalid');
    expect((await post('/api/identity/set-up', input(second, { name: 'Olga' }))).body.fields).toHaveProperty('name');
    expect((await post('/api/identity/set-up', input(second, { password: 'password123' }))).body.code).toBe('password_weak');

    const both = await Promise.all([
      post('/api/identity/set-up', input(second)),
      post('/api/identity/set-up', input(second, { email: 'olga@example.com' })),
    ]);
    const [taken, ...late] = both.toSorted((a, b) => a.status - b.status);
    if (!taken) throw new Error('nobody got through');
    expect([taken.status, late[0]!.status >= 400]).toEqual([200, true]);
    expect((await on.owner.query("select 1 from accounts where kind = 'operator'")).rowCount).toBe(1);
    const me = await get('/api/session', { cookie: taken.cookie });
    expect(me.body.identity).toMatchObject({ email: 'olga@example.com', isOperator: true });
    expect(me.body.accounts).toMatchObject([{ id: taken.body.accountId, kind: 'operator', mode: 'practising', roleName: 'Account owner' }]);
    expect((await post('/api/identity/set-up', input(second, { email: 'eve@example.com' }))).body.code).toBe('link_invalid');
    expect(await setupLink(on.database, BASE)).toBeUndefined();
    expect((await get('/api/identity/options')).body).toMatchObject({ hosting: 'hosts', signUp: { isOpen: true } });
  });
});

describe('sign-up', () => {
  test('makes the account when the address is proven, and keeps who accepted which terms', async () => {
    await hosting('hosts');
    expect((await post('/api/identity/sign-up', await newcomer())).body).toEqual({ next: 'verify' });
    expect((await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD })).body.code).toBe('email_not_verified');
    const token = await tokenFor('mina@example.com');
    expect((await post('/api/identity/verify', { token })).status).toBe(204);

    const { cookie, status } = await post('/api/identity/sign-in', { email: ' Mina@Example.com ', password: PASSWORD });
    expect(status).toBe(204);
    const { accounts } = (await get('/api/session', { cookie })).body;
    expect(accounts).toMatchObject([{ name: 'Harbour Bakery', kind: 'client', mode: 'practising' }]);
    const { rows } = await on.owner.query(
      "select kind, data, personal from events where account_id = $1 and kind in ('terms.accepted', 'user.signed_in') order by id",
      [accounts[0].id],
    );
    expect(rows).toMatchObject([
      { kind: 'terms.accepted', data: { version: '2026-11', minimumAge: 13, how: 'sign-up' } },
      { kind: 'user.signed_in', personal: { ip: '127.0.0.1' } },
    ]);
    expect((await on.owner.query('select document, version from acceptances')).rows).toEqual([
      { document: 'terms-of-service', version: '2026-11' },
    ]);

    // The letter again: nothing new is made, nobody is signed in.
    const replay = await post('/api/identity/verify', { token });
    expect(replay).toMatchObject({ status: 204, cookie: '' });
    expect((await get('/api/session', { cookie })).body.accounts).toHaveLength(1);
  });

  test('is under the terms of the day: who signs in after they changed has accepted the new ones, once', async () => {
    await on.owner.query(`insert into installation_settings (name, value) values ('terms_version', '"2027-01"')`);
    for (const _ of [1, 2]) await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD });
    await on.owner.query("delete from installation_settings where name = 'terms_version'");
    const { rows } = await on.owner.query('select version, how from acceptances order by accepted_at, version');
    expect(rows).toEqual([
      { version: '2026-11', how: 'sign-up' },
      { version: '2027-01', how: 'continued-use' },
    ]);
    const told = await on.owner.query("select data ->> 'version' as version from events where kind = 'terms.accepted' order by id");
    expect(told.rows.map((row) => row.version)).toEqual(['2026-11', '2027-01']);
  });

  test('says the same for a known and an unknown address, and sends a different letter', async () => {
    const known = await post('/api/identity/sign-up', await newcomer({ password: 'another sturdy 8 lamp' }));
    const unknown = await post('/api/identity/sign-up', await newcomer({ email: 'nobody@example.com' }));
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const { rows } = await on.owner.query("select kind from identity_mails where email = 'mina@example.com' order by id desc limit 1");
    expect(rows[0].kind).toBe('already-known');
    expect((await post('/api/identity/sign-in', { email: 'mina@example.com', password: 'another sturdy 8 lamp' })).status).toBe(401);
  });

  test.each([
    ['a name of one word', { name: 'Mina' }, 'name_incomplete'],
    ['a name with digits', { name: 'Mina H4rbour' }, 'name_incomplete'],
    ['a short password', { password: 'short' }, 'password_weak'],
    ['the address as password', { password: 'fresh@example.com' }, 'password_weak'],
    ['a password everybody tries', { password: 'qwertyuiop' }, 'password_weak'],
    ['older terms', { termsVersion: '2020-01' }, 'terms_changed'],
    ['no confirmed age', { ageConfirmed: false }, 'invalid_input'],
    ['no e-mail address', { email: 'mina' }, 'invalid_input'],
    ['an unknown time zone', { timeZone: "'; drop table users; --" }, 'invalid_input'],
    ['a proof that was made up', { proof: Buffer.from('{"challenge":{},"solution":{}}').toString('base64') }, 'proof_invalid'],
  ])('refuses %s with one sentence', async (_what, changes, code) => {
    const { status, body } = await post('/api/identity/sign-up', await newcomer({ email: 'fresh@example.com', ...changes }));
    expect([status, body.code]).toEqual([422, code]);
    expect(body.title).toMatch(/\.$/);
  });

  test('takes a name of one word from people who have one name only', async () => {
    expect(
      (await post('/api/identity/sign-up', await newcomer({ name: 'Mina', hasSingleName: true, email: 'mono@example.com' }))).status,
    ).toBe(200);
  });

  test('takes a proof of work once', async () => {
    const once = await proof();
    expect((await post('/api/identity/sign-up', await newcomer({ email: 'one@example.com', proof: once }))).status).toBe(200);
    expect((await post('/api/identity/sign-up', await newcomer({ email: 'two@example.com', proof: once }))).body.code).toBe(
      'proof_invalid',
    );
  });

  test('tells a program that filled in the hidden field that all went well, and keeps nothing', async () => {
    expect((await post('/api/identity/sign-up', await newcomer({ email: 'bot@example.com', website: 'http://spam.example' }))).status).toBe(
      200,
    );
    expect((await on.owner.query("select 1 from auth_users where email = 'bot@example.com'")).rowCount).toBe(0);
  });

  test('is closed on an installation for one company', async () => {
    await hosting('own');
    expect((await post('/api/identity/sign-up', await newcomer({ email: 'late@example.com' }))).body.code).toBe('sign_up_closed');
    await hosting('hosts');
  });
});

describe('signing in', () => {
  test('gives a token of its own that scripts cannot read, and ends the session the browser came with', async () => {
    const before = await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD });
    const planted = 'quayside_session=planted-by-somebody-else-0123456789';
    const fixed = await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD }, { cookie: planted });
    expect(fixed.cookie).not.toBe(planted);
    const after = await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD }, { cookie: before.cookie });
    expect((await get('/api/session', { cookie: before.cookie })).status).toBe(401);
    expect((await get('/api/session', { cookie: after.cookie })).status).toBe(200);
    const raw = await app.inject({
      method: 'POST',
      url: '/api/identity/sign-in',
      payload: { email: 'mina@example.com', password: PASSWORD },
      headers: { 'x-forwarded-proto': 'https', 'x-quayside': '1' },
    });
    expect(raw.headers['set-cookie']).toMatch(/^__Host-quayside_session=.*HttpOnly; Secure; SameSite=Lax/);
    const { rows } = await on.owner.query('select token from auth_sessions');
    expect(rows.some(({ token }) => fixed.cookie.includes(token))).toBe(false);
  });

  test('answers a wrong password and an unknown address alike', async () => {
    const wrong = await post('/api/identity/sign-in', { email: 'mina@example.com', password: 'not the right one' });
    const unknown = await post('/api/identity/sign-in', { email: 'nobody.at.all@example.com', password: 'not the right one' });
    const plain = ({ status, body }: typeof wrong) => [status, { ...body, requestId: '' }];
    expect(plain(wrong)).toEqual(plain(unknown));
    expect(wrong.status).toBe(401);
  });

  test('stops guessing after ten tries on one address, for every process', async () => {
    const guess = (n: number) => post('/api/identity/sign-in', { email: 'victim@example.com', password: `guess number ${n}` });
    for (let n = 1; n <= 10; n++) expect((await guess(n)).status).toBe(401);
    expect((await guess(11)).body).toMatchObject({ code: 'too_many_requests', status: 429 });
    on.clock.moveBy(16 * 60_000);
    expect((await guess(12)).status).toBe(401);
  });

  test('lists sessions, ends one, ends all others, and signs out', async () => {
    const open = async () => (await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD })).cookie;
    const [here, there, elsewhere] = [await open(), await open(), await open()];
    const list = (await get('/api/identity/sessions', { cookie: here })).body;
    expect(list.filter((session: { isCurrent: boolean }) => session.isCurrent)).toHaveLength(1);
    const theirs = (await get('/api/identity/sessions', { cookie: there })).body.find(
      (session: { isCurrent: boolean }) => session.isCurrent,
    );
    const end = (cookie: string) =>
      app.inject({ method: 'DELETE', url: `/api/identity/sessions/${theirs.id}`, headers: { cookie, 'x-quayside': '1' } });

    const stranger = await makeAccount(on);
    expect((await end((await signedIn(on, stranger)).cookie!)).statusCode).toBe(404);
    expect((await end(here)).statusCode).toBe(204);
    expect((await get('/api/session', { cookie: there })).status).toBe(401);
    expect((await post('/api/identity/sessions/end-others', {}, { cookie: here })).body.ended).toBeGreaterThan(0);
    expect((await get('/api/session', { cookie: elsewhere })).status).toBe(401);
    expect((await post('/api/identity/sign-out', {}, { cookie: here })).status).toBe(204);
    expect((await get('/api/session', { cookie: here })).status).toBe(401);
  });

  test('refuses a write that another site sent with our cookie', async () => {
    const headers = await signedIn(on, await makeAccount(on));
    expect((await post('/api/identity/sign-out', {}, { cookie: headers.cookie!, origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('passwords', () => {
  test('are reset by a letter, once, which ends every session', async () => {
    const { cookie } = await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD });
    const known = await post('/api/identity/request-reset', { email: 'mina@example.com' });
    const unknown = await post('/api/identity/request-reset', { email: 'who@example.com' });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const token = await tokenFor('mina@example.com');
    expect((await post('/api/identity/reset', { token, password: 'short' })).body.code).toBe('password_weak');
    expect((await post('/api/identity/reset', { token, password: 'a taller lighthouse 9' })).status).toBe(204);
    expect((await post('/api/identity/reset', { token, password: 'a third lighthouse 10' })).body.code).toBe('link_invalid');
    expect((await get('/api/session', { cookie })).status).toBe(401);
    expect((await post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD })).status).toBe(401);
    expect((await post('/api/identity/sign-in', { email: 'mina@example.com', password: 'a taller lighthouse 9' })).status).toBe(204);
  });

  test('are changed by who knows the old one, which ends the other sessions', async () => {
    const open = async () => (await post('/api/identity/sign-in', { email: 'mina@example.com', password: 'a taller lighthouse 9' })).cookie;
    const [here, there] = [await open(), await open()];
    const change = (currentPassword: string) => post('/api/identity/password', { currentPassword, password: PASSWORD }, { cookie: here });
    expect((await change('wrong')).body.code).toBe('wrong_password');
    expect((await change('a taller lighthouse 9')).status).toBe(204);
    expect((await get('/api/session', { cookie: there })).status).toBe(401);
    expect((await get('/api/session', { cookie: here })).status).toBe(200);
  });
});

describe('invitations', () => {
  const invite = async (headers: Record<string, string>, accountId: number, email: string, role = 'Sales') => {
    const { rows } = await on.owner.query('select id::int from roles where account_id = $1 and name = $2', [accountId, role]);
    return post('/api/invitations', { email, name: 'Ines Invited', roleId: rows[0].id }, headers);
  };

  test('give a newcomer a login and a seat, once', async () => {
    const owner = await makeAccount(on);
    expect((await invite(await signedIn(on, owner), owner.accountId, 'ines@example.com')).status).toBe(200);
    const token = await tokenFor('ines@example.com');
    expect((await get(`/api/identity/invitations/${token}`)).body).toMatchObject({
      email: 'ines@example.com',
      hasLogin: false,
      roleName: 'Sales',
    });
    const accept = (changes: object = {}) =>
      post('/api/identity/invitations/accept', { token, password: PASSWORD, ageConfirmed: true, termsVersion: '2026-11', ...changes });
    expect((await accept({ ageConfirmed: false })).body.fields).toHaveProperty('ageConfirmed');
    const accepted = await accept();
    expect(accepted.body).toEqual({ accountId: owner.accountId });
    const account = await get('/api/account', { cookie: accepted.cookie, 'x-account': String(owner.accountId) });
    expect(account.body).toMatchObject({ isOwner: false, user: { name: 'Ines Invited', roleName: 'Sales' } });
    expect((await accept()).body.code).toBe('link_invalid');
  });

  test('give who has a login a seat in a further account, with its password', async () => {
    const owner = await makeAccount(on, { name: 'Second Bakery' });
    await invite(await signedIn(on, owner), owner.accountId, 'ines@example.com', 'Manager');
    const token = await tokenFor('ines@example.com');
    expect((await post('/api/identity/invitations/accept', { token, password: 'not the password' })).status).toBe(401);
    const { cookie } = await post('/api/identity/invitations/accept', { token, password: PASSWORD });
    expect((await get('/api/session', { cookie })).body.accounts.map((account: { name: string }) => account.name)).toContain(
      'Second Bakery',
    );
  });

  test('cannot be guessed, withdrawn ones are worthless, and who may not invite cannot', async () => {
    const owner = await makeAccount(on);
    const sales = await makeUser(on, owner, { role: 'Sales' });
    expect((await invite(await signedIn(on, sales), owner.accountId, 'x@example.com')).status).toBe(403);
    const other = await makeAccount(on);
    const headers = await signedIn(on, owner);
    const { body } = await invite(headers, owner.accountId, 'gone@example.com');
    const token = await tokenFor('gone@example.com');
    const withdraw = (as: Record<string, string>) => app.inject({ method: 'DELETE', url: `/api/invitations/${body.id}`, headers: as });
    expect((await withdraw(await signedIn(on, other))).statusCode).toBe(404);
    expect((await withdraw(headers)).statusCode).toBe(204);
    for (const wrong of [token, `${owner.accountId}.${'x'.repeat(43)}`, '999999.nothing-like-it', 'nonsense']) {
      expect((await get(`/api/identity/invitations/${wrong}`)).body.code).toBe('link_invalid');
    }
  });
});

describe('letters', () => {
  test('leave through the installation’s mail server and are forgotten once sent', async () => {
    await writeLetter(on.database, {
      kind: 'verify',
      to: { email: 'post@example.com', name: 'Post' },
      link: `${BASE}/verify-email?token=t`,
    });
    const { rows } = await on.owner.query("select id::int from identity_mails where email = 'post@example.com'");
    expect(await sendLetter(on.database, rows[0].id)).toBe('sent');
    expect(received.at(-1)).toMatch(/To: post@example\.com[\s\S]*Subject: Confirm your e-mail address[\s\S]*verify-email\?token=3Dt/);
    expect((await on.owner.query("select 1 from identity_mails where email = 'post@example.com'")).rowCount).toBe(0);
  });
});

describe('time', () => {
  test('ends a session that was not used for thirty days, and puts the end off for one that was', async () => {
    const seat = await makeAccount(on);
    const used = await signedIn(on, seat);
    const unused = await signedIn(on, seat);
    await on.owner.query('update auth_sessions set expires_at = $1, last_seen_at = $2 where user_id = $3', [
      new Date(on.clock.now().getTime() + 30 * 86_400_000),
      on.clock.now(),
      seat.identityId,
    ]);
    on.clock.moveBy(20 * 86_400_000);
    expect((await get('/api/account', used)).status).toBe(200);
    on.clock.moveBy(20 * 86_400_000);
    expect((await get('/api/account', used)).status).toBe(200);
    expect((await get('/api/account', unused)).status).toBe(401);
  });
});
