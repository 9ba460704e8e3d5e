import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { buildServer } from '../../app/server.ts';
import { createAccount } from '../create-account.ts';
import { identify } from '../identify.ts';
import { prepareInstallation } from '../identity/installation.ts';
import { moveClock } from '../move-clock.ts';

const on = testDatabase();
const BACK = 'https://app.example/back';
const INSECURE = { [oauth.allowInsecureRequests]: true } as const;
let app: FastifyInstance;
let base: string;
let server: oauth.AuthorizationServer;
let owner: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://127.0.0.1', port: 0 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  prepareInstallation(on.database, { baseUrl: base, secretKey: 'a key for tests alone, long enough for everybody' });
  owner = await makeAccount(on);
  const issuer = new URL(base);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...INSECURE }));
});
afterAll(() => app.close());

async function register(metadata: Partial<oauth.Client> = {}): Promise<oauth.Client> {
  await on.owner.query("delete from identity_tries where key like 'app:%'");
  const asked = { client_name: 'Ledger Bridge', redirect_uris: [BACK], token_endpoint_auth_method: 'none', ...metadata };
  return oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(server, asked as oauth.OmitSymbolProperties<oauth.Client>, INSECURE),
  );
}

const as = async (seat: TestSeat) => ({ ...(await signedIn(on, { identityId: seat.identityId })), 'content-type': 'application/json' });
const ask = async (seat: TestSeat, path: string, init: RequestInit = {}) => {
  const response = await fetch(base + path, { ...init, headers: await as(seat) });
  return { status: response.status, body: (await response.json().catch(() => undefined)) as any };
};

interface Flow {
  seat?: TestSeat;
  scope?: string;
  redirectUri?: string;
  request?: Record<string, string>;
}

/** A person goes through the consent screen; gives where they are sent, and the secret the app kept. */
async function consent(client: oauth.Client, { seat = owner, scope = 'records:read', redirectUri = BACK, request = {} }: Flow = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const asked = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope,
    state: 'kept',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...request,
  };
  const answer = await ask(seat, '/api/oauth/consent', {
    method: 'POST',
    body: JSON.stringify({ decision: 'allow', request: asked, accountId: seat.accountId, scopes: scope.split(' ') }),
  });
  return { verifier, asked, answer, back: answer.body?.redirectTo ? new URL(answer.body.redirectTo) : undefined };
}

const authOf = (client: oauth.Client) => (client.client_secret ? oauth.ClientSecretBasic(client.client_secret as string) : oauth.None());

async function exchange(client: oauth.Client, { back, verifier }: Awaited<ReturnType<typeof consent>>, redirectUri = BACK) {
  const answers = oauth.validateAuthResponse(server, client, back!, 'kept');
  const response = await oauth.authorizationCodeGrantRequest(server, client, authOf(client), answers, redirectUri, verifier, INSECURE);
  return oauth.processAuthorizationCodeResponse(server, client, response);
}

const refresh = async (client: oauth.Client, token: string) =>
  oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, authOf(client), token, INSECURE));

const asApp = async (token: string, path = '/api/account', headers: Record<string, string> = {}) => {
  const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
  return { status: response.status, body: (await response.json()) as any };
};

const form = async (path: string, values: Record<string, string>) => {
  const response = await fetch(base + path, { method: 'POST', body: new URLSearchParams(values) });
  return { status: response.status, body: (await response.json().catch(() => undefined)) as any };
};

const codeOf = async (client: oauth.Client, flow: Flow = {}) => {
  const begun = await consent(client, flow);
  return { code: begun.back!.searchParams.get('code')!, verifier: begun.verifier };
};

describe('an app', () => {
  test('is let in by a person, does what they allowed, and renews its tokens', async () => {
    const client = await register();
    const begun = await consent(client, { scope: 'records:read accounts:read' });
    expect(begun.back!.searchParams.get('iss')).toBe(base);
    const tokens = await exchange(client, begun);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'accounts:read records:read' });
    expect((await asApp(tokens.access_token)).body).toMatchObject({ id: owner.accountId, isOwner: true });
    expect((await asApp(tokens.access_token, '/api/automations')).body.code).toBe('scope_missing');
    expect((await asApp(tokens.access_token, '/api/session')).body.code).toBe('not_for_keys');
    const renewed = await refresh(client, tokens.refresh_token!);
    expect((await asApp(renewed.access_token)).status).toBe(200);
    const { rows } = await on.owner.query('select * from oauth_tokens, oauth_codes');
    for (const secret of [tokens.access_token, tokens.refresh_token!, begun.back!.searchParams.get('code')!])
      expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('that keeps a secret must show it, by header or in the form', async () => {
    const client = await register({ token_endpoint_auth_method: 'client_secret_basic' });
    expect((await exchange(client, await consent(client))).access_token).toMatch(/^qso_/);
    const { code, verifier } = await codeOf(client);
    const asked = { grant_type: 'authorization_code', code, code_verifier: verifier, client_id: client.client_id };
    expect(await form('/oauth/token', asked)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await form('/oauth/token', { ...asked, client_secret: 'wrong' })).body.error).toBe('invalid_client');
    expect((await form('/oauth/token', { ...asked, client_secret: client.client_secret as string })).status).toBe(200);
  });

  test('acts as the one who allowed it, with their rights and no others', async () => {
    const client = await register();
    const reader = await makeUser(on, owner, { role: 'Read only' });
    const tokens = await exchange(client, await consent(client, { seat: reader, scope: 'records:write accounts:read' }));
    const refused = await fetch(`${base}/api/records/0`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/json' },
      body: '{"values":{"1":"Ada"}}',
    });
    expect([refused.status, ((await refused.json()) as any).code]).toEqual([403, 'not_allowed']);
    const writer = await exchange(client, await consent(client, { scope: 'records:write' }));
    await fetch(`${base}/api/records/0`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writer.access_token}`, 'content-type': 'application/json' },
      body: '{"values":{"1":"Ada"}}',
    });
    const { rows } = await on.owner.query("select actor_type from events where account_id = $1 and kind = 'record.created'", [
      owner.accountId,
    ]);
    expect(rows).toEqual([{ actor_type: 'app' }]);
  });

  test('gets nothing in an account where the person has no seat, nor more than it asked for', async () => {
    const client = await register();
    const stranger = await makeAccount(on);
    const elsewhere = await consent(client, { seat: { ...owner, accountId: stranger.accountId } });
    expect([elsewhere.answer.status, elsewhere.answer.body.code]).toEqual([404, 'account_not_found']);
    const { asked } = await consent(client);
    const more = { decision: 'allow', request: asked, accountId: owner.accountId, scopes: ['records:write'] };
    expect((await ask(owner, '/api/oauth/consent', { method: 'POST', body: JSON.stringify(more) })).body.code).toBe('scope_not_asked');
  });

  test('hears of a refusal, with its state and who refused', async () => {
    const client = await register();
    const { asked } = await consent(client);
    const refused = await ask(owner, '/api/oauth/consent', {
      method: 'POST',
      body: JSON.stringify({ decision: 'refuse', request: asked }),
    });
    const back = new URL(refused.body.redirectTo);
    expect(() => oauth.validateAuthResponse(server, client, back, 'kept')).toThrow(oauth.AuthorizationResponseError);
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['access_denied', 'kept']);
  });

  test('is shown to the person before they decide', async () => {
    const client = await register({ client_name: 'Bridge\u202e\n of  trust', client_uri: 'https://app.example' });
    const { asked } = await consent(client);
    const { body } = await ask(owner, `/api/oauth/request?${new URLSearchParams(asked)}`);
    expect(body).toEqual({
      app: { name: 'Bridge of trust', homePage: 'https://app.example', registeredItself: true },
      sentTo: 'app.example',
      scopes: ['records:read'],
    });
    const program = await fetch(`${base}/api/oauth/consent`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(program.status).toBe(403);
  });
});

describe('a code', () => {
  test('is good once: a second use ends what the first one began', async () => {
    const client = await register();
    const begun = await consent(client);
    const tokens = await exchange(client, begun);
    expect((await asApp(tokens.access_token, '/api/objects')).status).toBe(200);
    await expect(exchange(client, begun)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await asApp(tokens.access_token, '/api/objects')).body.code).toBe('token_invalid');
    await expect(refresh(client, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('used twice at the same moment gives tokens at most once', async () => {
    const client = await register();
    const { code, verifier } = await codeOf(client);
    const asked = { grant_type: 'authorization_code', code, code_verifier: verifier, client_id: client.client_id };
    const answers = await Promise.all([1, 2, 3, 4].map(() => form('/oauth/token', asked)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  });

  test('lasts a minute, and belongs to its app, its verifier and its address', async () => {
    const [client, other] = [await register(), await register()];
    const asked = async (change: Record<string, string>, ofClient = client) => {
      const { code, verifier } = await codeOf(client);
      return form('/oauth/token', {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        client_id: ofClient.client_id,
        ...change,
      });
    };
    expect((await asked({})).status).toBe(200);
    expect((await asked({}, other)).body.error).toBe('invalid_grant');
    expect((await asked({ code_verifier: oauth.generateRandomCodeVerifier() })).body.error).toBe('invalid_grant');
    expect((await asked({ code_verifier: '' })).body.error).toBe('invalid_request');
    expect((await asked({ redirect_uri: 'https://app.example/other' })).body.error).toBe('invalid_grant');
    expect((await asked({ redirect_uri: BACK })).status).toBe(200);
    expect((await asked({ code: 'nonsense' })).body.error).toBe('invalid_grant');
    expect((await asked({ code: '99999999.nonsense' })).body.error).toBe('invalid_grant');
    expect((await asked({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    expect((await asked({ resource: 'https://elsewhere.example' })).body.error).toBe('invalid_target');
    expect((await asked({ resource: `${base}/mcp` })).status).toBe(200);
    const began = on.clock.now();
    const late = await codeOf(client);
    on.clock.moveTo(new Date(began.getTime() + 60_000).toISOString());
    const expired = await form('/oauth/token', {
      grant_type: 'authorization_code',
      code: late.code,
      code_verifier: late.verifier,
      client_id: client.client_id,
    });
    on.clock.moveTo(began.toISOString());
    expect(expired.body.error).toBe('invalid_grant');
  });

  test('is not given without S256', async () => {
    const client = await register();
    for (const request of [
      { code_challenge_method: 'plain' },
      { code_challenge_method: '' },
      { code_challenge: '' },
      { code_challenge: 'short' },
      { response_type: 'token' },
      { scope: 'records:everything' },
      { resource: 'https://elsewhere.example' },
    ]) {
      const { answer } = await consent(client, { request: request as unknown as Record<string, string> });
      expect([request, answer.status, answer.body.code]).toEqual([request, 400, 'app_asks_wrongly']);
      expect(new URL(answer.body.details.redirectTo).searchParams.get('error')).toMatch(/invalid_|unsupported_/);
    }
  });
});

describe('people are sent', () => {
  test('to an address exactly as it was registered, and nowhere else', async () => {
    const client = await register({ redirect_uris: [BACK, 'http://127.0.0.1/back', 'ledger-bridge://back'] });
    const to = async (redirectUri: string) => (await consent(client, { redirectUri })).answer;
    for (const registered of [BACK, 'http://127.0.0.1/back', 'http://127.0.0.1:51234/back', 'ledger-bridge://back'])
      expect([registered, (await to(registered)).status]).toEqual([registered, 200]);
    for (const trick of [
      '',
      'https://app.example',
      'https://app.example/back/',
      'https://app.example/back?more=1',
      'https://app.example/back#part',
      'https://app.example/BACK',
      'https://app.example:443/back',
      'https://app.example.evil.example/back',
      'https://app.example@evil.example/back',
      'https://app.example/back/../steal',
      'https://evil.example/back',
      'http://app.example/back',
      '//app.example/back',
      'http://127.0.0.1/other',
      'http://127.0.0.1:80@evil.example/back',
      'http://127.0.0.1.evil.example/back',
      'http://localhost/back',
      'https://127.0.0.1/back',
    ]) {
      const refused = await to(trick);
      expect([trick, refused.status, refused.body.code, refused.body.details]).toEqual([trick, 400, 'redirect_unknown', undefined]);
    }
  });

  test('and what could not be safe is not registered', async () => {
    for (const uri of [
      'http://app.example/back',
      'javascript:alert(1)',
      'data:text/html,hello',
      'https://app.example/back#part',
      'https://user@app.example/back',
      'https://*.app.example/back',
      'no address',
      'https://app.example/ back',
    ]) {
      await on.owner.query('delete from identity_tries');
      const response = await fetch(`${base}/oauth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_name: 'Trick', redirect_uris: [uri] }),
      });
      expect([uri, response.status, ((await response.json()) as any).error]).toEqual([uri, 400, 'invalid_redirect_uri']);
    }
  });
});

describe('a refresh token', () => {
  test('that comes a second time ends everything, and its user and the owner are told', async () => {
    const client = await register();
    const user = await makeUser(on, owner, { role: 'Sales' });
    const tokens = await exchange(client, await consent(client, { seat: user }));
    const renewed = await refresh(client, tokens.refresh_token!);
    await expect(refresh(client, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await asApp(renewed.access_token)).body.code).toBe('token_invalid');
    await expect(refresh(client, renewed.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    const { rows } = await on.owner.query(
      "select kind, data from events where account_id = $1 and kind like 'app.%' order by id desc limit 2",
      [owner.accountId],
    );
    expect(rows).toMatchObject([
      { kind: 'app.disconnected', data: { why: 'reused' } },
      { kind: 'app.token_reused', data: { userIds: [user.userId, owner.userId] } },
    ]);
  });

  test('lasts ninety days from its last use, an access token an hour, by the account’s clock', async () => {
    const sandbox = await createAccount(on.database, { name: 'Sandbox', kind: 'sandbox', parentAccountId: owner.accountId, owner });
    const seat = { ...owner, accountId: sandbox.accountId, userId: sandbox.ownerUserId };
    const later = (byMs: number) => on.database.account(seat.accountId, (db) => moveClock(db, seat.actor, { byMs }));
    const client = await register();
    const tokens = await exchange(client, await consent(client, { seat }));
    expect((await asApp(tokens.access_token, '/api/objects')).status).toBe(200);
    await later(3_600_000);
    expect((await asApp(tokens.access_token, '/api/objects')).body.code).toBe('token_invalid');
    const second = await refresh(client, tokens.refresh_token!);
    await later(89 * 86_400_000);
    const third = await refresh(client, second.refresh_token!);
    await later(90 * 86_400_000);
    await expect(refresh(client, third.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('gives no more than was allowed, and nothing to another app', async () => {
    const [client, other] = [await register(), await register()];
    const tokens = await exchange(client, await consent(client));
    const asked = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token!, client_id: client.client_id };
    expect((await form('/oauth/token', { ...asked, scope: 'records:write' })).body.error).toBe('invalid_scope');
    expect((await form('/oauth/token', { ...asked, client_id: other.client_id })).body.error).toBe('invalid_grant');
    expect((await form('/oauth/token', { ...asked, refresh_token: tokens.access_token })).body.error).toBe('invalid_grant');
    expect((await refresh(client, tokens.refresh_token!)).access_token).toMatch(/^qso_/);
  });
});

describe('what an app was allowed ends', () => {
  const begin = async (seat: TestSeat) => {
    const client = await register();
    return { client, tokens: await exchange(client, await consent(client, { seat })) };
  };
  const isIn = async (token: string) => (await asApp(token, '/api/objects')).status === 200;

  test('when the app gives a token back', async () => {
    const { client, tokens } = await begin(owner);
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), tokens.access_token, INSECURE));
    expect(await isIn(tokens.access_token)).toBe(false);
    const renewed = await refresh(client, tokens.refresh_token!);
    const other = await register();
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, other, oauth.None(), renewed.refresh_token!, INSECURE));
    expect(await isIn(renewed.access_token)).toBe(true);
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), renewed.refresh_token!, INSECURE));
    expect(await isIn(renewed.access_token)).toBe(false);
    expect((await form('/oauth/revoke', { token: 'nonsense', client_id: client.client_id })).status).toBe(200);
  });

  test('when its user ends it, or who manages keys, and nobody else', async () => {
    const user = await makeUser(on, owner, { role: 'Sales' });
    const colleague = await makeUser(on, owner, { role: 'Sales' });
    const inAccount = async (seat: TestSeat, method: string, path: string) => {
      const response = await fetch(base + path, { method, headers: await signedIn(on, seat) });
      return { status: response.status, body: (await response.json().catch(() => undefined)) as any };
    };
    const first = await begin(user);
    const { body: own } = await inAccount(user, 'GET', '/api/connected-apps');
    expect(own).toMatchObject([{ app: { name: 'Ledger Bridge' }, userId: user.userId, scopes: ['records:read'] }]);
    expect((await inAccount(colleague, 'GET', '/api/connected-apps')).body).toEqual([]);
    expect((await inAccount(await makeAccount(on), 'DELETE', `/api/connected-apps/${own[0].id}`)).status).toBe(404);
    expect((await inAccount(colleague, 'DELETE', `/api/connected-apps/${own[0].id}`)).status).toBe(404);
    expect(await isIn(first.tokens.access_token)).toBe(true);
    expect((await inAccount(user, 'DELETE', `/api/connected-apps/${own[0].id}`)).status).toBe(204);
    expect(await isIn(first.tokens.access_token)).toBe(false);
    const second = await begin(user);
    const { body: all } = await inAccount(owner, 'GET', '/api/connected-apps');
    expect((await inAccount(owner, 'DELETE', `/api/connected-apps/${all[0].id}`)).status).toBe(204);
    expect(await isIn(second.tokens.access_token)).toBe(false);
  });

  test('when its user leaves', async () => {
    const user = await makeUser(on, owner, { role: 'Sales' });
    const { client, tokens } = await begin(user);
    const removed = await fetch(`${base}/api/users/${user.userId}`, {
      method: 'DELETE',
      headers: { ...(await signedIn(on, owner)), 'content-type': 'application/json' },
      body: JSON.stringify({ reassignTo: owner.userId }),
    });
    expect(removed.status).toBe(204);
    expect(await isIn(tokens.access_token)).toBe(false);
    await expect(refresh(client, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('when the app is taken away by the account that registered it', async () => {
    const headers = { ...(await signedIn(on, owner)), 'content-type': 'application/json' };
    const manage = async (method: string, path: string, body?: object, seat?: TestSeat) => {
      const response = await fetch(`${base}/api/apps${path}`, {
        method,
        headers: seat ? { ...(await signedIn(on, seat)), 'content-type': 'application/json' } : headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: response.status, body: (await response.json().catch(() => undefined)) as any };
    };
    const made = (await manage('POST', '', { name: 'Our own', redirectUris: [BACK], isConfidential: true })).body;
    const client = { client_id: made.clientId, client_secret: made.secret };
    const elsewhere = await makeAccount(on);
    const tokens = await exchange(client, await consent(client, { seat: elsewhere }));
    expect(await isIn(tokens.access_token)).toBe(true);
    expect((await manage('GET', '')).body).toMatchObject([{ clientId: made.clientId, isConfidential: true }]);
    expect((await manage('GET', '', undefined, elsewhere)).body).toEqual([]);
    for (const [method, path] of [
      ['PATCH', ''],
      ['POST', '/secret'],
      ['DELETE', ''],
    ] as const)
      expect((await manage(method, `/${made.clientId}${path}`, method === 'DELETE' ? undefined : {}, elsewhere)).status).toBe(404);
    const { body: renewed } = await manage('POST', `/${made.clientId}/secret`, {});
    await expect(refresh(client, tokens.refresh_token!)).rejects.toMatchObject({ code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE', status: 401 });
    const again = await refresh({ ...client, client_secret: renewed.secret }, tokens.refresh_token!);
    expect((await manage('PATCH', `/${made.clientId}`, { redirectUris: ['https://app.example/new'] })).body.redirectUris).toEqual([
      'https://app.example/new',
    ]);
    expect((await manage('DELETE', `/${made.clientId}`)).status).toBe(204);
    expect(await isIn(again.access_token)).toBe(false);
  });
});

test('says what it can, for those who find their way by it', async () => {
  expect(server).toMatchObject({
    issuer: base,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
  for (const path of ['', '/mcp']) {
    const told = (await (await fetch(`${base}/.well-known/oauth-protected-resource${path}`)).json()) as any;
    expect(told).toMatchObject({ resource: base + path, authorization_servers: [base], bearer_methods_supported: ['header'] });
  }
});

test('apps that register themselves are counted by where they come from', async () => {
  await on.owner.query('delete from identity_tries');
  const once = (n: number) =>
    app.inject({ method: 'POST', url: '/oauth/register', remoteAddress: `10.1.${n}.1`, payload: { redirect_uris: [BACK] } });
  expect((await once(1)).statusCode).toBe(201);
  await on.owner.query("update identity_tries set count = 20 where key like 'app:%'");
  const [over, elsewhere] = [await once(1), await once(2)];
  expect([over.statusCode, elsewhere.statusCode]).toEqual([429, 201]);
  expect(over.json()).toEqual({ error: 'temporarily_unavailable', error_description: expect.stringMatching(/^Too many tries\. Wait/) });
  expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
});
