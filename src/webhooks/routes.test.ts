import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { startHookServer, type HookServer } from '../../test/hook-server.ts';
import { goLive, identify, prepareInstallation } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT } from '../records/index.ts';
import { webhookSend } from './actions.ts';
import { webhookSettings, type WebhookDetail, type WebhookLine } from './schema.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
let app: FastifyInstance;
let hooks: HookServer;
let owner: TestSeat;
let asOwner: Visitor;
let ids: number[];

beforeAll(async () => {
  hooks = await startHookServer();
  hooks.answer = (_, response) => void response.writeHead(201, { 'set-cookie': 'session=hidden', 'x-seen': 'yes' }).end('made');
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'x'.repeat(40), allowsPrivateHosts: true });
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  asOwner = visitor(app, await signedIn(test, owner));
  await test.database.account(owner.accountId, (db) => goLive(db, owner.actor));
  ids = [];
  for (const name of ['Ada', 'Bo', 'Cy']) ids.push((await asOwner.post('/api/records/0', { values: { firstname: name } })).id);
  const settings = webhookSettings.parse({
    url: `${hooks.url}/in?who={{ contact.first_name }}`,
    headers: [{ name: 'Authorization', value: 'Bearer very-secret' }],
    body: '{"who":"{{ contact.first_name }}"}',
  });
  const step = { actor: { type: 'step' as const, id: '1.2' }, objectId: CONTACT, recordIds: ids, causeIds: ids.map(() => null) };
  await test.database.account(owner.accountId, (db) => webhookSend.apply(db, { ...step, settings, ids: owner.ids }));
  await test.settle(owner.accountId);
});
afterAll(async () => {
  await app.close();
  await hooks.close();
});

const statusOf = async (seat: TestSeat, method: 'GET' | 'POST', url: string): Promise<number> =>
  (await app.inject({ method, url, headers: { 'x-quayside': '1', ...(await signedIn(test, seat)) } })).statusCode;

describe('the log', () => {
  it('lists requests, newest first, page by page, by status and host', async () => {
    const { webhooks, next } = await asOwner.get<{ webhooks: WebhookLine[]; next: number }>('/api/webhooks?limit=2');
    expect(
      webhooks.map(({ record, status, responseStatus, host, method }) => [record?.name, status, responseStatus, host, method]),
    ).toEqual([
      ['Cy', 'sent', 201, '127.0.0.1', 'POST'],
      ['Bo', 'sent', 201, '127.0.0.1', 'POST'],
    ]);
    expect((await asOwner.get(`/api/webhooks?before=${next}`)).webhooks.map(({ record }: WebhookLine) => record?.name)).toEqual(['Ada']);
    expect((await asOwner.get('/api/webhooks?status=failed')).webhooks).toEqual([]);
    expect((await asOwner.get('/api/webhooks?host=127.0.0.1')).webhooks).toHaveLength(3);
    expect((await asOwner.get('/api/webhooks?host=example.com')).webhooks).toEqual([]);
  });

  it('shows request and answer, and covers what lets somebody in elsewhere', async () => {
    const { webhooks } = await asOwner.get<{ webhooks: WebhookLine[] }>('/api/webhooks?limit=1');
    const shown = await asOwner.get<WebhookDetail>(`/api/webhooks/${webhooks[0]!.id}`);
    expect(shown).toMatchObject({
      url: `${hooks.url}/in?who=Cy`,
      body: '{"who":"Cy"}',
      responseBody: 'made',
      mayRepeat: true,
      attempts: 1,
    });
    expect(JSON.stringify(shown)).not.toContain('very-secret');
    expect(JSON.stringify(shown)).not.toContain('hidden');
    expect(shown.responseHeaders).toContainEqual({ name: 'x-seen', value: 'yes' });
  });

  it('sends again what somebody asks for', async () => {
    const { webhooks } = await asOwner.get<{ webhooks: WebhookLine[] }>('/api/webhooks?limit=1');
    const { id } = await asOwner.post(`/api/webhooks/${webhooks[0]!.id}/repeat`);
    await test.settle(owner.accountId);
    expect(await asOwner.get(`/api/webhooks/${id}`)).toMatchObject({ status: 'sent', repeats: webhooks[0]!.id });
  });
});

describe('the secret', () => {
  it('is shown once, when it is made', async () => {
    expect(await asOwner.get('/api/webhooks/secret')).toEqual({ madeAt: null, previousEndsAt: null });
    const { secret } = await asOwner.post('/api/webhooks/secret');
    expect(secret).toMatch(/^qs_whsec_.{40,}$/);
    expect(JSON.stringify(await asOwner.get('/api/webhooks/secret'))).not.toContain(secret);
    await asOwner.post('/api/webhooks/secret');
    expect(await asOwner.get('/api/webhooks/secret')).toEqual({
      madeAt: '2026-03-02T09:00:00.000Z',
      previousEndsAt: '2026-03-03T09:00:00.000Z',
    });
  });
});

describe('nobody else', () => {
  it('gets in: not another account, not a role without the right, and nobody sees requests about records out of reach', async () => {
    const id = (await asOwner.get('/api/webhooks?limit=1')).webhooks[0].id;
    const stranger = await makeAccount(test);
    const reader = await makeUser(test, owner, { role: 'Read only' });
    for (const [method, url] of [
      ['GET', '/api/webhooks/secret'],
      ['POST', '/api/webhooks/secret'],
      ['POST', `/api/webhooks/${id}/repeat`],
    ] as const)
      expect([url, await statusOf(reader, method, url)]).toEqual([url, 403]);
    expect(await statusOf(stranger, 'GET', `/api/webhooks/${id}`)).toBe(404);
    expect(await statusOf(stranger, 'POST', `/api/webhooks/${id}/repeat`)).toBe(404);
    const strangers = visitor(app, await signedIn(test, stranger));
    expect((await strangers.get('/api/webhooks')).webhooks).toEqual([]);

    const roles = await asOwner.get('/api/roles');
    const own = { view: 'own', edit: 'own', delete: 'none', create: true, export: false, bulk: false };
    const role = async (name: string, objects: object): Promise<Visitor> => {
      await asOwner.post('/api/roles', {
        name,
        managerRoleId: roles[0].id,
        rights: { account: ['outbox.view'], objects, otherObjects: own },
      });
      return visitor(app, await signedIn(test, await makeUser(test, owner, { role: name })));
    };
    const near = await role('Sees own', {});
    expect((await near.get('/api/webhooks')).webhooks).toEqual([]);
    expect(
      (await app.inject({ url: `/api/webhooks/${id}`, headers: await signedIn(test, await makeUser(test, owner, { role: 'Sees own' })) }))
        .statusCode,
    ).toBe(404);
    const veiled = await role('Sees a part', { [CONTACT]: { ...own, view: 'all', sections: { 1: 'hidden' } } });
    expect((await veiled.get('/api/webhooks')).webhooks).toEqual([]);
  });
});
