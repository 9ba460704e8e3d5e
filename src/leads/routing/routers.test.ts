import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { system } from '../../app/kernel/actor.ts';
import { domains } from '../../app/registry.ts';
import { nextDue } from '../../accounts/index.ts';
import type { RouterRow } from '../queries/routers.ts';
import { routerSettingsSchema } from '../rules/router-settings.ts';
import { createRouter } from './create-router.ts';
import { deleteRouter } from './delete-router.ts';
import { loadRouter } from './load-router.ts';
import { routeRecords, type Routed } from './route-records.ts';
import { tryRouter } from './try-router.ts';
import { settingsOf, updateRouter } from './update-router.ts';

const on = testDatabase({ now: '2026-03-02T12:00:00Z' });
const CONTACT = 0;
const HOUR = 3_600_000;
const OFFICE = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
let owner: TestSeat;
let sales: TestSeat[];

beforeEach(async () => {
  on.clock.moveTo('2026-03-02T12:00:00Z');
  owner = await makeAccount(on, { timeZone: 'Europe/Berlin' });
  sales = [
    await makeUser(on, owner, { role: 'Sales' }),
    await makeUser(on, owner, { role: 'Sales' }),
    await makeUser(on, owner, { role: 'Sales' }),
  ];
});

const run = <T>(work: Parameters<typeof on.database.account<T>>[1]): Promise<T> => on.database.account(owner.accountId, work);
const settle = (): Promise<number> => on.settle(owner.accountId);
const make = (given: object): Promise<RouterRow> =>
  run((db) =>
    createRouter(db, owner.actor, owner.ids, { objectId: CONTACT, name: 'New leads', settings: routerSettingsSchema.parse(given) }),
  );
const all = (settings: object = {}): object[] => sales.map(({ userId }) => ({ userId, settings }));
const contacts = async (count: number, ownerId: number | null = null): Promise<number[]> => {
  const { rows } = await on.owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, created_at, updated_at)
     select $1, 0, base.id + n, 'u' || base.id + n, $3, now(), now()
     from generate_series(1, $2::int) n, (select coalesce(max(id), 0) as id from records where account_id = $1) base returning id`,
    [owner.accountId, count, ownerId],
  );
  return rows.map(({ id }) => Number(id));
};
const give = (routerId: number, recordIds: readonly number[]): Promise<Routed> =>
  run((db) => routeRecords(db, system, { routerId, recordIds }));
const owners = async (ids: readonly number[]): Promise<(number | null)[]> => {
  const { rows } = await on.owner.query(
    'select id, owner_id::int from records where account_id = $1 and id = any($2) order by array_position($2, id)',
    [owner.accountId, ids],
  );
  return rows.map(({ owner_id }) => owner_id);
};
const counts = (ids: readonly (number | null)[]): number[] => sales.map(({ userId }) => ids.filter((id) => id === userId).length);
const told = async (kind: string): Promise<{ record_id: number; data: Record<string, unknown> }[]> =>
  (await on.owner.query('select record_id::int, data from events where account_id = $1 and kind = $2 order by id', [owner.accountId, kind]))
    .rows;

describe('a router', () => {
  it('gives records away in turns, tells of it, and goes on where it was', async () => {
    const router = await make({ members: all() });
    const [first, second, third] = sales.map(({ userId }) => userId);
    const one = await contacts(4);
    expect(await give(router.id, one)).toEqual({ given: 4, waiting: 0, left: 0 });
    expect(await owners(one)).toEqual([first, second, third, first]);
    const two = await contacts(1);
    await give(router.id, two);
    expect(await owners(two)).toEqual([second]);
    expect((await told('lead.routed'))[0]).toEqual({ record_id: one[0], data: { by: 'turn', from: null, ownerId: first } });
    await settle();
    const { rows } = await on.owner.query(
      'select user_id::int, kind, event_count from notifications where account_id = $1 order by user_id, id',
      [owner.accountId],
    );
    expect(rows).toEqual([
      { user_id: first, kind: 'owner.changed', event_count: 2 },
      { user_id: second, kind: 'owner.changed', event_count: 1 },
      { user_id: second, kind: 'owner.changed', event_count: 1 },
      { user_id: third, kind: 'owner.changed', event_count: 1 },
    ]);
  });

  it('gives five thousand away by shares in one go, exactly', async () => {
    const members = all().map((member, place) => ({ ...member, percent: [50, 30, 20][place] }));
    const router = await make({ how: 'weighted', members });
    const ids = await contacts(5_000);
    await give(router.id, ids);
    expect(counts(await owners(ids))).toEqual([2_500, 1_500, 1_000]);
  });

  it('passes its turn on one at a time when two share out at once', async () => {
    const router = await make({ members: all() });
    const ids = await contacts(60);
    await Promise.all([0, 1, 2, 3].map((part) => give(router.id, ids.slice(part * 15, part * 15 + 15))));
    expect(counts(await owners(ids))).toEqual([20, 20, 20]);
    expect(await told('lead.routed')).toHaveLength(60);
  });

  it('lets records keep their owner, or not', async () => {
    const [owned] = await contacts(1, owner.userId);
    const router = await make({ members: all() });
    expect(await give(router.id, [owned!])).toEqual({ given: 0, waiting: 0, left: 1 });
    expect(await told('lead.left')).toEqual([{ record_id: owned, data: { because: 'owned' } }]);
    const greedy = await make({ members: all(), keepOwner: false });
    await give(greedy.id, [owned!]);
    expect(counts(await owners([owned!]))).toEqual([1, 0, 0]);
  });

  it('keeps records over night and hands them out when working hours begin, the longest waiting first', async () => {
    const router = await make({ members: all({ hours: OFFICE, capDay: 2 }) });
    on.clock.moveTo('2026-03-06T20:00:00Z');
    const ids = await contacts(8);
    expect(await give(router.id, ids)).toEqual({ given: 0, waiting: 8, left: 0 });
    expect(await give(router.id, ids)).toEqual({ given: 0, waiting: 0, left: 0 });
    const monday = new Date('2026-03-09T08:00:00Z');
    expect(await run((db) => nextDue(db))).toEqual(monday);
    on.clock.moveTo(new Date(monday.getTime() - 1));
    await settle();
    expect(counts(await owners(ids))).toEqual([0, 0, 0]);
    on.clock.moveTo(monday);
    await settle();
    expect(counts(await owners(ids))).toEqual([2, 2, 2]);
    expect((await owners(ids)).slice(6)).toEqual([null, null]);
    expect(await run((db) => nextDue(db))).toEqual(new Date('2026-03-10T08:00:00Z'));
    on.clock.moveBy(24 * HOUR);
    await settle();
    expect(await owners(ids)).not.toContain(null);
    const routed = await told('lead.routed');
    expect(routed.map(({ record_id }) => record_id)).toEqual(ids);
    expect(routed[0]!.data).toMatchObject({ by: 'turn', waited: true });
    expect(await told('lead.waiting')).toHaveLength(8);
  });

  it('hands out an hour earlier by the sun once summer time begins', async () => {
    const router = await make({ members: all({ hours: [{ days: [6, 7], from: '09:00', to: '10:00' }] }) });
    on.clock.moveTo('2026-03-28T20:00:00Z');
    const ids = await contacts(1);
    await give(router.id, ids);
    expect(await run((db) => nextDue(db))).toEqual(new Date('2026-03-29T07:00:00Z'));
  });

  it('looks at those who wait again when somebody is put there', async () => {
    const router = await make({ members: all({ away: { from: '2026-03-01', to: '2026-03-31' } }) });
    const ids = await contacts(3);
    await give(router.id, ids);
    const settings = routerSettingsSchema.parse({ members: all() });
    await run((db) => updateRouter(db, owner.actor, router.id, { settings, revision: 1 }));
    await settle();
    expect(counts(await owners(ids))).toEqual([1, 1, 1]);
  });

  it('passes over who has left, and gives their place to whoever takes over', async () => {
    const router = await make({ how: 'weighted', members: all().map((member, place) => ({ ...member, percent: [50, 30, 20][place] })) });
    const [leaver, heir] = sales;
    await on.owner.query('update users set left_at = now() where account_id = $1 and id = $2', [owner.accountId, leaver!.userId]);
    const ids = await contacts(50);
    await give(router.id, ids);
    expect(counts(await owners(ids))).toEqual([0, 30, 20]);
    await run(async (db) => {
      for (const domain of domains()) if (domain.name === 'leads') await domain.reassign!(db, owner.actor, leaver!.userId, heir!.userId);
    });
    const { members } = await run(async (db) => settingsOf(db, await loadRouter(db, router.id)));
    expect(members.map(({ userId, percent }) => [userId, percent])).toEqual([
      [heir!.userId, 80],
      [sales[2]!.userId, 20],
    ]);
  });

  it('shows beforehand who would get the next ten, and gives nothing away by it', async () => {
    const router = await make({ members: all() });
    const settings = await run(async (db) => settingsOf(db, router));
    const tried = await run((db) => tryRouter(db, { routerId: router.id, settings }));
    const ids = await contacts(10);
    await give(router.id, ids);
    expect(tried.next.map(({ to }) => to)).toEqual(await owners(ids));
    const after = await run((db) => tryRouter(db, { routerId: router.id, settings }));
    expect(after.members.map(({ today }) => today)).toEqual([4, 3, 3]);
  });

  it('lets those who wait stay as they are when it is deleted', async () => {
    const router = await make({ members: all({ hours: OFFICE }) });
    on.clock.moveTo('2026-03-02T22:00:00Z');
    const ids = await contacts(2);
    await give(router.id, ids);
    expect(await run((db) => deleteRouter(db, owner.actor, router.id))).toEqual({ left: 2 });
    await expect(run((db) => loadRouter(db, router.id))).rejects.toMatchObject({ code: 'not_found' });
    expect(await run((db) => nextDue(db))).toBeUndefined();
  });

  it('refuses shares that are not a hundred, and users who are not there', async () => {
    expect(() => routerSettingsSchema.parse({ how: 'weighted', members: [{ userId: 1, percent: 99 }] })).toThrow(
      'together they must be 100',
    );
    await expect(make({ members: [{ userId: 99_999 }] })).rejects.toMatchObject({ code: 'no_such_user' });
  });

  it('has its turn undone with what failed around it', async () => {
    const router = await make({ members: all() });
    const ids = await contacts(1);
    const failing = run(async (db) => {
      await routeRecords(db, system, { routerId: router.id, recordIds: ids });
      throw new Error('the worker was killed');
    });
    await expect(failing).rejects.toThrow('killed');
    await give(router.id, ids);
    expect(counts(await owners(ids))).toEqual([1, 0, 0]);
  });
});
