import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeBareAccount, makeIdentity, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { sql } from '../app/db.ts';
import { domains, register } from '../app/registry.ts';
import { buildServer } from '../app/server.ts';
import { createAccount } from './create-account.ts';
import { createAccountWithOwner } from './create-account-with-owner.ts';
import { identify, moveClock, removeSandbox, sandboxesOf, viewerOf } from './index.ts';
import { sendLetter } from './send-letter.ts';
import { writeLetter } from './identity/letters.ts';
import { newOwnerSchema } from './schema.ts';
import { routes } from './routes.ts';

const on = testDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://quayside.test', port: 0 });
});
afterAll(() => app.close());

type Headers = Record<string, string>;
async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, headers: Headers, payload?: object) {
  const response = await app.inject({ method, url, headers: { 'x-quayside': '1', ...headers }, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}
const roleId = async ({ accountId }: { accountId: number }, name: string): Promise<number> =>
  (await on.owner.query('select id::int from roles where account_id = $1 and name = $2', [accountId, name])).rows[0].id;
const kinds = async ({ accountId }: { accountId: number }): Promise<string[]> =>
  (await on.owner.query('select kind from events where account_id = $1 order by id', [accountId])).rows.map((row) => row.kind);

describe('every route of the domain', () => {
  const guarded = routes.filter(({ access }) => access !== 'public' && access !== 'page');
  const urlOf = (path: string) => path.replace(':id', '1');

  test.each(guarded.map((route) => [route.method, route.path, route.access] as const))(
    '%s %s is for %s alone',
    async (method, path, access) => {
      const owner = await makeAccount(on);
      const stranger = await makeAccount(on);
      const reader = await makeUser(on, owner, { role: 'Read only' });
      const as = async (headers: Headers) => (await call(method as 'GET', urlOf(path), headers, method === 'GET' ? undefined : {})).status;

      expect(await as({})).toBe(401);
      expect(await as({ cookie: 'quayside_session=made-up-token-that-nobody-has' })).toBe(401);
      if (access === 'user' || access.startsWith('right:')) {
        expect(await as({ ...(await signedIn(on, stranger)), 'x-account': String(owner.accountId) })).toBe(404);
        expect(await as({ ...(await signedIn(on, owner)), 'x-account': '99999999' })).toBe(404);
        expect(await as(await signedIn(on, { identityId: owner.identityId }))).toBe(404);
      }
      if (access.startsWith('right:')) expect(await as(await signedIn(on, reader))).toBe(403);
      if (access === 'operator') expect(await as(await signedIn(on, owner))).toBe(403);
    },
  );
});

test('no input makes a route fail: whatever is sent is taken or refused with a sentence', async () => {
  const owner = await makeAccount(on);
  const headers = await signedIn(on, owner);
  const nasty = fc.constantFrom(
    "'; drop table users; --",
    'x'.repeat(100_000),
    '\u202e\ud800',
    'a.b.c',
    `${owner.accountId}.`,
    '9'.repeat(30),
    'robin@example.com',
    '__proto__',
    '2026-02-31T00:00:00Z',
    -1,
    1e308,
    null,
  );
  const keys = [
    'token',
    'email',
    'password',
    'name',
    'rights',
    'roleId',
    'managerRoleId',
    'to',
    'byMs',
    'exceptions',
    'timeZone',
    'proof',
    'smtp',
  ];
  const body = fc.dictionary(fc.constantFrom(...keys), fc.oneof(nasty, fc.jsonValue()));
  const writes = routes.filter((route) => route.method !== 'GET' && !route.path.endsWith('sign-out'));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...writes), body, async (route, payload) => {
      const url = route.path.replace(':id', '7');
      const response = await app.inject({
        method: route.method,
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      });
      expect(response.statusCode, `${route.method} ${route.path}: ${response.body}`).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

describe('the account', () => {
  test('tells its user what it is, what time it has and what they may', async () => {
    const owner = await makeAccount(on, { timeZone: 'Europe/Vienna', currency: 'EUR' });
    const sales = await makeUser(on, owner, { role: 'Sales' });
    const { body } = await call('GET', '/api/account', await signedIn(on, sales));
    expect(body).toMatchObject({
      id: owner.accountId,
      timeZone: 'Europe/Vienna',
      now: '2026-03-02T09:00:00.000Z',
      clockOffsetMs: 0,
      isOwner: false,
      rights: ['groups.manage', 'inbox.use'],
      user: { id: sales.userId, roleName: 'Sales' },
    });
  });

  test('keeps its settings, with what changed in the ledger', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, owner);
    expect((await call('PATCH', '/api/account', headers, { postalAddress: '1 Quay Street', country: 'AT' })).body).toMatchObject({
      name: 'Harbour Bakery',
      postalAddress: '1 Quay Street',
    });
    const { rows } = await on.owner.query("select data, personal from events where account_id = $1 and kind = 'account.updated'", [
      owner.accountId,
    ]);
    expect(rows).toEqual([
      {
        data: { changed: ['country', 'postalAddress'] },
        personal: { changes: { country: [null, 'AT'], postalAddress: ['', '1 Quay Street'] } },
      },
    ]);
    for (const wrong of [{ timeZone: 'Mars/Base' }, { currency: 'XXY' }, { country: 'Austria' }, { name: '  ' }, { surprise: 1 }]) {
      expect((await call('PATCH', '/api/account', headers, wrong)).status).toBe(422);
    }
  });

  test('goes live and practises again, and a sandbox never goes live', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, owner);
    for (const what of ['go-live', 'go-live', 'practise']) expect((await call('POST', `/api/account/${what}`, headers)).status).toBe(204);
    expect((await kinds(owner)).filter((kind) => /live|practises/.test(kind))).toEqual(['account.went_live', 'account.practises']);
    const sandbox = await makeAccount(on, { kind: 'sandbox' });
    expect((await call('POST', '/api/account/go-live', await signedIn(on, sandbox))).body.code).toBe('sandbox_never_live');
  });

  test('can be one of several of a person, where others are hosted', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, { identityId: owner.identityId });
    expect((await call('POST', '/api/accounts', headers, { name: 'Second' })).body.code).toBe('accounts_closed');
    await on.owner.query(`insert into installation_settings (name, value) values ('hosting', '"hosts"')`);
    const { body } = await call('POST', '/api/accounts', headers, { name: 'Second', timeZone: 'Asia/Tokyo' });
    await on.owner.query("delete from installation_settings where name = 'hosting'");
    const me = await call('GET', '/api/session', headers);
    expect(me.body.accounts.map((account: { id: number }) => account.id)).toEqual([owner.accountId, body.accountId]);
    expect((await call('GET', `/api/account?account=${body.accountId}`, headers)).body.timeZone).toBe('Asia/Tokyo');
  });

  test('leaves nothing behind when a domain cannot prepare it', async () => {
    const before = domains();
    register([...before, { name: 'broken', prepareAccount: () => Promise.reject(new Error('no')) }]);
    const owner = await makeIdentity(on);
    await expect(createAccount(on.database, { name: 'Never', kind: 'client', owner })).rejects.toThrow('no');
    register(before);
    expect((await on.owner.query("select 1 from accounts where name = 'Never'")).rowCount).toBe(0);
  });
});

describe('a sandbox', () => {
  const clockOf = (seat: TestSeat) => on.database.account(seat.accountId, async (db) => db.now.toISOString());

  test('has a clock its owner moves forward, by an hour, a day, to a time, and never back', async () => {
    const sandbox = await makeAccount(on, { kind: 'sandbox' });
    const headers = await signedIn(on, sandbox);
    expect((await call('POST', '/api/clock', headers, { by: 'hour' })).body).toEqual({ now: '2026-03-02T10:00:00.000Z' });
    expect((await call('POST', '/api/clock', headers, { by: 'day' })).body).toEqual({ now: '2026-03-03T10:00:00.000Z' });
    expect((await call('POST', '/api/clock', headers, { to: '2026-04-01T00:00:00Z' })).body).toEqual({ now: '2026-04-01T00:00:00.000Z' });
    expect(await clockOf(sandbox)).toBe('2026-04-01T00:00:00.000Z');
    expect((await call('POST', '/api/clock', headers, { to: '2026-03-15T00:00:00Z' })).body.code).toBe('clock_backwards');
    expect((await call('POST', '/api/clock', headers, { to: '2030-01-01T00:00:00Z' })).body.code).toBe('clock_too_far');
    expect((await call('POST', '/api/clock', headers, { byMs: -5 })).status).toBe(422);
    expect((await call('POST', '/api/clock', headers, { by: 'next' })).body.code).toBe('nothing_due');
    expect((await kinds(sandbox)).filter((kind) => kind === 'clock.moved')).toHaveLength(3);
  });

  test('moves to the next thing that any domain has to do', async () => {
    const sandbox = await makeAccount(on, { kind: 'sandbox' });
    const before = domains();
    const due = (at: string) => async () => new Date(at);
    register([...before, { name: 'a', nextDue: due('2026-03-09T00:00:00Z') }, { name: 'b', nextDue: due('2026-03-05T07:00:00Z') }]);
    const now = await on.database.account(sandbox.accountId, (db) => moveClock(db, sandbox.actor, { by: 'next' }));
    register(before);
    expect(now.toISOString()).toBe('2026-03-05T07:00:00.000Z');
  });

  test('is the only kind of account whose clock can be moved', async () => {
    const owner = await makeAccount(on);
    expect((await call('POST', '/api/clock', await signedIn(on, owner), { by: 'day' })).body.code).toBe('clock_not_movable');
    expect(await clockOf(owner)).toBe('2026-03-02T09:00:00.000Z');
  });

  test('is removed with all that is in it by the account it stands beside, and by no other', async () => {
    const owner = await makeAccount(on);
    const stranger = await makeAccount(on);
    const sandbox = await makeAccount(on, { kind: 'sandbox', parentAccountId: owner.accountId, owner });
    const remove = (seat: TestSeat, id: number) => on.database.account(seat.accountId, (db) => removeSandbox(db, seat.actor, id));
    expect(await on.database.account(owner.accountId, sandboxesOf)).toMatchObject([{ accountId: sandbox.accountId }]);
    await expect(remove(stranger, sandbox.accountId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove(owner, stranger.accountId)).rejects.toMatchObject({ code: 'not_found' });
    await remove(owner, sandbox.accountId);
    expect(await on.database.account(owner.accountId, sandboxesOf)).toEqual([]);
    for (const table of ['users', 'roles', 'events', 'counters']) {
      expect((await on.owner.query(`select 1 from ${table} where account_id = $1`, [sandbox.accountId])).rowCount).toBe(0);
      expect((await on.owner.query(`select 1 from ${table} where account_id = $1`, [stranger.accountId])).rowCount).toBeGreaterThan(0);
    }
    expect((await call('GET', '/api/account', await signedIn(on, sandbox))).status).toBe(404);
  });
});

describe('users', () => {
  test('are renamed, given another role and exceptions by who stands above them', async () => {
    const owner = await makeAccount(on);
    const manager = await makeUser(on, owner, { role: 'Manager' });
    const sales = await makeUser(on, owner, { role: 'Sales' });
    const headers = await signedIn(on, manager);
    const patch = (id: number, changes: object, as = headers) => call('PATCH', `/api/users/${id}`, as, changes);

    expect((await patch(sales.userId, { roleId: await roleId(owner, 'Marketing') })).body).toMatchObject({ roleName: 'Marketing' });
    expect((await patch(sales.userId, { exceptions: { withhold: ['groups.manage'], allow: ['fields.manage'] } })).status).toBe(200);
    const viewer = await on.database.account(owner.accountId, (db) => viewerOf(db, sales.userId));
    expect([viewer.can('groups.manage'), viewer.can('fields.manage'), viewer.can('messages.manage')]).toEqual([false, true, true]);

    expect((await patch(sales.userId, { exceptions: { allow: ['settings.manage'] } })).body.code).toBe('rights_beyond_yours');
    expect((await patch(sales.userId, { roleId: await roleId(owner, 'Account owner') })).status).toBe(403);
    expect((await patch(owner.userId, { name: 'Nobody' })).status).toBe(403);
    expect((await patch(manager.userId, { roleId: await roleId(owner, 'Sales') })).body.code).toBe('own_seat');
    expect((await patch(manager.userId, { name: 'New Name' })).body.name).toBe('New Name');
    expect((await patch(sales.userId, { name: 'Own Name' }, await signedIn(on, sales))).body.name).toBe('Own Name');
    expect((await patch(manager.userId, { name: 'Not mine' }, await signedIn(on, sales))).status).toBe(403);
    expect((await patch(sales.userId, { timeZone: 'Asia/Tokyo' }, await signedIn(on, sales))).body.timeZone).toBe('Asia/Tokyo');
    expect((await patch(sales.userId, { timeZone: 'Narnia' }, await signedIn(on, sales))).status).toBe(422);
    expect((await kinds(owner)).filter((kind) => /user\.(role|exc|ren|time)/.test(kind))).toEqual([
      'user.role_changed',
      'user.exceptions_changed',
      'user.renamed',
      'user.renamed',
      'user.time_zone_changed',
    ]);
  });

  test('of another account cannot be reached by their number', async () => {
    const [owner, stranger] = [await makeAccount(on), await makeAccount(on)];
    const theirs = await makeUser(on, stranger);
    await makeUser(on, stranger);
    expect((await call('PATCH', `/api/users/${theirs.userId + 1}`, await signedIn(on, owner), { name: 'Mine' })).status).toBe(404);
  });

  test('lose their seat and keys at once when removed, and what was theirs is handed over', async () => {
    const owner = await makeAccount(on);
    const sales = await makeUser(on, owner, { role: 'Sales' });
    const headers = await signedIn(on, sales);
    expect((await call('GET', '/api/account', headers)).status).toBe(200);
    const before = domains();
    const handedOver: number[][] = [];
    register([...before, { name: 'asker', reassign: async (_db, _actor, from, to) => void handedOver.push([from, to]) }]);
    const remove = (id: number, reassignTo: number, as: TestSeat) =>
      signedIn(on, as).then((h) => call('DELETE', `/api/users/${id}`, h, { reassignTo }));
    expect((await remove(sales.userId, sales.userId, owner)).body.code).toBe('reassign_target');
    expect((await remove(sales.userId, 999, owner)).body.code).toBe('reassign_target');
    expect((await remove(owner.userId, sales.userId, owner)).body.code).toBe('own_seat');
    expect((await remove(sales.userId, owner.userId, owner)).status).toBe(204);
    register(before);
    expect(handedOver).toEqual([[sales.userId, owner.userId]]);
    expect((await call('GET', '/api/account', headers)).status).toBe(404);
    const users = (await call('GET', '/api/users', await signedIn(on, owner))).body;
    expect(users.find((user: { id: number }) => user.id === sales.userId).leftAt).not.toBeNull();
  });

  test('include an owner, always, even when two owners let go at the same moment', async () => {
    const one = await makeAccount(on);
    const two = await makeUser(on, one, { role: 'Account owner' });
    const demote = async (as: TestSeat, whom: TestSeat) =>
      call('PATCH', `/api/users/${whom.userId}`, await signedIn(on, as), { roleId: await roleId(one, 'Manager') });
    const both = await Promise.all([demote(one, two), demote(two, one)]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await on.owner.query(
      'select u.id from users u join roles r on r.account_id = u.account_id and r.id = u.role_id where u.account_id = $1 and r.is_owner',
      [one.accountId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('roles', () => {
  const rights = (account: string[], view = 'own') => ({
    account,
    otherObjects: { view, edit: 'none', delete: 'none', create: false, export: false, bulk: false },
  });

  test('stand in one tree below the owner’s, and never below themselves', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, owner);
    const managerRoleId = await roleId(owner, 'Sales');
    const { body } = await call('POST', '/api/roles', headers, { name: 'Trainee', managerRoleId, rights: rights([]) });
    expect((await call('PATCH', `/api/roles/${managerRoleId}`, headers, { managerRoleId: body.id })).body.code).toBe('role_circle');
    expect((await call('PATCH', `/api/roles/${managerRoleId}`, headers, { managerRoleId })).body.code).toBe('role_circle');
    expect((await call('PATCH', `/api/roles/${body.id}`, headers, { managerRoleId: 999 })).body.code).toBe('role_not_found');
    expect((await call('POST', '/api/roles', headers, { name: 'trainee', managerRoleId, rights: rights([]) })).body.code).toBe(
      'role_name_taken',
    );
    expect((await call('PATCH', `/api/roles/${await roleId(owner, 'Account owner')}`, headers, { name: 'King' })).body.code).toBe(
      'owner_role',
    );
    expect((await call('DELETE', `/api/roles/${body.id}`, headers)).status).toBe(204);
    await makeUser(on, owner, { role: 'Sales' });
    expect((await call('DELETE', `/api/roles/${managerRoleId}`, headers)).body.code).toBe('role_in_use');
  });

  test('cannot be used to climb: who is no owner gives only what they have, only below themselves', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, owner);
    const lead = (
      await call('POST', '/api/roles', headers, {
        name: 'Lead',
        managerRoleId: await roleId(owner, 'Manager'),
        rights: rights(['roles.manage', 'users.manage'], 'team'),
      })
    ).body.id;
    const climber = await signedIn(on, await makeUser(on, owner, { role: 'Lead' }));
    const make = (changes: object) =>
      call('POST', '/api/roles', climber, { name: 'Below', managerRoleId: lead, rights: rights([]), ...changes });

    expect((await make({ rights: rights(['settings.manage']) })).body.code).toBe('rights_beyond_yours');
    expect((await make({ rights: rights([], 'all') })).body.code).toBe('rights_beyond_yours');
    expect((await make({ managerRoleId: await roleId(owner, 'Manager') })).status).toBe(403);
    expect((await call('PATCH', `/api/roles/${lead}`, climber, { rights: rights(['settings.manage']) })).body.code).toBe('own_role');
    expect((await call('PATCH', `/api/roles/${await roleId(owner, 'Sales')}`, climber, { managerRoleId: lead })).status).toBe(403);
    const below = (await make({})).body.id;
    expect((await call('PATCH', `/api/roles/${below}`, climber, { rights: rights(['users.manage']) })).status).toBe(204);
    expect((await call('PATCH', `/api/roles/${below}`, climber, { rights: rights(['keys.manage']) })).body.code).toBe(
      'rights_beyond_yours',
    );
  });

  test('of another account cannot be reached, nor its numbers used', async () => {
    const [owner, stranger] = [await makeAccount(on), await makeAccount(on)];
    const headers = await signedIn(on, stranger);
    const { body } = await call('POST', '/api/roles', headers, {
      name: 'Theirs',
      managerRoleId: await roleId(stranger, 'Sales'),
      rights: rights([]),
    });
    const mine = await signedIn(on, owner);
    expect((await call('PATCH', `/api/roles/${body.id}`, mine, { name: 'Mine' })).status).toBe(404);
    expect((await call('DELETE', `/api/roles/${body.id}`, mine)).status).toBe(404);
  });
});

describe('API keys', () => {
  test('act with their user’s rights, are shown once, and end when revoked or when their user leaves', async () => {
    const owner = await makeAccount(on);
    const headers = await signedIn(on, owner);
    const { body: key } = await call('POST', '/api/keys', headers, { name: 'Website' });
    const program: Headers = { 'api-appid': key.appId, 'api-key': key.key };
    const account = await app.inject({ method: 'PATCH', url: '/api/account', headers: program, payload: { name: 'Renamed by a program' } });
    expect(account.json().name).toBe('Renamed by a program');
    const { rows } = await on.owner.query("select actor_type, actor_id from events where account_id = $1 and kind = 'account.updated'", [
      owner.accountId,
    ]);
    expect(rows).toEqual([{ actor_type: 'api_key', actor_id: String(key.id) }]);

    const [kept] = (await call('GET', '/api/keys', headers)).body;
    expect(kept).toMatchObject({ name: 'Website', appId: key.appId, lastUsedAt: '2026-03-02T09:00:00.000Z' });
    expect(JSON.stringify((await on.owner.query('select * from api_keys')).rows)).not.toContain(key.key);

    for (const personal of ['/api/session', '/api/identity/sessions'])
      expect((await call('GET', personal, program)).body.code).toBe('not_for_keys');
    expect((await call('POST', '/api/keys', program, { name: 'Another' })).body.code).toBe('not_for_keys');
    expect((await call('DELETE', `/api/keys/${key.id}`, headers)).status).toBe(204);
    expect((await call('GET', '/api/account', program)).body.code).toBe('api_key_revoked');
  });

  test('are refused alike when the app id, the key or both are wrong, and do not open another account', async () => {
    const [owner, stranger] = [await makeAccount(on), await makeAccount(on)];
    const make = async (seat: TestSeat) => (await call('POST', '/api/keys', await signedIn(on, seat), { name: 'K' })).body;
    const [mine, theirs] = [await make(owner), await make(stranger)];
    const as = (appId: string, key: string, more: Headers = {}) =>
      call('GET', '/api/account', { 'api-appid': appId, 'api-key': key, ...more });
    for (const [appId, key] of [
      [mine.appId, theirs.key],
      [`${owner.accountId}-nothing`, mine.key],
      ['99999999-nothing', mine.key],
      ['no id at all', mine.key],
      [mine.appId, ''],
    ]) {
      expect((await as(appId, key)).body).toMatchObject({ code: 'api_key_invalid', status: 401 });
    }
    expect((await as(mine.appId, mine.key, { 'x-account': String(stranger.accountId) })).status).toBe(404);
    expect((await call('DELETE', `/api/keys/${theirs.id + 100}`, await signedIn(on, owner))).status).toBe(404);
  });
});

describe('the operator', () => {
  test('alone sees letters about identity while no mail server is set', async () => {
    await writeLetter(on.database, {
      kind: 'reset',
      to: { email: 'lost@example.com', name: 'Lost' },
      link: 'http://quayside.test/reset-password?token=t',
    });
    const operator = await makeIdentity(on);
    await on.owner.query('insert into operators (identity_id) values ($1)', [operator.identityId]);
    const { body } = await call('GET', '/api/operator/identity-mails', await signedIn(on, operator));
    expect(body).toMatchObject([{ email: 'lost@example.com', kind: 'reset', link: 'http://quayside.test/reset-password?token=t' }]);
    expect(await sendLetter(on.database, body[0].id)).toBe('kept');
    const settings = await call('PATCH', '/api/operator/installation', await signedIn(on, operator), { minimumAge: 18 });
    expect(settings.body).toMatchObject({ minimumAge: 18 });
    const smtp = { url: 'smtp://127.0.0.1:1', from: 'post@example.com' };
    expect((await call('PATCH', '/api/operator/installation', await signedIn(on, operator), { smtp })).body.code).toBe('smtp_unreachable');
  });

  test('makes accounts from the command line, each with a key that works', async () => {
    const input = newOwnerSchema.parse({
      name: 'Quay',
      ownerName: 'Olga Owner',
      ownerEmail: 'Olga@Example.com',
      password: 'a sturdy lighthouse 7',
    });
    const made = await createAccountWithOwner(on.database, input);
    const program = { 'api-appid': made.apiAppId, 'api-key': made.apiKey };
    expect((await call('GET', '/api/account', program)).body).toMatchObject({
      id: made.accountId,
      isOwner: true,
      user: { email: 'olga@example.com' },
    });
    const { password: _, ...again } = input;
    expect((await createAccountWithOwner(on.database, { ...again, name: 'Quay 2' })).accountId).not.toBe(made.accountId);
    await expect(createAccountWithOwner(on.database, { ...again, ownerEmail: 'new@example.com' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

test('the walls hold: inside one account no statement sees another’s users, roles, keys or invitations', async () => {
  const [one, other] = [await makeAccount(on), await makeAccount(on)];
  await on.database.account(one.accountId, async (db) => {
    for (const table of ['accounts', 'users', 'roles', 'api_keys', 'invitations'] as const) {
      const statements = {
        accounts: sql`select * from accounts`,
        users: sql`select * from users`,
        roles: sql`select * from roles`,
        api_keys: sql`select * from api_keys`,
        invitations: sql`select * from invitations`,
      };
      expect((await db.many<{ account_id: number }>(statements[table])).every((row) => row.account_id === one.accountId)).toBe(true);
    }
    expect(await db.many(sql`select * from seat_of(${other.accountId}, ${other.userId})`)).toEqual([]);
  });
  expect(await makeBareAccount(on)).toBeGreaterThan(0);
});
