import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { passViewsOn } from './pass-views-on.ts';

const on = testDatabase();
const CONTACT = 0;
let app: FastifyInstance;
let owner: TestSeat;
let sales: TestSeat;
let marketing: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://localhost', port: 0 });
  owner = await makeAccount(on);
  sales = await makeUser(on, owner, { role: 'Sales' });
  marketing = await makeUser(on, owner, { role: 'Marketing' });
  reader = await makeUser(on, owner, { role: 'Read only' });
  stranger = await makeAccount(on);
});

async function ask(seat: TestSeat, method: string, url: string, payload?: object) {
  const response = await app.inject({
    method: method as 'GET',
    url,
    headers: await signedIn(on, seat),
    ...(payload ? { payload } : {}),
  });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const make = async (seat: TestSeat, name: string, more: object = {}): Promise<number> => {
  const { status, body } = await ask(seat, 'POST', '/api/views', { objectId: CONTACT, name, settings: {}, ...more });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body.id;
};
const seen = async (seat: TestSeat): Promise<any[]> => (await ask(seat, 'GET', '/api/views?object=0')).body.views;
const names = async (seat: TestSeat): Promise<string[]> => (await seen(seat)).map(({ name }) => name);

test('a view is its maker’s alone until it is shared, with everybody or with a role', async () => {
  await make(sales, 'Mine');
  expect(await names(sales)).toEqual(['Mine']);
  expect(await names(owner)).toEqual([]);
  const id = await make(owner, 'For all', { shared: true, settings: { columns: ['name', 'f3', 'field:7.12'], sort: '-created' } });
  expect(await names(sales)).toEqual(['Mine', 'For all']);
  const role = await on.owner.query("select id::int from roles where account_id = $1 and name = 'Marketing'", [owner.accountId]);
  const changed = await ask(owner, 'PATCH', `/api/views/${id}`, { version: 1, roleIds: [role.rows[0].id] });
  expect(changed.status).toBeLessThan(300);
  expect(await names(sales)).toEqual(['Mine']);
  expect(await names(marketing)).toEqual(['For all']);
  expect(await names(stranger)).toEqual([]);
  expect((await ask(stranger, 'PATCH', `/api/views/${id}`, { version: 2, name: 'Theirs' })).status).toBe(404);
});

test('whoever may not manage what others share neither shares nor changes a shared view', async () => {
  const id = await make(owner, 'House view', { shared: true });
  expect((await seen(reader)).find((view) => view.id === id)).toMatchObject({ mayChange: false });
  for (const [method, url, payload] of [
    ['POST', '/api/views', { objectId: CONTACT, name: 'Push', shared: true, settings: {} }],
    ['PATCH', `/api/views/${id}`, { version: 1, name: 'Sold' }],
    ['DELETE', `/api/views/${id}`, undefined],
  ] as const) {
    expect((await ask(reader, method, url, payload)).body, url).toMatchObject({ code: 'not_allowed' });
  }
  const own = await make(reader, 'Own');
  expect((await ask(reader, 'PATCH', `/api/views/${own}`, { version: 1, shared: true })).body).toMatchObject({ code: 'not_allowed' });
  expect((await ask(owner, 'GET', '/api/views?object=0')).body.views.some((view: { id: number }) => view.id === own)).toBe(false);
  expect((await ask(owner, 'DELETE', `/api/views/${own}`)).status).toBe(404);
});

test('two who save one view do not overwrite each other', async () => {
  const id = await make(owner, 'Twice', { shared: true });
  expect((await ask(owner, 'PATCH', `/api/views/${id}`, { version: 1, name: 'Once' })).status).toBeLessThan(300);
  expect((await ask(owner, 'PATCH', `/api/views/${id}`, { version: 1, name: 'Again' })).body).toMatchObject({ code: 'changed_meanwhile' });
});

test('tabs keep the order they are put into, and somebody’s first view is their own choice', async () => {
  const [first, second] = [await make(marketing, 'First'), await make(marketing, 'Second')];
  const before = (await seen(marketing)).map(({ id }) => id);
  const order = [second, ...before.filter((id: number) => id !== second)];
  expect((await ask(marketing, 'PUT', '/api/views/order', { objectId: CONTACT, ids: order })).status).toBeLessThan(300);
  const after = (await seen(marketing)).map(({ id }) => id);
  expect(after.indexOf(second)).toBeLessThan(after.indexOf(first));
  expect((await ask(marketing, 'PUT', '/api/views/default', { objectId: CONTACT, viewId: second })).status).toBeLessThan(300);
  expect((await seen(marketing)).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second]);
  expect((await seen(owner)).filter(({ isDefault }) => isDefault)).toEqual([]);
  expect((await ask(sales, 'PUT', '/api/views/default', { objectId: CONTACT, viewId: second })).status).toBe(404);
});

test('a view whose field was deleted still opens and says so; a hidden condition is not shown', async () => {
  const made = await ask(owner, 'POST', '/api/objects/0/fields', { label: 'Berth', type: 'text', sortable: true });
  const criteria = { field: made.body.id, operator: 'is', values: ['A'] };
  const id = await make(owner, 'Berths', { shared: true, settings: { criteria, sort: `field:${made.body.id}` } });
  expect((await seen(owner)).find((view) => view.id === id)).toMatchObject({ problem: null, settings: { criteria } });
  expect((await ask(owner, 'DELETE', `/api/objects/0/fields/${made.body.id}`)).status).toBeLessThan(300);
  expect((await seen(owner)).find((view) => view.id === id).problem).toMatch(/^There is no field|deleted/);
});

test('private views of a user who leaves go to nobody, shared ones to whoever takes over', async () => {
  const leaver = await makeUser(on, owner, { role: 'Manager' });
  const [hidden, shared] = [await make(leaver, 'Hidden'), await make(leaver, 'Handed on', { shared: true })];
  await on.database.account(owner.accountId, (db) => passViewsOn(db, owner.actor, leaver.userId, owner.userId));
  const views = await seen(owner);
  expect(views.find((view) => view.id === shared)).toMatchObject({ userId: owner.userId, mayChange: true });
  const { rows } = await on.owner.query('select 1 from views where account_id = $1 and id = $2', [owner.accountId, hidden]);
  expect(rows).toEqual([]);
});
