import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { domains } from '../../app/registry.ts';
import { knownScopes, scopeOf } from '../../app/scopes.ts';
import { buildServer } from '../../app/server.ts';
import { createAccount } from '../create-account.ts';
import { identify } from '../identify.ts';
import { moveClock } from '../move-clock.ts';

const on = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(on);
});
afterAll(() => app.close());

type Headers = Record<string, string>;
type Made = { id: number; appId: string; key: string };
async function call(method: string, url: string, headers: Headers, payload?: object) {
  const response = await app.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: /json/.test(String(response.headers['content-type'])) ? response.json() : undefined,
  };
}
const pair = ({ appId, key }: { appId: string; key: string }): Headers => ({ 'api-appid': appId, 'api-key': key });
const make = async (seat: TestSeat, key: object = {}): Promise<Made> =>
  (await call('POST', '/api/keys', await signedIn(on, seat), { name: 'Website', ...key })).body;
const events = async (kind: string, seat = owner) =>
  (
    await on.owner.query('select actor_type, actor_id, data, personal from events where account_id = $1 and kind = $2 order by id', [
      seat.accountId,
      kind,
    ])
  ).rows;

describe('a key', () => {
  test('is told as a pair of headers or as a bearer', async () => {
    const key = await make(owner);
    expect(key.key).toMatch(/^live_[\w-]{43}$/);
    expect((await call('GET', '/api/account', pair(key))).status).toBe(200);
    const bearer = { authorization: `Bearer ${key.appId}:${key.key}` };
    expect((await call('GET', '/api/account', bearer)).body.id).toBe(owner.accountId);
    expect((await call('GET', '/api/account', { authorization: 'Bearer nonsense' })).body.code).toBe('token_invalid');
    expect((await call('GET', '/api/account', { authorization: `Bearer ${key.appId}:live_wrong` })).body.code).toBe('api_key_invalid');
  });

  test('of a sandbox begins with test, and does not open the account beside it', async () => {
    const sandbox = await createAccount(on.database, {
      name: 'Sandbox',
      kind: 'sandbox',
      parentAccountId: owner.accountId,
      owner,
    });
    const seat = { ...owner, accountId: sandbox.accountId, userId: sandbox.ownerUserId };
    const key = await make(seat);
    expect(key.key).toMatch(/^test_/);
    expect((await call('GET', '/api/account', pair(key))).body.id).toBe(sandbox.accountId);
    expect((await call('GET', '/api/account', { ...pair(key), 'x-account': String(owner.accountId) })).status).toBe(404);
    expect((await call('GET', '/api/keys', await signedIn(on, seat))).body).toMatchObject([{ isTest: true, state: 'works' }]);
  });

  test('ends at its time by the account’s own clock, and says so to whoever has it', async () => {
    const sandbox = await createAccount(on.database, { name: 'Sandbox', kind: 'sandbox', parentAccountId: owner.accountId, owner });
    const seat = { ...owner, accountId: sandbox.accountId, userId: sandbox.ownerUserId };
    const key = await make(seat, { expiresAt: '2026-03-04T09:00:00Z' });
    expect((await call('GET', '/api/account', pair(key))).status).toBe(200);
    await on.database.account(seat.accountId, (db) => moveClock(db, seat.actor, { to: '2026-03-04T09:00:00.000Z' }));
    const refused = await call('GET', '/api/account', pair(key));
    expect(refused).toMatchObject({ status: 401, body: { code: 'api_key_expired' } });
    expect(refused.body.title).toBe('The key “Website” ended on 2026-03-04. Make a new one under Settings, API keys.');
    expect((await call('GET', '/api/account', { ...pair(key), 'api-key': 'test_wrong' })).body.code).toBe('api_key_invalid');
    expect((await call('POST', '/api/keys', await signedIn(on, seat), { name: 'Late', expiresAt: '2026-03-01T00:00:00Z' })).body.code).toBe(
      'expiry_passed',
    );
  });

  test('is renewed by whom it acts for alone, and the old secret works as long as was asked', async () => {
    const key = await make(owner);
    const rotate = async (seat: TestSeat, hours: number) =>
      call('POST', `/api/keys/${key.id}/rotate`, await signedIn(on, seat), { keepOldForHours: hours });
    const other = await makeUser(on, owner, { role: 'Account owner' });
    expect((await rotate(other, 1)).body.code).toBe('not_your_key');
    expect((await rotate(await makeAccount(on), 1)).status).toBe(404);
    expect((await rotate(owner, 169)).body.fields.keepOldForHours).toContain('seven days');
    const renewed = { ...key, key: (await rotate(owner, 168)).body.key as string };
    const statuses = async () => [
      (await call('GET', '/api/account', pair(key))).status,
      (await call('GET', '/api/account', pair(renewed))).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    const began = on.clock.now();
    on.clock.moveTo(new Date(began.getTime() + 168 * 3_600_000).toISOString());
    expect(await statuses()).toEqual([401, 200]);
    const again = { ...key, key: (await rotate(owner, 0)).body.key as string };
    expect((await call('GET', '/api/account', pair(renewed))).status).toBe(401);
    expect((await call('GET', '/api/account', pair(again))).status).toBe(200);
    on.clock.moveTo(began.toISOString());
    expect(await events('api_key.rotated')).toHaveLength(2);
  });

  test('that is revoked says so, and stays in the list', async () => {
    const key = await make(owner);
    await call('DELETE', `/api/keys/${key.id}`, await signedIn(on, owner));
    expect((await call('GET', '/api/account', pair(key))).body).toMatchObject({ status: 401, code: 'api_key_revoked' });
  });
});

describe('the scopes of a key', () => {
  test('are known for every route there is', () => {
    const known = new Set(knownScopes());
    const needed = domains().flatMap(({ name, routes = [] }) =>
      routes.filter(({ access }) => !['public', 'operator', 'page'].includes(access)).map((route) => scopeOf(name, route)),
    );
    expect(needed.filter((scope) => !known.has(scope))).toEqual([]);
    expect(known).toContain('messages:send');
    expect(known).toContain('mcp:tools');
  });

  test('let it into their own domain alone, for reading or for writing', async () => {
    const gets = domains().flatMap(({ name, routes = [] }) =>
      routes
        .filter(
          ({ method, access, path, perMinute }) =>
            method === 'GET' && perMinute === undefined && (access === 'user' || access.startsWith('right:')) && !path.includes(':'),
        )
        .map((route) => ({ area: name, path: route.path, scope: scopeOf(name, route) })),
    );
    await on.owner.query('update accounts set calls_per_minute = 100000 where account_id = $1', [owner.accountId]);
    for (const area of new Set(gets.map((one) => one.area))) {
      const key = await make(owner, { scopes: [`${area}:read`] });
      for (const { path, scope } of gets) {
        const { status, body } = await call('GET', path, pair(key));
        const isLetIn = !(status === 403 && body?.code === 'scope_missing');
        expect([area, path, isLetIn]).toEqual([area, path, scope === `${area}:read`]);
      }
    }
  });

  test('to write include to read, and never more than its user may', async () => {
    const key = await make(owner, { scopes: ['records:write'] });
    expect((await call('GET', '/api/objects', pair(key))).status).toBe(200);
    expect((await call('POST', '/api/records/0', pair(key), { values: { 1: 'Ada' } })).status).toBe(200);
    const reads = await make(owner, { scopes: ['records:read'] });
    expect((await call('GET', '/api/objects/0/records', pair(reads))).status).toBe(200);
    expect((await call('POST', '/api/objects/0/records/query', pair(reads), {})).status).toBe(200);
    const refused = await call('POST', '/api/records/0', pair(reads), { values: { 1: 'Ada' } });
    expect(refused.body).toMatchObject({ code: 'scope_missing', status: 403 });
    expect(refused.body.title).toContain('records:write');
    const manager = await makeUser(on, owner, { role: 'Account owner' });
    const theirs = await make(manager, { scopes: ['records:write'] });
    await on.owner.query(
      "update users set role_id = (select id from roles where account_id = $1 and name = 'Read only') where account_id = $1 and id = $2",
      [owner.accountId, manager.userId],
    );
    expect((await call('POST', '/api/records/0', pair(theirs), { values: { 1: 'Ada' } })).body.code).toBe('not_allowed');
  });

  test('to send are asked for by all that lets mail leave', async () => {
    const key = await make(owner, { scopes: knownScopes().filter((scope) => scope !== 'messages:send') });
    for (const [url, payload] of [
      ['/api/broadcasts', {}],
      ['/api/broadcasts/1/resume', {}],
      ['/api/messages/1/test', {}],
      ['/api/records/0/1/letters', {}],
      ['/api/conversations', {}],
      ['/api/conversations/1/answer', {}],
    ] as const) {
      const { status, body } = await call('POST', url, pair(key), payload);
      expect([url, status, body.title]).toEqual([url, 403, expect.stringContaining('messages:send')]);
    }
  });

  test('cannot be raised by the key itself, nor keys seen or ended by it', async () => {
    const key = await make(owner, { scopes: knownScopes() });
    expect((await call('GET', '/api/keys', pair(key))).body.code).toBe('not_for_scoped_keys');
    expect((await call('POST', '/api/keys', pair(key), { name: 'More' })).body.code).toBe('not_for_keys');
    expect((await call('POST', `/api/keys/${key.id}/rotate`, pair(key), {})).body.code).toBe('not_for_scoped_keys');
    expect((await call('DELETE', `/api/keys/${key.id}`, pair(key))).body.code).toBe('not_for_scoped_keys');
    const body = { email: 'accomplice@example.com', name: 'An Accomplice', roleId: 1 };
    expect((await call('POST', '/api/invitations', pair(key), body)).body.code).toBe('not_for_scoped_keys');
    expect((await call('PATCH', '/api/roles/2', pair(key), { name: 'Everything' })).body.code).toBe('not_for_scoped_keys');
    expect((await call('PATCH', '/api/users/2', pair(key), { roleId: 1 })).body.code).toBe('not_for_scoped_keys');
    const whole = await make(owner);
    expect((await call('POST', `/api/keys/${whole.id}/rotate`, pair(whole), {})).body.key).toMatch(/^live_/);
    expect((await call('POST', '/api/keys', await signedIn(on, owner), { name: 'K', scopes: ['records:everything'] })).body.code).toBe(
      'scope_unknown',
    );
  });
});

describe('a key in a page', () => {
  const pages: Headers[] = [
    { origin: 'https://shop.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
  ];

  test('is refused wherever programs call, right or wrong, in words that the page can read', async () => {
    const key = await make(owner);
    for (const page of pages) {
      const refused = await call('GET', '/api/account', { ...pair(key), ...page });
      expect(refused).toMatchObject({ status: 403, body: { code: 'key_in_browser' } });
      expect(refused.body.title).toContain('publishable token');
      if (page.origin) expect(refused.headers['access-control-allow-origin']).toBe('*');
      expect((await call('GET', '/api/account', { ...pair(key), 'api-key': 'wrong', ...page })).body.code).toBe('key_in_browser');
      expect((await call('GET', '/api/account', { authorization: 'Bearer qso_1.token', ...page })).body.code).toBe('key_in_browser');
    }
    const compatible = await app.inject({ url: '/1/Contacts', headers: { ...pair(key), origin: 'https://shop.example' } });
    expect([compatible.statusCode, compatible.headers['access-control-allow-origin']]).toEqual([403, '*']);
    expect(compatible.body).toContain('came from a page in a browser');
  });

  test('lets preflights through, without cookies', async () => {
    for (const url of ['/api/account', '/1/Contacts', '/mcp']) {
      const { statusCode, headers } = await app.inject({
        method: 'OPTIONS',
        url,
        headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET', 'access-control-request-headers': 'api-key' },
      });
      expect([url, statusCode, headers['access-control-allow-origin'], headers['access-control-allow-headers']]).toEqual([
        url,
        204,
        '*',
        'api-key',
      ]);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test('is told to its user and the owner, once a day', async () => {
    const seat = await makeAccount(on);
    const colleague = await makeUser(on, seat, { role: 'Account owner' });
    const key = await make(colleague);
    const show = () => call('GET', '/api/account', { ...pair(key), origin: 'https://shop.example' });
    await show();
    await show();
    expect(await events('api_key.exposed', seat)).toMatchObject([
      {
        actor_type: 'api_key',
        actor_id: String(key.id),
        data: { userIds: [colleague.userId, seat.userId] },
        personal: { page: 'https://shop.example' },
      },
    ]);
    const began = on.clock.now();
    on.clock.moveTo(new Date(began.getTime() + 25 * 3_600_000).toISOString());
    await show();
    on.clock.moveTo(began.toISOString());
    expect(await events('api_key.exposed', seat)).toHaveLength(2);
    await on.settle(seat.accountId);
    const { rows } = await on.owner.query("select user_id::int from notifications where account_id = $1 and kind = 'api_key.exposed'", [
      seat.accountId,
    ]);
    expect(new Set(rows.map((row) => row.user_id))).toEqual(new Set([colleague.userId, seat.userId]));
    expect((await call('GET', '/api/keys', await signedIn(on, seat))).body[0].exposedAt).not.toBeNull();
  });

  test('a program is not taken for a page, though Node.js says how it fetches', async () => {
    const key = await make(owner);
    expect((await call('GET', '/api/account', { ...pair(key), 'sec-fetch-mode': 'cors' })).status).toBe(200);
  });
});

describe('calls of programs', () => {
  test('are as many a minute as the account lets through, below /api and /1 together; a person’s are not counted', async () => {
    const seat = await makeAccount(on);
    const headers = await signedIn(on, seat);
    const set = (callsPerMinute: number) => call('PATCH', '/api/account', headers, { callsPerMinute });
    expect((await set(9)).body.fields.callsPerMinute).toBeDefined();
    expect((await set(6001)).body.fields.callsPerMinute).toBeDefined();
    expect((await set(10)).body.callsPerMinute).toBe(10);
    const key = await make(seat);
    const first = await call('GET', '/api/account', pair(key));
    expect([first.headers['ratelimit-policy'], first.headers.ratelimit]).toEqual(['"calls";q=10;w=60', '"calls";r=9;t=60']);
    for (let n = 0; n < 8; n++) await call('GET', '/api/account', pair(key));
    expect((await app.inject({ url: '/1/Contacts', headers: pair(key) })).statusCode).toBe(200);
    const over = await call('GET', '/api/account', pair(key));
    expect([over.status, over.body.code, over.headers['retry-after']]).toEqual([429, 'too_many_requests', '60']);
    expect((await app.inject({ url: '/1/Contacts', headers: pair(key) })).statusCode).toBe(429);
    expect((await call('GET', '/api/account', headers)).status).toBe(200);
    on.clock.moveTo(new Date(on.clock.now().getTime() + 60_000).toISOString());
    expect((await call('GET', '/api/account', pair(key))).status).toBe(200);
  });
});
