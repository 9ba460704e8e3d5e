import { afterAll, beforeAll, beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { startHookServer, type HookServer } from '../../../test/hook-server.ts';
import { goLive, prepareInstallation } from '../../accounts/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let hooks: HookServer;

beforeAll(async () => {
  hooks = await startHookServer();
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'x'.repeat(40), allowsPrivateHosts: true });
});
afterAll(() => hooks.close());
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
  await test.database.account(owner.accountId, (db) => goLive(db, owner.actor));
  hooks.arrived.length = 0;
  hooks.answer = (_, response) => void response.writeHead(201).end('made');
});

const NOW = '1772442000';
const form = (values: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(values).toString(),
});
const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const told = (): Record<string, string>[] => hooks.arrived.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

it('a program subscribes, is told in a form, finds what became of it, and ends it', async () => {
  const tag = (await call(owner, 'POST', '/Tags?tag_name=Newcomer')).json.data.tag_id;
  const sent = form({ url: `${hooks.url}/in?key=1`, event: `sub_tag(${tag})`, data: '{"format":"lightweight"}' });
  const made = await call(owner, 'POST', '/Webhook/subscribe', sent);
  expect(made.json).toEqual({
    code: 0,
    data: { url: `${hooks.url}/in?key=1`, event: `sub_tag(${tag})`, data: '{"format":"lightweight"}', id: 1, owner: String(owner.userId) },
    account_id: owner.accountId,
  });
  expect((await call(owner, 'GET', '/Webhook?id=1')).json.data).toEqual({
    id: '1',
    event: `sub_tag(${tag})`,
    data: '{"format":"lightweight"}',
    url: `${hooks.url}/in?key=1`,
    last_hook: null,
    last_code: '0',
    last_payload: '',
    owner: String(owner.userId),
  });
  const { id } = (await call(owner, 'POST', '/Contacts?firstname=Ann&lastname=Lee&email=ann%40example.com')).json.data;
  await call(owner, 'PUT', '/objects/tag', json({ objectID: 0, add_list: [tag], ids: [id] }));
  await test.settle(owner.accountId);
  expect(hooks.arrived[0]).toMatchObject({
    method: 'POST',
    path: '/in?key=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(hooks.arrived[0]!.body).toBe(
    `webhook_id=1&object_type_id=0&event[type]=sub_tag&event[tag_id]=${tag}&data[id]=${id}&data[firstname]=Ann&data[lastname]=Lee&data[email]=ann%40example.com&timestamp=${NOW}`,
  );
  const [row] = (await call(owner, 'GET', '/Webhooks?condition=event%3D%27sub_tag(' + tag + ')%27')).json.data;
  expect(row).toMatchObject({ id: '1', last_hook: NOW, last_code: '201', last_payload: hooks.arrived[0]!.body });
  const log = await call(owner, 'GET', '/WebhookLogs?condition=code%3D201&count=true');
  expect(log.json).toMatchObject({
    count: '1',
    data: [
      {
        webhook_id: '1',
        event: 'tag.added',
        url: `${hooks.url}/in?key=1`,
        date: NOW,
        code: '201',
        payload: hooks.arrived[0]!.body,
        response: 'made',
      },
    ],
  });
  expect((await call(owner, 'GET', `/WebhookLog?id=${log.json.data[0].id}`)).json.data.code).toBe('201');
  expect((await call(owner, 'DELETE', '/Webhook/unsubscribe?id=1')).json).toEqual({
    code: 0,
    data: 'Deleted',
    account_id: owner.accountId,
  });
  expect((await call(owner, 'GET', '/Webhooks')).json.data).toEqual([]);
});

it('every event and form of asking leads to what it names, and what never happens here is refused', async () => {
  const subscribe = (event: string, more = {}) => call(owner, 'POST', '/Webhook/subscribe', json({ url: hooks.url, event, ...more }));
  for (const event of ['object_create(0)', 'object_submits_form(3)', 'sub_tag(4)', 'unsub_tag(4)', 'record.updated(0)', 'tag.added(4)'])
    expect((await subscribe(event)).json.data.event, event).toBe(event);
  expect((await call(owner, 'GET', '/Webhooks?listFields=event')).json.data.map(({ event }: { event: string }) => event)).toEqual([
    'object_create(0)',
    'object_submits_form(3)',
    'sub_tag(4)',
    'unsub_tag(4)',
    'record.updated(0)',
    'sub_tag(4)',
  ]);
  for (const event of [
    'purchase_product(1)',
    'transaction_created_with_product(1)',
    'object_create(77)',
    'no_such(1)',
    'constructor(1)',
    '((',
  ]) {
    const refused = await subscribe(event);
    expect([event, refused.status, refused.json]).toEqual([event, 400, undefined]);
  }
  expect((await call(owner, 'POST', '/Webhook/subscribe', json({ url: 'nonsense', event: 'sub_tag(4)' }))).status).toBe(400);
  expect((await call(owner, 'POST', '/Webhook/subscribe', json({ url: hooks.url }))).text).toBe('Missing required parameter: event');
  expect((await call(owner, 'POST', '/Webhook/unsubscribe', json({ id: 99 }))).text).toBe('Object not found');
  const changed = await call(owner, 'PUT', '/Webhooks', json({ id: 1, url: `${hooks.url}/b`, data: { format: 'notify' } }));
  expect(changed.json.data).toEqual({ attrs: { url: `${hooks.url}/b`, data: '{"format":"notify"}', id: '1' } });
  await call(owner, 'POST', '/Webhook/unsubscribe', json({ id: 5 }));
  const { id } = (await call(owner, 'POST', '/Contacts?firstname=Ann')).json.data;
  await test.settle(owner.accountId);
  expect(told()).toEqual([{ webhook_id: '1', object_type_id: '0', 'event[type]': 'object_create', 'data[id]': id, timestamp: NOW }]);
});

it('by default every field is told, as the record is read', async () => {
  await call(owner, 'POST', '/Webhook/subscribe', form({ url: hooks.url, event: 'object_create(0)' }));
  const { id } = (await call(owner, 'POST', '/Contacts?firstname=Ann&birthday=2000-01-02')).json.data;
  await test.settle(owner.accountId);
  const record = (await call(owner, 'GET', `/Contact?id=${id}`)).json.data;
  const [{ ...read }] = told() as [Record<string, string>];
  const fields = Object.fromEntries(
    Object.entries(read).flatMap(([name, value]) => (name.startsWith('data[') ? [[name.slice(5, -1), value]] : [])),
  );
  expect(Object.keys(fields).length).toBeGreaterThan(50);
  for (const [name, value] of Object.entries(fields)) expect([name, value]).toEqual([name, record[name] ?? '']);
});

it('nobody reads or ends another account’s, nor without the right', async () => {
  await call(owner, 'POST', '/Webhook/subscribe', form({ url: hooks.url, event: 'object_create(0)' }));
  const other = await makeAccount(test);
  expect((await call(other, 'GET', '/Webhooks')).json.data).toEqual([]);
  expect((await call(other, 'DELETE', '/Webhook/unsubscribe?id=1')).text).toBe('Object not found');
  const sales = await makeUser(test, owner, { role: 'Sales' });
  expect((await call(sales, 'POST', '/Webhook/subscribe', form({ url: hooks.url, event: 'object_create(0)' }))).status).toBe(403);
  expect((await call(sales, 'DELETE', '/Webhook/unsubscribe?id=1')).status).toBe(403);
  expect((await call(sales, 'GET', '/Webhooks')).status).toBe(403);
  expect((await call(other, 'GET', '/WebhookLogs')).json.data).toEqual([]);
});
