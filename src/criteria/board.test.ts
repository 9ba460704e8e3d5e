import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { DEAL } from '../records/schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let seller: TestSeat;
let stranger: TestSeat;
let stage: { id: number; options: { id: number }[] };
let value: { id: number };
const headers = new Map<TestSeat, Record<string, string>>();

async function call(
  seat: TestSeat,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)!, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  stranger = await makeAccount(test);
  for (const seat of [owner, seller, stranger]) headers.set(seat, await signedIn(test, seat));
  const { objects } = (await call(owner, 'GET', '/api/objects')).body;
  const { fields } = objects.find(({ id }: { id: number }) => id === DEAL);
  stage = fields.find(({ type }: { type: string }) => type === 'dropdown');
  value = fields.find(({ type }: { type: string }) => type === 'price');
});
afterAll(() => app.close());

const deal = async (seat: TestSeat, name: string, option: number | null, cents: number | null): Promise<number> =>
  (await call(seat, 'POST', `/api/records/${DEAL}`, { values: { name, [stage.id]: option, [value.id]: cents } })).body.id;
const board = async (seat: TestSeat, query: string) => call(seat, 'GET', `/api/records/${DEAL}/board?${query}`);

describe('a board', () => {
  it('counts and sums the records of each option, those without one too, and follows a card that is moved', async () => {
    const [first, second] = stage.options.map(({ id }) => id) as [number, number];
    const moved = await deal(owner, 'Ovens', first, 1_000_00);
    await deal(owner, 'Sacks', first, 250_50);
    await deal(owner, 'Loaves', null, 99);
    await deal(owner, 'Crumbs', null, null);
    const columns = async (query = '') =>
      (await board(owner, `field=${stage.id}&sum=${value.id}${query}`)).body.columns.toSorted((a: any, b: any) => placeOf(a) - placeOf(b));
    const placeOf = ({ optionId }: { optionId: number }): number => [0, first, second].indexOf(optionId);
    expect(await columns()).toEqual([
      { optionId: 0, count: 2, sum: 99 },
      { optionId: first, count: 2, sum: 1_250_50 },
    ]);
    await call(owner, 'PATCH', `/api/records/${DEAL}/${moved}`, { values: { [stage.id]: second } });
    expect(await columns()).toEqual([
      { optionId: 0, count: 2, sum: 99 },
      { optionId: first, count: 1, sum: 250_50 },
      { optionId: second, count: 1, sum: 1_000_00 },
    ]);
    expect(await columns('&search=sacks')).toEqual([{ optionId: first, count: 1, sum: 250_50 }]);
    const criteria = encodeURIComponent(JSON.stringify({ field: stage.id, operator: 'is', values: [second] }));
    expect(await columns(`&criteria=${criteria}`)).toEqual([{ optionId: second, count: 1, sum: 1_000_00 }]);
    expect((await board(owner, `field=${stage.id}`)).body.columns[0].sum).toBeNull();
  });

  it('shows nobody more than their role does', async () => {
    const [option] = stage.options.map(({ id }) => id) as [number];
    await deal(seller, 'Mine', option, 7_00);
    expect((await board(seller, `field=${stage.id}&sum=${value.id}`)).body.columns).toEqual([{ optionId: option, count: 1, sum: 7_00 }]);
    expect((await board(stranger, `field=${stage.id}&sum=${value.id}`)).body.columns).toEqual([]);
    const { rows } = await test.owner.query('select section_id from fields where account_id = $1 and object_id = $2 and id = $3', [
      owner.accountId,
      DEAL,
      value.id,
    ]);
    const all = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true };
    const [top] = (await call(owner, 'GET', '/api/roles')).body;
    const rights = { account: [], otherObjects: all, objects: { [DEAL]: { ...all, sections: { [rows[0].section_id]: 'hidden' } } } };
    expect((await call(owner, 'POST', '/api/roles', { name: 'Blind', managerRoleId: top.id, rights })).status).toBe(200);
    const reader = await makeUser(test, owner, { role: 'Blind' });
    headers.set(reader, await signedIn(test, reader));
    const blind = await board(reader, `field=${stage.id}&sum=${value.id}`);
    expect([blind.status, blind.body.code]).toEqual([422, 'invalid_input']);
  });

  it('refuses fields that make none, in one sentence', async () => {
    expect((await board(owner, `field=${value.id}`)).body.title).toMatch(/is no drop-down field/);
    expect((await board(owner, `field=${stage.id}&sum=${stage.id}`)).body.title).toMatch(/has no sum/);
    expect((await board(owner, 'field=99999')).body.title).toMatch(/There is no field 99999/);
  });
});
