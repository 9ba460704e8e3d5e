import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { startHookServer, type HookServer } from '../../../test/hook-server.ts';
import { routesOn } from '../../../test/routes.ts';
import { goLive, practise, prepareInstallation } from '../../accounts/index.ts';
import { eventKinds } from '../../app/registry.ts';

const AT = '/api/webhook-subscriptions';
const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
const ask = routesOn(test);
let hooks: HookServer;
let owner: TestSeat;
beforeAll(async () => {
  hooks = await startHookServer();
  prepareInstallation(test.database, { baseUrl: 'http://localhost', secretKey: 'x'.repeat(40), allowsPrivateHosts: true });
  owner = await makeAccount(test);
  await test.database.account(owner.accountId, (db) => goLive(db, owner.actor));
});
afterAll(() => hooks.close());

const input = () => ({ url: `${hooks.url}/in`, events: [{ kind: 'record.created' }] });

describe('subscriptions below /api', () => {
  it('are made, shown, changed, tested, paused, resumed, replayed and ended', async () => {
    const { events } = (await ask(owner, 'GET', `${AT}/events`)).body;
    expect(new Set(events.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(eventKinds().map(({ kind }) => kind)));
    const made = await ask(owner, 'POST', AT, input());
    expect(made.body).toMatchObject({
      id: 1,
      state: 'active',
      format: 'json',
      fields: 'all',
      secret: expect.stringMatching(/^whsec_.{40}/),
    });
    expect(JSON.stringify((await ask(owner, 'GET', AT)).body)).not.toContain(made.body.secret);
    expect((await ask(owner, 'PATCH', `${AT}/1`, { fields: 'id', events: [{ kind: 'record.created', objectId: 0 }] })).body).toMatchObject({
      fields: 'id',
      events: [{ kind: 'record.created', objectId: 0, subjectId: null }],
    });
    expect((await ask(owner, 'POST', `${AT}/1/test`)).body).toMatchObject({
      taken: true,
      status: 200,
      reason: null,
      answer: '{"ok":true}',
    });
    hooks.answer = (_, response) => void response.writeHead(500).end('no');
    expect((await ask(owner, 'POST', `${AT}/1/test`)).body).toMatchObject({ taken: false, status: 500, reason: 'answered' });
    expect((await ask(owner, 'GET', `${AT}/1`)).body).toMatchObject({ failures: 0, triedAt: null });
    hooks.answer = (_, response) => void response.end('{"ok":true}');
    await ask(owner, 'POST', '/api/records/0', { values: { firstname: 'Ada' } });
    await test.settle(owner.accountId);
    const { webhooks } = (await ask(owner, 'GET', `${AT}/1/deliveries`)).body;
    expect(webhooks[0]).toMatchObject({ subscriptionId: 1, event: 'record.created', status: 'sent', record: { name: 'Ada' } });
    expect((await ask(owner, 'POST', `${AT}/1/replay`, { failedOnly: false, from: '2026-03-02T08:00:00Z' })).body).toEqual({ count: 3 });
    expect((await ask(owner, 'POST', `/api/webhooks/${webhooks[0].id}/repeat`)).status).toBe(409);
    await ask(owner, 'POST', `${AT}/1/pause`);
    expect((await ask(owner, 'GET', `${AT}/1`)).body).toMatchObject({ state: 'paused', reason: 'person', waiting: 3 });
    await ask(owner, 'POST', `${AT}/1/resume`);
    const rotated = (await ask(owner, 'POST', `${AT}/1/secret`)).body;
    expect(rotated.secret).not.toBe(made.body.secret);
    expect((await ask(owner, 'GET', `${AT}/1/secret`)).body).toEqual({
      madeAt: '2026-03-02T09:00:00.000Z',
      previousEndsAt: '2026-03-03T09:00:00.000Z',
    });
    expect((await ask(owner, 'PUT', `${AT}/log`, { taken: 10, failed: 20 })).body).toEqual({ taken: 10, failed: 20 });
    expect((await ask(owner, 'GET', `${AT}/log`)).body).toEqual({ taken: 10, failed: 20 });
    expect((await ask(owner, 'PUT', `${AT}/log`, { taken: 1, failed: 1 })).status).toBe(422);
    await ask(owner, 'DELETE', `${AT}/1`);
    expect((await ask(owner, 'GET', `${AT}/1`)).status).toBe(404);
  });

  it('send nothing, and no test, while the account practises', async () => {
    const { id } = (await ask(owner, 'POST', AT, input())).body;
    await test.database.account(owner.accountId, (db) => practise(db, owner.actor));
    for (const [way, body] of [
      ['test', undefined],
      ['replay', {}],
    ] as const)
      expect((await ask(owner, 'POST', `${AT}/${id}/${way}`, body)).body).toMatchObject({ code: 'practising' });
    await test.database.account(owner.accountId, (db) => goLive(db, owner.actor));
  });

  it('are changed by whom they see for, and by the owner, and by nobody who might see less', async () => {
    await test.owner.query(
      `update roles set rights = jsonb_set(rights, '{account}', rights -> 'account' || '["settings.manage"]') where account_id = $1 and name = 'Manager'`,
      [owner.accountId],
    );
    const [manager, colleague] = [await makeUser(test, owner, { role: 'Manager' }), await makeUser(test, owner, { role: 'Manager' })];
    const { id } = (await ask(manager, 'POST', AT, input())).body;
    const elsewhere = { url: `${hooks.url}/elsewhere` };
    expect((await ask(colleague, 'PATCH', `${AT}/${id}`, elsewhere)).body.code).toBe('not_your_subscription');
    expect((await ask(manager, 'PATCH', `${AT}/${id}`, elsewhere)).body.url).toBe(elsewhere.url);
    expect((await ask(owner, 'PATCH', `${AT}/${id}`, input())).body.url).toBe(input().url);
    expect((await ask(colleague, 'POST', `${AT}/${id}/pause`)).status).toBeLessThan(300);
  });

  it('are nobody else’s: not another account’s, nor of a role without the right', async () => {
    const { id } = (await ask(owner, 'POST', AT, input())).body;
    const other = await makeAccount(test);
    const sales = await makeUser(test, owner, { role: 'Sales' });
    const calls: [string, string, object?][] = [
      ['GET', `${AT}/${id}`],
      ['PATCH', `${AT}/${id}`, { fields: 'id' }],
      ['DELETE', `${AT}/${id}`],
      ['POST', `${AT}/${id}/pause`],
      ['POST', `${AT}/${id}/resume`],
      ['GET', `${AT}/${id}/secret`],
      ['POST', `${AT}/${id}/secret`],
      ['POST', `${AT}/${id}/test`],
      ['GET', `${AT}/${id}/deliveries`],
      ['POST', `${AT}/${id}/replay`, {}],
    ];
    for (const [method, url, body] of calls) {
      expect([method, url, (await ask(other, method, url, body)).status]).toEqual([method, url, 404]);
      expect([method, url, (await ask(sales, method, url, body)).status]).toEqual([method, url, 403]);
    }
    for (const url of [AT, `${AT}/events`, `${AT}/log`]) expect((await ask(sales, 'GET', url)).status).toBe(403);
    expect((await ask(sales, 'POST', AT, input())).status).toBe(403);
    expect((await ask(sales, 'PUT', `${AT}/log`, { taken: 5, failed: 9 })).status).toBe(403);
    expect((await ask(other, 'GET', AT)).body).toEqual({ subscriptions: [] });
  });
});
