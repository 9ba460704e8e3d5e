import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { log } from '../../src/app/log.ts';
import { apiFacts } from '../../src/app/openapi/facts.ts';
import { domains } from '../../src/app/registry.ts';
import { buildServer } from '../../src/app/server.ts';
import { makeAccount, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';

const test = testDatabase();
const BASE = 'http://localhost';
const BACK = 'https://app.example/back';
let app: FastifyInstance;
let owner: TestSeat;
let session: Record<string, string>;
const secrets = new Map<string, string>();
const logged: string[] = [];

beforeAll(async () => {
  const streams = log as unknown as Record<symbol, { write: (line: string) => void }>;
  streams[pino.symbols.streamSym] = { write: (line) => void logged.push(line) };
  log.level = 'trace';
  prepareInstallation(test.database, { baseUrl: BASE, secretKey: 'a key for tests alone, long enough for everybody' });
  app = await buildServer({ database: test.database, identify, baseUrl: BASE, port: 0 });
  owner = await makeAccount(test);
  session = await signedIn(test, owner);
});
afterAll(() => app.close());

/** Every write bears a key of its own, so that whatever could be kept of an answer would be. */
async function call(method: string, url: string, { headers = session, payload }: Pick<InjectOptions, 'headers' | 'payload'> = {}) {
  const keyed = method === 'GET' ? headers : { ...headers, 'idempotency-key': randomBytes(9).toString('hex') };
  const answer = await app.inject({ method: method as 'GET', url, headers: keyed, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

const learn = (name: string, secret: unknown): string => {
  expect(typeof secret, name).toBe('string');
  secrets.set(name, String(secret));
  return String(secret);
};

async function useKeys(): Promise<void> {
  const made = await call('POST', '/api/keys', { payload: { name: 'A program' } });
  const first = learn('key', made.body.key);
  const pair = { 'api-appid': made.body.appId, 'api-key': first };
  const rotated = await call('POST', `/api/keys/${made.body.id}/rotate`, { payload: {} });
  const second = { 'api-appid': made.body.appId, 'api-key': learn('rotated key', rotated.body.key) };
  for (const headers of [
    pair,
    second,
    { ...second, origin: 'https://page.example' },
    { authorization: `Bearer ${made.body.appId}:${first}` },
  ])
    for (const [method, url] of [
      ['GET', '/api/account'],
      ['GET', '/1/Contacts'],
      ['POST', '/api/records/0'],
      ['POST', '/mcp'],
    ] as const)
      await app.inject({ method, url, headers, ...(method === 'POST' ? { payload: { values: { 1: 'Ada' } } } : {}) });
}

async function letAnAppIn(): Promise<void> {
  const registered = await call('POST', '/api/apps', { payload: { name: 'Bridge', redirectUris: [BACK], isConfidential: true } });
  expect(registered.status, JSON.stringify(registered.body)).toBe(200);
  const { clientId } = registered.body;
  learn('secret of an app', registered.body.secret);
  const secret = learn('renewed secret of an app', (await call('POST', `/api/apps/${clientId}/secret`, { payload: {} })).body.secret);
  const verifier = randomBytes(32).toString('base64url');
  const request = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: BACK,
    scope: 'records:read',
    state: 'kept',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const answer = { decision: 'allow', request, accountId: owner.accountId, scopes: ['records:read'] };
  const consent = await call('POST', '/api/oauth/consent', { payload: answer });
  const code = learn('code', new URL(consent.body.redirectTo).searchParams.get('code'));
  const asked = (form: Record<string, string>): Promise<{ body: Record<string, string> }> =>
    call('POST', '/oauth/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ client_id: clientId, client_secret: secret, ...form }).toString(),
    });
  learn('verifier', verifier);
  const tokens = (await asked({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: BACK })).body;
  learn('access token', tokens.access_token);
  const renewed = (await asked({ grant_type: 'refresh_token', refresh_token: learn('refresh token', tokens.refresh_token) })).body;
  const access = learn('renewed access token', renewed.access_token);
  learn('renewed refresh token', renewed.refresh_token);
  for (const url of ['/api/records/0', '/api/automations', '/1/Contacts'])
    await app.inject({ url, headers: { authorization: `Bearer ${access}` } });
  await asked({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token! });
}

async function subscribePrograms(): Promise<void> {
  const input = { url: 'https://hooks.example/in', events: [{ kind: 'record.created' }] };
  const made = await call('POST', '/api/webhook-subscriptions', { payload: input });
  learn('secret of a subscription', made.body.secret);
  learn('its next', (await call('POST', `/api/webhook-subscriptions/${made.body.id}/secret`, { payload: {} })).body.secret);
  learn('secret of webhooks', (await call('POST', '/api/webhooks/secret', { payload: {} })).body.secret);
}

it('keys, tokens, codes and secrets stand in clear in no table and in no log', async () => {
  await useKeys();
  await letAnAppIn();
  await subscribePrograms();
  // What stands in pages is no secret: it shows that whatever is kept in clear is found.
  const page = await call('POST', '/api/page-tokens', { payload: { name: 'Shop', origins: ['https://shop.example'] } });
  learn('page token', page.body.token);
  await test.settle(owner.accountId);
  expect(secrets.size).toBe(14);
  const { rows: tables } = await test.owner.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const places: string[] = [];
  for (const { table } of tables) {
    const { rows } = await test.owner.query<{ text: string | null }>(`select string_agg(t::text, E'\\n') as text from ${table} t`);
    for (const [name, secret] of secrets) if (rows[0]!.text?.includes(bare(secret))) places.push(`${name} in ${table}`);
  }
  for (const [name, secret] of secrets) if (logged.join('').includes(bare(secret))) places.push(`${name} in the log`);
  expect(places.toSorted()).toEqual(['page token in idempotency_keys', 'page token in page_tokens']);
});

/** Without the mark before it, which says what it is and for which account. */
const bare = (secret: string): string => secret.replace(/^(?:(?:live|test|whsec|qs_whsec|qs\w)_)?(?:\d+\.)?/, '').slice(0, 24);

it('whatever tells a secret says that its answer is kept nowhere', () => {
  const tells = (schema: unknown): boolean => JSON.stringify(schema ?? {}).includes('"secret":');
  const silent = domains()
    .flatMap(({ routes = [] }) => routes)
    .filter((route) => route.method !== 'GET' && tells(apiFacts().routes[`${route.method} ${route.path}`]) && !route.tellsSecret);
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
