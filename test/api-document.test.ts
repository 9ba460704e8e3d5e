import { Validator } from '@seriousme/openapi-schema-validator';
import fastify from 'fastify';
import { expect, expectTypeOf, test } from 'vitest';
import { quayside, type Reply, type Schemas } from '../client/src/index.ts';
import { createApiKey, identify } from '../src/accounts/index.ts';
import { openApi } from '../src/app/openapi/document.ts';
import { apiFacts } from '../src/app/openapi/facts.ts';
import { domains } from '../src/app/registry.ts';
import { startServer } from '../src/app/server.ts';
import { makeAccount } from './factories.ts';
import { idsOf, testDatabase } from './harness.ts';

interface Told {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}

const document = () => openApi(domains(), 'http://localhost') as unknown as Told;
const operations = () => Object.values(document().paths).flatMap((path) => Object.values(path));
const db = testDatabase();

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document()) as never);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('every route is in it under a name of its own, with what it answers', () => {
  const routes = domains().flatMap(({ routes: own = [] }) => own.filter(({ path }) => path.startsWith('/api/')));
  expect(operations()).toHaveLength(routes.length);
  expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(routes.length);
  const unread = routes.map(({ method, path }) => `${method} ${path}`).filter((key) => !(key in apiFacts().routes));
  expect(unread, 'run npm run api').toEqual([]);
  const silent = operations().filter(({ responses }) => !Object.keys(responses).some((status) => /^[23]/.test(status)));
  expect(silent.map(({ operationId }) => operationId)).toEqual([]);
});

test('what is no JSON has its kind said', () => {
  const raw = domains().flatMap(({ routes = [] }) => routes.filter(({ method, path }) => apiFacts().routes[`${method} ${path}`]?.isRaw));
  expect(raw.filter(({ answers }) => !answers).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('a reply that the document does not tell of fails the tests', async () => {
  const app = fastify();
  app.get('/api/groups', async (_request, reply) => reply.type('application/json').send(JSON.stringify({ groups: [], secret: 1 })));
  const answer = await app.inject('/api/groups');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toContain('secret');
});

test('the document is served to anyone, and quickly once it is known', async () => {
  const server = await startServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 });
  try {
    const first = await fetch(`${server.address}/api/openapi.json`);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ openapi: '3.1.0', paths: { '/api/live': {} } });
    const again = await fetch(`${server.address}/api/openapi.json`, { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect(again.status).toBe(304);
  } finally {
    await server.close();
  }
});

test('the client reads, writes, pages and is refused, against a real server', async () => {
  const seat = await makeAccount(db);
  const key = await db.database.account(seat.accountId, (account) =>
    createApiKey(account, seat.actor, idsOf(db.database, seat.accountId), { userId: seat.userId, name: 'The client' }),
  );
  const server = await startServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 });
  try {
    const api = quayside({ url: server.address, ...key });
    const { objects } = await api.get('/api/objects');
    const last = objects.find(({ id }) => id === 0)!.fields.find(({ label }) => label === 'Last name')!;
    for (const name of ['Ash', 'Birch', 'Cedar'])
      await api.post('/api/records/{object}', { path: { object: 0 }, body: { values: { [last.id]: name } } });
    const names: string[] = [];
    for await (const record of api.each('/api/records/0', { rows: 'records', query: { limit: 2, sort: 'name' } })) names.push(record.name);
    expect(names).toEqual(['Ash', 'Birch', 'Cedar']);
    const refused = api.get('/api/records/{object}/{id}', { path: { object: 0, id: 999 } });
    await expect(refused).rejects.toMatchObject({ code: 'not_found', status: 404 });
  } finally {
    await server.close();
  }
});

test('a wrong address, parameter or body does not compile', () => {
  const api = quayside({ url: 'http://localhost', fetch: async () => new Response('{}') });
  expectTypeOf<Reply<'GET', `/api/broadcasts/${number}`>>().toEqualTypeOf<Schemas.Broadcast>();
  expectTypeOf<Reply<'GET', '/api/records/{object}/bin'>>().toHaveProperty('total');
  // @ts-expect-error There is no such address.
  void api.get('/api/broadcast');
  // @ts-expect-error It is read by GET only.
  void api.put('/api/objects', { body: {} });
  // @ts-expect-error The id is missing.
  void api.get('/api/records/{object}/{id}', { path: { object: 0 } });
  // @ts-expect-error A limit is a number.
  void api.get('/api/records/0', { query: { limit: 'many' } });
  // @ts-expect-error A group has a name.
  void api.post('/api/groups', { body: { objectId: 0 } });
});
