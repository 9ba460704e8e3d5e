import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { routesOn } from '../../test/routes.ts';
import { personalData } from '../app/registry.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let marketing: TestSeat;
let sales: TestSeat;
let stranger: TestSeat;
let contact: number;
let score: { id: number; revision: number };
let router: { id: number; revision: number };

beforeAll(async () => {
  owner = await makeAccount(test);
  marketing = await makeUser(test, owner, { role: 'Marketing' });
  sales = await makeUser(test, owner, { role: 'Sales' });
  stranger = await makeAccount(test);
  contact = (await ask(owner, 'POST', '/api/records/0', { values: { firstname: 'Ada' } })).body.id;
  score = (await ask(marketing, 'POST', '/api/scores', { objectId: 0, name: 'Lead score', settings: { lines: LINES } })).body;
  router = (await ask(marketing, 'POST', '/api/lead-routers', { objectId: 0, name: 'New leads', settings: MEMBERS() })).body;
  await test.settle(owner.accountId);
});

const LINES = [
  { id: 1, is: 'criteria', points: 50, criteria: { field: 1, operator: 'is', values: ['Ada'] } },
  { id: 2, is: 'event', points: 3, event: 'note.added' },
];
const MEMBERS = () => ({ members: [{ userId: sales.userId }], keepOwner: false });

describe('scores', () => {
  it('are shown with their models to who looks after them, and by name to others', async () => {
    const [own] = (await ask(marketing, 'GET', '/api/scores')).body;
    expect(own).toMatchObject({ id: score.id, name: 'Lead score', settings: { cap: 100 }, sweep: null });
    expect(own.settings.lines).toHaveLength(2);
    const [shown] = (await ask(sales, 'GET', '/api/scores')).body;
    expect(shown).toMatchObject({ name: 'Lead score', settings: { lines: [] } });
    expect((await ask(stranger, 'GET', '/api/scores')).body).toEqual([]);
  });

  it('say of a record why it stands where it does, to who may see it', async () => {
    const [why] = (await ask(marketing, 'GET', `/api/records/0/${contact}/scores`)).body;
    expect(why).toMatchObject({ value: 50, band: 'Medium', lines: [{ left: 50 }, { times: 0, left: 0 }] });
    expect((await ask(sales, 'GET', `/api/records/0/${contact}/scores`)).status).toBe(404);
    expect((await ask(stranger, 'GET', `/api/records/0/${contact}/scores`)).status).toBe(404);
  });

  it('are asked for, sorted by and shown in lists like any field, and written by nobody', async () => {
    const { fieldId } = (await ask(marketing, 'GET', `/api/scores/${score.id}`)).body;
    const criteria = JSON.stringify({ field: fieldId, operator: 'at_least', values: [50] });
    const list = await ask(marketing, 'GET', `/api/records/0?criteria=${encodeURIComponent(criteria)}&sort=-field:${fieldId}`);
    expect(list.body.records).toMatchObject([{ id: contact }]);
    expect((await ask(owner, 'PATCH', `/api/records/0/${contact}`, { values: { [fieldId]: 99 } })).status).toBe(422);
  });

  it('cannot be touched without the right, from another account, or over somebody else’s change', async () => {
    for (const [method, url, body] of [
      ['POST', '/api/scores', { objectId: 0, name: 'Mine', settings: {} }],
      ['POST', '/api/scores/preview', { objectId: 0, settings: { lines: [] } }],
      ['PATCH', `/api/scores/${score.id}`, { name: 'Mine', revision: 1 }],
      ['POST', `/api/scores/${score.id}/stop`, undefined],
      ['POST', `/api/scores/${score.id}/resume`, undefined],
      ['DELETE', `/api/scores/${score.id}`, undefined],
    ] as const) {
      expect((await ask(sales, method, url, body)).status, `${method} ${url}`).toBe(403);
      if (url.includes(`/${score.id}`)) expect((await ask(stranger, method, url, body)).status, `${method} ${url}`).toBe(404);
    }
    const stale = await ask(marketing, 'PATCH', `/api/scores/${score.id}`, { name: 'Late', revision: 0 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
  });

  it('name the line that is wrong', async () => {
    const lines = [LINES[0], { id: 3, is: 'criteria', points: 1, criteria: { field: 999_999, operator: 'is', values: ['x'] } }];
    const refused = await ask(marketing, 'POST', '/api/scores/preview', { objectId: 0, settings: { lines } });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.fields)).toEqual(['settings.lines.1']);
  });
});

describe('lead routers', () => {
  it('show how they stand and who comes next', async () => {
    const [listed] = (await ask(sales, 'GET', '/api/lead-routers')).body;
    expect(listed).toMatchObject({ id: router.id, waiting: 0, settings: { how: 'turns', members: [{ userId: sales.userId }] } });
    const tried = await ask(marketing, 'POST', '/api/lead-routers/try', { routerId: router.id, settings: MEMBERS() });
    expect(tried.body).toMatchObject({ members: [{ userId: sales.userId, today: 0, absence: null }] });
    expect(tried.body.next).toHaveLength(10);
    expect((await ask(stranger, 'GET', '/api/lead-routers')).body).toEqual([]);
  });

  it('give chosen records away, whose new owner sees them', async () => {
    const which = { ids: [contact] };
    const asked = { objectId: 0, which, expected: 1, kind: 'lead.route', settings: { routerId: router.id }, key: 'routed once' };
    expect((await ask(marketing, 'POST', '/api/bulk', asked)).status).toBe(200);
    await test.settle(owner.accountId);
    expect((await ask(sales, 'GET', `/api/records/0/${contact}`)).body).toMatchObject({ ownerId: sales.userId });
  });

  it('show who waits to those who may see them', async () => {
    const away = { away: { from: '2000-01-01', to: '2999-01-01' } };
    const members = [{ userId: sales.userId, settings: away }];
    const made = await ask(marketing, 'POST', '/api/lead-routers', {
      objectId: 0,
      name: 'Asleep',
      settings: { members, keepOwner: false },
    });
    const other = (await ask(owner, 'POST', '/api/records/0', { values: { firstname: 'Grace' } })).body.id;
    const asked = {
      objectId: 0,
      which: { ids: [other] },
      expected: 1,
      kind: 'lead.route',
      settings: { routerId: made.body.id },
      key: 'routed twice',
    };
    await ask(marketing, 'POST', '/api/bulk', asked);
    await test.settle(owner.accountId);
    const url = `/api/lead-routers/${made.body.id}/waiting`;
    expect((await ask(marketing, 'GET', url)).body).toMatchObject([{ recordId: other, name: 'Grace' }]);
    expect((await ask(sales, 'GET', url)).body).toEqual([]);
    expect((await ask(stranger, 'GET', url)).status).toBe(404);
  });

  it('cannot be touched without the right, or from another account', async () => {
    for (const [method, url, body] of [
      ['POST', '/api/lead-routers', { objectId: 0, name: 'Mine', settings: MEMBERS() }],
      ['POST', '/api/lead-routers/try', { settings: MEMBERS() }],
      ['PATCH', `/api/lead-routers/${router.id}`, { name: 'Mine', revision: 1 }],
      ['DELETE', `/api/lead-routers/${router.id}`, undefined],
    ] as const) {
      expect((await ask(sales, method, url, body)).status, `${method} ${url}`).toBe(403);
      if (url.includes(`/${router.id}`)) expect((await ask(stranger, method, url, body)).status, `${method} ${url}`).toBe(404);
    }
  });
});

it('what is kept of a person is handed out and removed', async () => {
  const { id } = (await ask(owner, 'POST', '/api/records/0', { values: { firstname: 'Ada' } })).body;
  await ask(owner, 'POST', `/api/records/0/${id}/notes`, { body: 'Called' });
  await test.settle(owner.accountId);
  const kept = personalData().find(({ label }) => label.includes('lead scores'))!;
  const exported = () => test.database.account(owner.accountId, (db) => kept.export(db, 0, id));
  expect(await exported()).toMatchObject({ earned: [{ line_id: 2, amount: 1 }], waiting: [] });
  await test.database.account(owner.accountId, (db) => kept.erase(db, 0, id));
  expect(await exported()).toEqual({ earned: [], waiting: [] });
});
