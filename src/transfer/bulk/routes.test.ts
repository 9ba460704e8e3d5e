import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { newKey } from '../../../test/bulk.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { CONTACT_FIELDS as F } from '../../records/index.ts';

const test = testDatabase();
let server: FastifyInstance;
let seat: TestSeat;
let owner: Visitor;

beforeAll(async () => {
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
});
afterAll(() => server.close());
beforeEach(async () => {
  seat = await makeAccount(test);
  owner = visitor(server, await signedIn(test, seat));
  owner.account = seat.accountId;
});

const addContact = async (name: string): Promise<number> =>
  (await owner.post('/api/records/0', { values: { [F.firstName]: name, [F.email]: `${name.toLowerCase()}@example.com` } })).id;

const tagging = { objectId: 0, kind: 'tag.add', settings: { tag: 'Newcomer' }, which: {} };

async function tagAll(): Promise<{ id: number }> {
  const preview = await owner.post('/api/bulk/preview', tagging);
  const run = await owner.post('/api/bulk', { ...tagging, expected: preview.count, key: newKey() });
  await test.settle(seat.accountId);
  return run;
}

it('a preview, a run, its history and its undoing go over the API', async () => {
  await addContact('Ada');
  await addContact('Ben');
  const offered = await owner.get('/api/bulk/actions?object=0');
  expect(offered.actions.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining([
      'field.change',
      'tag.add',
      'owner.spread',
      'email.send',
      'automation.enter',
      'record.delete',
      'record.restore',
    ]),
  );
  const { id } = await tagAll();
  const { run } = await owner.get(`/api/bulk/${id}`);
  expect(run).toMatchObject({ status: 'finished', total: 2, done: 2, changed: 2, canUndo: true });
  expect((await owner.get(`/api/bulk/${id}/undo`)).changed).toBe(2);
  const undo = await owner.post(`/api/bulk/${id}/undo`, { key: newKey() });
  await test.settle(seat.accountId);
  expect((await owner.get('/api/bulk')).runs.map((each: { id: number; undoneBy: number | null }) => [each.id, each.undoneBy])).toEqual([
    [undo.id, null],
    [id, undo.id],
  ]);
});

it('the bin is found in, by name, with who put things there', async () => {
  const id = await addContact('Ada');
  await addContact('Ben');
  await owner.delete(`/api/records/0/${id}`);
  expect(await owner.get('/api/records/0/bin')).toMatchObject({ total: 1, next: null, records: [{ id, deletedBy: seat.name }] });
  expect((await owner.get('/api/records/0/bin?search=ben')).records).toEqual([]);
  expect((await owner.get('/api/records/0/bin?search=ada')).records).toHaveLength(1);
  const restoring = { objectId: 0, kind: 'record.restore', settings: {}, which: { bin: true } };
  expect(await owner.post('/api/bulk/preview', restoring)).toMatchObject({ count: 1, changed: 1 });
  await owner.post('/api/bulk', { ...restoring, expected: 1, key: newKey() });
  await test.settle(seat.accountId);
  expect((await owner.get('/api/records/0/bin')).total).toBe(0);
});

it('what is deleted for good is gone', async () => {
  const id = await addContact('Ada');
  await owner.delete(`/api/records/0/${id}`);
  const erasing = { objectId: 0, kind: 'record.erase', settings: {}, which: { ids: [id] } };
  expect(await owner.post('/api/bulk/preview', erasing)).toMatchObject({ count: 1, tried: 0, canUndo: false });
  const run = await owner.post('/api/bulk', { ...erasing, expected: 1, key: newKey() });
  await test.settle(seat.accountId);
  expect((await owner.get(`/api/bulk/${run.id}`)).run).toMatchObject({ changed: 1, canUndo: false });
  const { rows } = await test.owner.query('select count(*)::int as n from records where account_id = $1', [seat.accountId]);
  expect(rows[0].n).toBe(0);
});

it('nobody of another account, and nobody without the right, sees or stops a run', async () => {
  await addContact('Ada');
  const { id } = await tagAll();
  const stranger = await signedIn(test, await makeAccount(test));
  const reader = await signedIn(test, await makeUser(test, seat, { role: 'Read only' }));
  const ask = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: object): Promise<number> =>
    (await server.inject({ method, url, headers, ...(payload ? { payload } : {}) })).statusCode;
  for (const path of ['', '/undo', '/failures']) expect(await ask('GET', `/api/bulk/${id}${path}`, stranger)).toBe(404);
  for (const path of ['/stop', '/resume']) {
    expect(await ask('POST', `/api/bulk/${id}${path}`, stranger)).toBe(404);
    expect(await ask('POST', `/api/bulk/${id}${path}`, reader)).toBe(404);
  }
  expect(await ask('POST', `/api/bulk/${id}/undo`, reader, { key: newKey() })).toBe(404);
  expect(await ask('POST', '/api/bulk/preview', reader, tagging)).toBe(403);
  expect(await ask('POST', '/api/bulk', reader, { ...tagging, expected: 1, key: newKey() })).toBe(403);
  expect(await ask('GET', `/api/bulk/${id}`, {})).toBe(401);
});

it('a tag is added to records that match, and taken off those that are named, as runs of their own', async () => {
  const [ada, ben] = [await addContact('Ada'), await addContact('Ben')];
  const criteria = { field: F.firstName, operator: 'is', values: ['Ada'] };
  const added = await owner.post('/api/objects/0/tags/bulk', { add: 'Chosen', criteria });
  expect(added).toMatchObject({ kind: 'tag.add', total: 1 });
  await owner.post('/api/objects/0/tags/bulk', { add: 'Chosen', ids: [ben] });
  await test.settle(seat.accountId);
  const chosen = async (): Promise<number> => (await owner.get('/api/objects/0/tags')).tags[0].records;
  expect(await chosen()).toBe(2);
  await owner.post('/api/objects/0/tags/bulk', { remove: 'Chosen', ids: [ada, 9_999] });
  await test.settle(seat.accountId);
  expect(await chosen()).toBe(1);
  expect((await owner.get(`/api/bulk/${added.id}`)).run).toMatchObject({ status: 'finished', changed: 1, canUndo: true });
  const wrong = await server.inject({
    method: 'POST',
    url: '/api/objects/0/tags/bulk',
    headers: await signedIn(test, seat),
    payload: { add: 'A', remove: 'B', ids: [ada] },
  });
  expect(wrong.statusCode).toBe(422);
});
