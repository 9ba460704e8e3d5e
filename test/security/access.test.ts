import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { createAccountWithOwner } from '../../src/accounts/create-account-with-owner.ts';
import { domains } from '../../src/app/registry.ts';
import { buildServer } from '../../src/app/server.ts';
import { makeAccount, makeIdentity, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { fillAccount } from './filled-account.ts';

const test = testDatabase();

describe('an account', () => {
  let server: FastifyInstance;
  let owner: TestSeat;

  beforeAll(async () => {
    prepareInstallation(test.database, { baseUrl: 'http://localhost:3000', secretKey: 'a key for tests alone, long enough for everybody' });
    server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
    owner = await makeAccount(test);
    await fillAccount(test, server, owner, 'Own');
  });
  afterAll(() => server.close());

  const guarded = () => domains().flatMap(({ routes = [] }) => routes.filter(({ access }) => access !== 'public' && access !== 'page'));
  const pathOf = (path: string): string => path.replaceAll(/:\w+/g, '1');

  it('serves nothing of itself to whoever is not signed in, at any route', async () => {
    expect(guarded().length).toBeGreaterThan(80);
    for (const { method, path } of guarded()) {
      const answer = await server.inject({
        method,
        url: pathOf(path),
        headers: { 'x-quayside': '1', 'x-account': String(owner.accountId) },
      });
      expect([method, path, answer.statusCode, answer.json().code]).toEqual([method, path, 401, 'not_signed_in']);
    }
  });

  it('shows an operator’s staff nothing while they have no seat in it', async () => {
    const staff = await makeIdentity(test);
    await test.owner.query('insert into operators (identity_id) values ($1)', [staff.identityId]);
    const headers = await signedIn(test, { identityId: staff.identityId, accountId: owner.accountId });
    const ofAccount = guarded().filter(({ access, method }) => access !== 'operator' && access !== 'signed-in' && method === 'GET');
    for (const { path } of ofAccount) {
      const answer = await server.inject({ url: pathOf(path), headers });
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 404, 'account_not_found']);
    }
    expect((await server.inject({ url: '/api/operator/installation', headers })).statusCode).toBe(200);
  });

  it('keeps with every change who made it', async () => {
    const { rows } = await test.owner.query<{ kind: string; actor_type: string; actor_id: string | null }>(
      "select distinct kind, actor_type, actor_id from events where account_id = $1 and kind not like 'email.%' order by kind",
      [owner.accountId],
    );
    const byOwner = rows.filter(({ actor_type, actor_id }) => actor_type === 'user' && actor_id === String(owner.userId));
    expect(byOwner.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['record.created', 'note.added', 'tag.added', 'task.created']));
    expect(rows.filter(({ actor_type, actor_id }) => actor_type !== 'system' && actor_id === null)).toEqual([]);
  });

  it('needs one cookie of a browser, and sets no other', async () => {
    const person = { ownerEmail: 'una@example.com', password: 'a sturdy lighthouse 7' };
    const input = { ...person, name: 'Bakery', ownerName: 'Una Owner', timeZone: 'UTC', currency: 'EUR' };
    const { accountId } = await createAccountWithOwner(test.database, input);
    const arrival = await server.inject({
      method: 'POST',
      url: '/api/identity/sign-in',
      headers: { 'x-quayside': '1' },
      payload: { email: person.ownerEmail, password: person.password },
    });
    const [session] = arrival.cookies;
    const headers = { cookie: `${session!.name}=${session!.value}`, 'x-account': String(accountId), 'x-quayside': '1' };
    const answers = [
      arrival,
      await server.inject({ url: '/api/identity/options' }),
      await server.inject({ url: '/api/session', headers }),
      await server.inject({ url: '/api/records/0', headers }),
      await server.inject({ method: 'POST', url: '/api/records/0', headers, payload: { values: { 1: 'Ada' } } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 200, 200, 200, 200]);
    expect(answers.flatMap(({ cookies }) => cookies.map(({ name }) => name))).toEqual(['quayside_session']);
  });
});
