import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { luckFrom, pick } from '../../test/random-input.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { reassign } from './reassign.ts';
import { routes } from './routes.ts';
import { historyRoutes } from './routes/history.ts';
import { rolledBack, type ValueEvent } from './rules/roll-back.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, type Value } from './schema.ts';
import { seedOf } from '../../test/seed.ts';

const SEED = seedOf(20_261_122);
const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let seller: TestSeat;
let stranger: TestSeat;
const headers = new Map<TestSeat, Record<string, string>>();

beforeAll(async () => {
  console.log(`history seed ${SEED}`);
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  stranger = await makeAccount(test);
  for (const seat of [owner, seller, stranger]) headers.set(seat, await signedIn(test, seat));
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
async function call(seat: TestSeat, method: Method, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)!, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}
async function make(values: object, object = CONTACT): Promise<number> {
  const { status, body } = await call(owner, 'POST', `/api/records/${object}`, { values });
  expect([status, body.title]).toEqual([200, undefined]);
  return body.id;
}
const place = (id: number, rest = ''): string => `/api/records/${CONTACT}/${id}${rest}`;
const patch = (id: number, values: object, version?: number) =>
  call(owner, 'PATCH', place(id), { values, ...(version ? { version } : {}) });
const history = async (id: number, field: number, query = '') =>
  (await call(owner, 'GET', place(id, `/fields/${field}/history${query}`))).body;

describe('two who change one record', () => {
  it('both are kept where they change different fields', async () => {
    const id = await make({ city: 'Oslo', title: 'Baker' });
    await patch(id, { city: 'Rome' }, 1);
    const { status, body } = await patch(id, { title: 'Miller' }, 1);
    expect([status, body.version, body.values[C.city], body.values[C.title]]).toEqual([200, 3, 'Rome', 'Miller']);
  });

  it('are told what stands there where they change the same one', async () => {
    const id = await make({ city: 'Oslo' });
    await patch(id, { city: 'Rome', zip: '1' }, 1);
    const { status, body } = await patch(id, { city: 'Bern', title: 'Baker' }, 1);
    expect([status, body.code]).toEqual([409, 'changed_meanwhile']);
    expect(body.title).toMatch(/changed City on .*, after you opened it\./);
    expect(body.details).toMatchObject({
      changedBy: { type: 'user', id: String(owner.userId), name: owner.name },
      theirs: { [C.city]: 'Rome' },
      version: 2,
    });
    expect((await call(owner, 'GET', place(id))).body.values).toMatchObject({ [C.city]: 'Rome', [C.zip]: '1' });
    expect((await patch(id, { city: 'Bern', title: 'Baker' }, body.details.version)).body.values[C.city]).toBe('Bern');
  });

  it('are told of an e-mail address as of any other field', async () => {
    const id = await make({ email: 'ann@one.example' });
    await patch(id, { email: 'ann@two.example' }, 1);
    const cleared = await patch(id, { email: '' }, 1);
    expect([cleared.status, cleared.body.details?.theirs]).toEqual([409, { [C.email]: 'ann@two.example' }]);
    expect((await patch(id, { email: 'ann@two.example', city: 'Oslo' }, 1)).status).toBe(200);
    const { eventId } = (await history(id, C.city)).entries[0];
    const then = await call(owner, 'GET', place(id, `/as-of?event=${eventId}&side=before`));
    expect([then.status, then.body.values?.[C.email]]).toEqual([200, 'ann@two.example']);
  });

  it('are told that the record was handed on with all others of who left', async () => {
    const id = await make({ city: 'Oslo' });
    const [leaver, heir] = [await makeUser(test, owner), await makeUser(test, owner)];
    await call(owner, 'PATCH', place(id), { values: {}, ownerId: leaver.userId });
    await test.database.account(owner.accountId, (db) => reassign(db, owner.actor, leaver.userId, heir.userId));
    const late = await call(owner, 'PATCH', place(id), { values: {}, ownerId: owner.userId, version: 2 });
    expect([late.status, late.body.code]).toEqual([409, 'changed_meanwhile']);
  });

  it('agree where both wrote the same, and where it was changed there and back', async () => {
    const id = await make({ city: 'Oslo' });
    await patch(id, { city: 'Rome' }, 1);
    expect((await patch(id, { city: 'Rome' }, 1)).status).toBe(200);
    expect((await call(owner, 'PATCH', place(id), { values: {}, ownerId: seller.userId, version: 1 })).status).toBe(200);
    const late = await call(owner, 'PATCH', place(id), { values: {}, ownerId: owner.userId, version: 1 });
    expect([late.status, late.body.title]).toEqual([409, expect.stringContaining('changed the owner')]);
  });

  it('at the same moment, on connections of their own, lose nothing that the other was not shown', { timeout: 120_000 }, async () => {
    const luck = luckFrom(SEED);
    const fields = ['city', 'title', 'zip', 'state'] as const;
    const ids = [C.city, C.title, C.zip, C.state];
    for (let round = 0; round < 25; round++) {
      const id = await make(Object.fromEntries(fields.map((field) => [field, 'start'])));
      const edits = ['ada', 'ben'].map((who) => {
        const chosen = fields.filter(() => luck() < 0.5);
        return Object.fromEntries((chosen.length > 0 ? chosen : [pick(luck, fields)]).map((field) => [field, `${who} ${field}`]));
      });
      const answers = await Promise.all(edits.map((values) => patch(id, values, 1)));
      const stands = (await call(owner, 'GET', place(id))).body.values;
      const shared = fields.filter((field) => edits.every((edit) => field in edit));
      expect(answers.filter(({ status }) => status === 409).length, `seed ${SEED} round ${round}`).toBe(shared.length > 0 ? 1 : 0);
      const kept: Record<string, string> = Object.assign({}, ...edits.filter((_, n) => answers[n]!.status === 200));
      for (const [n, field] of fields.entries())
        expect(stands[ids[n]!], `seed ${SEED} round ${round} ${field}`).toBe(kept[field] ?? 'start');
    }
  });
});

describe('the history of a field', () => {
  it('goes back to the beginning: what, when, by whom, because of what', async () => {
    const company = await make({ name: 'Harbour Works' }, COMPANY);
    const id = await make({ city: 'Oslo' });
    test.clock.moveTo('2026-03-03T09:00:00Z');
    await patch(id, { city: 'Rome', company: String(company) });
    await patch(id, { title: 'Baker' });
    await patch(id, { city: '' });
    const city = await history(id, C.city);
    expect(city).toMatchObject({ fieldId: C.city, label: 'City', hasMore: false });
    expect(city.entries.map(({ value, before, isBeginning }: any) => [before, value, isBeginning])).toEqual([
      ['Rome', null, false],
      ['Oslo', 'Rome', false],
      [null, 'Oslo', true],
    ]);
    expect(city.entries[1]).toMatchObject({ at: '2026-03-03T09:00:00.000Z', actor: { type: 'user', name: owner.name }, text: 'Rome' });
    expect((await history(id, C.company)).entries.map(({ text, isBeginning }: any) => [text, isBeginning])).toEqual([
      ['Harbour Works', false],
      ['', true],
    ]);
    const page = await history(id, C.city, '?skip=1&limit=1');
    expect([page.hasMore, page.entries.map(({ value }: any) => value)]).toEqual([true, ['Rome']]);
  });

  it('says where what stood there is no longer kept, and does not put it back', async () => {
    const id = await make({ city: 'Oslo' });
    await patch(id, { city: 'Rome' });
    await patch(id, { city: 'Bern' });
    await test.owner.query(
      "update events set personal = null where account_id = $1 and record_id = $2 and kind = 'record.updated' and data->>'version' = '2'",
      [owner.accountId, id],
    );
    const { entries } = await history(id, C.city);
    expect(entries.map(({ value, isKept }: any) => [value, isKept])).toEqual([
      ['Bern', true],
      [null, false],
      ['Oslo', true],
    ]);
    expect((await call(owner, 'POST', place(id, '/put-back'), { event: entries[1].eventId, fields: [C.city] })).body.values[C.city]).toBe(
      'Rome',
    );
    const lost = await call(owner, 'POST', place(id, '/put-back'), { event: entries[1].eventId, side: 'before', fields: [C.city] });
    expect([lost.status, lost.body.code]).toEqual([422, 'value_not_kept']);
    expect((await call(owner, 'GET', place(id, `/as-of?event=${entries[1].eventId}&side=before`))).body.unknown).toEqual([C.city]);
  });
});

describe('a former value', () => {
  it('is put back, several at once, as a change like any other, because of the event it came from', async () => {
    const id = await make({ city: 'Oslo', title: 'Baker', status: 'Lead' });
    await patch(id, { city: 'Rome', title: '', status: 'Lost' });
    const beginning = (await history(id, C.city)).entries.at(-1).eventId;
    const then = await call(owner, 'GET', place(id, `/as-of?event=${beginning}`));
    expect(then.body).toMatchObject({ values: { [C.city]: 'Oslo', [C.title]: 'Baker', [C.salesStage]: 3 }, unknown: [] });
    const { status, body } = await call(owner, 'POST', place(id, '/put-back'), {
      event: beginning,
      fields: [C.city, C.title],
      version: 2,
    });
    expect([status, body.values[C.city], body.values[C.title], body.values[C.salesStage]]).toEqual([200, 'Oslo', 'Baker', 7]);
    expect((await history(id, C.city)).entries[0]).toMatchObject({ before: 'Rome', value: 'Oslo', causeId: beginning });
    const late = await call(owner, 'POST', place(id, '/put-back'), { event: beginning, side: 'before', fields: [C.city], version: 2 });
    expect(late.body.code).toBe('changed_meanwhile');
  });

  it('is nothing to whoever may not see or change it', async () => {
    const id = await make({ city: 'Oslo', firstname: 'Jo' });
    await patch(id, { city: 'Rome', firstname: 'Joan' });
    const event = (await history(id, C.city)).entries.at(-1).eventId;
    const put = { event, fields: [C.city] };
    for (const seat of [stranger, seller]) {
      expect((await call(seat, 'GET', place(id, `/fields/${C.city}/history`))).status).toBe(404);
      expect((await call(seat, 'GET', place(id, `/as-of?event=${event}`))).status).toBe(404);
      expect((await call(seat, 'POST', place(id, '/put-back'), put)).status).toBe(404);
      expect((await call(seat, 'POST', place(id, '/presence'), { page: 'page-0001', doing: 'here' })).status).toBe(404);
    }
    const elsewhere = await make({ city: 'Bonn' });
    expect((await call(owner, 'GET', place(elsewhere, `/as-of?event=${event}`))).status).toBe(404);

    const { rows } = await test.owner.query('select section_id from fields where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      C.city,
    ]);
    const hidden = await roleWith({ [rows[0].section_id]: 'hidden' });
    const blind = await call(hidden, 'GET', place(id, `/as-of?event=${event}`));
    expect([blind.body.values[C.firstName], C.city in blind.body.values]).toEqual(['Jo', false]);
    expect((await call(hidden, 'GET', place(id, `/fields/${C.city}/history`))).status).toBe(404);
    expect((await call(hidden, 'GET', place(id, `/fields/${C.firstName}/history`))).body.entries).toHaveLength(2);
    expect((await call(hidden, 'POST', place(id, '/put-back'), put)).body.code).toBe('invalid_input');
    const viewing = await roleWith({ [rows[0].section_id]: 'view' });
    expect((await call(viewing, 'GET', place(id, `/fields/${C.city}/history`))).body.entries).toHaveLength(2);
    expect((await call(viewing, 'POST', place(id, '/put-back'), put)).status).toBe(422);
    expect((await call(owner, 'GET', place(id))).body.values[C.city]).toBe('Rome');
  });

  async function roleWith(sections: Record<string, string>): Promise<TestSeat> {
    const all = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true };
    const [top] = (await call(owner, 'GET', '/api/roles')).body;
    const name = `Role ${Object.values(sections)[0]}`;
    const rights = { account: [], otherObjects: all, objects: { [CONTACT]: { ...all, sections } } };
    const made = await call(owner, 'POST', '/api/roles', { name, managerRoleId: top.id, rights });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const seat = await makeUser(test, owner, { role: name });
    headers.set(seat, await signedIn(test, seat));
    return seat;
  }

  it('is found by taking back every change since, however they are put together', () => {
    const luck = luckFrom(SEED);
    for (let round = 0; round < 200; round++) {
      const states: Record<string, Value>[] = [{ 1: 'a' }];
      const events: ValueEvent[] = [{ id: 1, kind: 'record.created', data: null, personal: { values: { 1: 'a' } } }];
      for (let id = 2; id < 12; id++) {
        const before = states.at(-1)!;
        const after = { ...before };
        const changes: Record<string, [Value, Value]> = {};
        for (const field of ['1', '2', '3']) {
          const value = pick(luck, ['a', 'b', null]);
          if (luck() > 0.5 || value === (before[field] ?? null)) continue;
          changes[field] = [before[field] ?? null, value];
          if (value === null) delete after[field];
          else after[field] = value;
        }
        events.unshift({ id, kind: 'record.updated', data: { fields: Object.keys(changes).map(Number) }, personal: { changes } });
        states.push(after);
      }
      for (const [n, state] of states.entries()) {
        expect(rolledBack(states.at(-1)!, events, { event: n + 1, side: 'after' })?.values, `seed ${SEED}`).toEqual(state);
        const before = rolledBack(states.at(-1)!, events, { event: n + 1, side: 'before' })?.values;
        expect(before, `seed ${SEED}`).toEqual(n === 0 ? {} : states[n - 1]);
      }
    }
    expect(rolledBack({}, [], { event: 1, side: 'after' })).toBeUndefined();
  });

  it('is reached by these routes', () => {
    expect(historyRoutes.every((one) => routes.includes(one))).toBe(true);
  });
});
