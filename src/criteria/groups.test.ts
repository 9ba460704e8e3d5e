import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { writeRecords } from '../records/index.ts';
import { sql } from '../app/db.ts';

const on = testDatabase();
const CONTACT = 0;
let app: FastifyInstance;
let owner: TestSeat;
let reader: TestSeat;
let sales: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://localhost', port: 0 });
  owner = await makeAccount(on);
  reader = await makeUser(on, owner, { role: 'Read only' });
  sales = await makeUser(on, owner, { role: 'Sales' });
  stranger = await makeAccount(on);
  const people = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Edsger Dijkstra'].map((name, index) => ({
    owner: index === 0 ? sales.userId : owner.userId,
    changes: { 1: name.split(' ')[0], 2: name.split(' ')[1], 3: `${name.split(' ')[0]!.toLowerCase()}@example.com` },
  }));
  const first = await owner.ids('record:0', people.length);
  await on.database.account(owner.accountId, (db) =>
    writeRecords(db, owner.actor, {
      objectId: CONTACT,
      columns: ['owner_id'],
      source: sql`select ${first}::bigint + p.ordinality - 1 as id, true as is_new, p.value -> 'changes' as changes, (p.value ->> 'owner')::bigint as owner_id
        from jsonb_array_elements(${JSON.stringify(people)}::jsonb) with ordinality p`,
    }),
  );
});

async function ask(seat: TestSeat, method: string, url: string, payload?: unknown) {
  const response = await app.inject({
    method: method as 'GET',
    url,
    headers: await signedIn(on, seat),
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const startsWithA = { field: 1, operator: 'starts_with', values: ['a'] };
let names = 0;
const makeGroup = async (criteria: object, more: object = {}): Promise<number> => {
  const { status, body } = await ask(owner, 'POST', '/api/groups', { objectId: CONTACT, name: `Group ${++names}`, criteria, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
};

test('a preview counts, names and warns', async () => {
  const { body } = await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, criteria: startsWithA });
  expect(body).toMatchObject({ count: 2, warnings: [] });
  expect(body.names.toSorted()).toEqual(['Ada Lovelace', 'Alan Turing']);
  expect(body.ms).toBeTypeOf('number');

  const trap = { any: ['Ada', 'Alan'].map((name) => ({ field: 1, operator: 'is_not', values: [name] })) };
  const trapped = await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, criteria: trap });
  expect(trapped.body).toMatchObject({ count: 4, warnings: [{ code: 'negated_alternatives' }] });
});

test('a preview, a count and a list show each person what their role shows', async () => {
  const counts = [];
  for (const seat of [owner, reader, sales]) {
    const preview = await ask(seat, 'POST', '/api/criteria/preview', { object: CONTACT, criteria: startsWithA });
    const count = await ask(seat, 'GET', `/api/records/0/count?criteria=${encodeURIComponent(JSON.stringify(startsWithA))}`);
    const list = await ask(seat, 'GET', `/api/records/0?criteria=${encodeURIComponent(JSON.stringify(startsWithA))}`);
    expect([count.body.count, list.body.records.length]).toEqual([preview.body.count, preview.body.count]);
    counts.push(preview.body.count);
  }
  expect(counts).toEqual([2, 2, 1]);
});

test('bad criteria are refused with one sentence and their path, by every door', async () => {
  const bad = { all: [{ field: 1, operator: 'about', values: ['x'] }] };
  const doors = [
    await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, criteria: bad }),
    await ask(owner, 'POST', '/api/groups', { objectId: CONTACT, name: 'Bad', criteria: bad }),
    await ask(owner, 'GET', `/api/records/0?criteria=${encodeURIComponent(JSON.stringify(bad))}`),
  ];
  for (const { status, body } of doors) {
    expect(status).toBe(422);
    expect(body.code).toBe('operator_unknown');
    expect(body.fields['criteria.all.0.operator']).toMatch(/^“about” cannot be asked of “First name”\. Choose one of is, is_not/);
  }
  const malformed = await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, criteria: { all: 7 } });
  expect(malformed).toMatchObject({ status: 422, body: { fields: { 'criteria.all': 'Give a list of conditions.' } } });
  expect((await ask(owner, 'GET', '/api/records/0?criteria={')).body.title).toMatch(/not valid JSON/);
});

describe('a group', () => {
  test('is made, read, listed, changed, made a favourite and deleted', async () => {
    const id = await makeGroup(startsWithA, { name: ' Names with A ', columns: [1, 3], sort: '-name' });
    const made = await ask(owner, 'GET', `/api/groups/${id}`);
    expect(made.body).toMatchObject({
      id,
      name: 'Names with A',
      criteria: startsWithA,
      columns: [1, 3],
      sort: '-name',
      favourite: false,
      problem: null,
      version: 1,
    });

    await ask(reader, 'PUT', `/api/groups/${id}/favourite`, { favourite: true });
    const listed = await ask(reader, 'GET', '/api/groups?object=0');
    expect(listed.body.groups[0]).toMatchObject({ id, favourite: true });
    expect((await ask(owner, 'GET', `/api/groups/${id}`)).body.favourite).toBe(false);

    expect((await ask(owner, 'GET', `/api/records/0?group=${id}`)).body.records.map(({ name }: { name: string }) => name)).toEqual([
      'Alan Turing',
      'Ada Lovelace',
    ]);
    expect((await ask(owner, 'PATCH', `/api/groups/${id}`, { version: 1, name: 'Everybody', criteria: { all: [] } })).status).toBe(204);
    expect((await ask(owner, 'GET', `/api/records/0/count?group=${id}`)).body).toEqual({ count: 4 });
    expect((await ask(owner, 'PATCH', `/api/groups/${id}`, { version: 1, name: 'Late' })).body).toMatchObject({
      code: 'changed_meanwhile',
      status: 409,
    });

    expect((await ask(owner, 'DELETE', `/api/groups/${id}`)).status).toBe(204);
    expect((await ask(owner, 'GET', `/api/groups/${id}`)).status).toBe(404);
    const { rows } = await on.owner.query(
      "select kind from events where account_id = $1 and subject_type = 'group' and subject_id = $2 order by id",
      [owner.accountId, id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['group.created', 'group.updated', 'group.deleted']);
  });

  test('has a name of its own among the groups of its object', async () => {
    await makeGroup(startsWithA, { name: 'Taken' });
    const again = await ask(owner, 'POST', '/api/groups', { objectId: CONTACT, name: 'tAKEN ', criteria: { all: [] } });
    expect(again.body).toMatchObject({ code: 'name_taken', fields: { name: expect.stringMatching(/already a group/) } });
  });

  test('may refer to groups, but not in a circle, and is kept while another refers to it', async () => {
    const first = await makeGroup(startsWithA);
    const second = await makeGroup({
      all: [
        { group: first, operator: 'in' },
        { field: 2, operator: 'is', values: ['turing'] },
      ],
    });
    expect((await ask(owner, 'GET', `/api/records/0/count?group=${second}`)).body).toEqual({ count: 1 });
    const circular = await ask(owner, 'PATCH', `/api/groups/${first}`, {
      version: 1,
      criteria: { not: { group: second, operator: 'in' } },
    });
    expect(circular.body).toMatchObject({ code: 'group_circular' });
    expect(
      (await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, group: first, criteria: { group: second, operator: 'in' } }))
        .body.code,
    ).toBe('group_circular');
    expect((await ask(owner, 'DELETE', `/api/groups/${first}`)).body).toMatchObject({ code: 'group_in_use', status: 409 });
  });

  test('belongs to its account and is changed only by those with the right', async () => {
    const id = await makeGroup(startsWithA);
    for (const [method, url, payload] of [
      ['GET', `/api/groups/${id}`, undefined],
      ['PATCH', `/api/groups/${id}`, { version: 1, name: 'Stolen' }],
      ['DELETE', `/api/groups/${id}`, undefined],
      ['PUT', `/api/groups/${id}/favourite`, { favourite: true }],
      ['GET', `/api/records/0?group=${id}`, undefined],
      ['GET', `/api/records/0/count?group=${id}`, undefined],
    ] as const) {
      const { status, body } = await ask(stranger, method, url, payload);
      expect([404, 422], `${method} ${url}`).toContain(status);
      expect(['not_found', 'group_unknown']).toContain(body.code);
    }
    expect((await ask(stranger, 'GET', '/api/records/0/count')).body).toEqual({ count: 0 });
    expect((await ask(stranger, 'GET', '/api/groups')).body).toEqual({ groups: [] });
    for (const [method, url, payload] of [
      ['POST', '/api/groups', { objectId: CONTACT, name: 'Mine', criteria: { all: [] } }],
      ['PATCH', `/api/groups/${id}`, { version: 1, name: 'Mine' }],
      ['DELETE', `/api/groups/${id}`, undefined],
    ] as const) {
      expect((await ask(reader, method, url, payload)).status, `${method} ${url}`).toBe(403);
    }
    for (const url of ['/api/groups', '/api/records/0', '/api/records/0/count', '/api/search?q=a'])
      expect((await app.inject(url)).statusCode).toBe(401);
  });
});

describe('search', () => {
  const found = async (seat: TestSeat, q: string): Promise<string[]> =>
    (await ask(seat, 'GET', `/api/search?q=${encodeURIComponent(q)}`)).body.found.map(({ name }: { name: string }) => name);

  test('finds by the beginnings of words, the best first', async () => {
    expect(await found(owner, 'hop gra')).toEqual(['Grace Hopper']);
    expect(await found(owner, 'ALAN@example.com')).toEqual(['Alan Turing']);
    expect((await found(owner, 'a'))[0]).toMatch(/^A/);
    expect(await found(owner, 'nobody')).toEqual([]);
    expect(await found(owner, "'; -- % :* & |")).toEqual([]);
  });

  test('finds nothing that a list would not show', async () => {
    expect(await found(sales, 'example')).toEqual(['Ada Lovelace']);
    expect(await found(stranger, 'example')).toEqual([]);
    const listed = await ask(sales, 'GET', '/api/records/0?search=example');
    expect(listed.body.records.map(({ name }: { name: string }) => name)).toEqual(['Ada Lovelace']);
  });
});
