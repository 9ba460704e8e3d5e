import { beforeEach, describe, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createRecord, objectShape, updateRecord } from '../records/index.ts';
import { createGroup } from './create-group.ts';
import { deleteGroup } from './delete-group.ts';
import type { Criteria } from './schema.ts';
import { trackGroups } from './track-groups.ts';
import { updateGroup } from './update-group.ts';

const on = testDatabase({ now: '2026-03-02T09:00:00Z' });
const CONTACT = 0;
const COMPANY = 150;
const HOUR = 3_600_000;
let owner: TestSeat;
let groups = 0;

beforeEach(async () => {
  owner = await makeAccount(on);
});

const make = (objectId: number, values: Record<number, string | number | null>): Promise<number> =>
  on.database.account(owner.accountId, (db) => createRecord(db, owner.actor, owner.ids, { objectId, values }));

const change = (objectId: number, id: number, values: Record<number, string | number | null>): Promise<unknown> =>
  on.database.account(owner.accountId, (db) => updateRecord(db, owner.actor, { objectId, id, values }));

const makeGroup = (criteria: Criteria, objectId = CONTACT): Promise<number> =>
  on.database.account(owner.accountId, (db) =>
    createGroup(db, owner.actor, {
      viewer: everyone,
      ids: owner.ids,
      group: { objectId, name: `Group ${++groups}`, criteria, columns: [], sort: 'name' },
    }),
  );

const track = (holder: string, ids: readonly number[]): Promise<void> =>
  on.database.account(owner.accountId, (db) => trackGroups(db, holder, ids));

const moves = async (group: number): Promise<string[]> => {
  const { rows } = await on.owner.query(
    `select kind, record_id, cause_id is not null as caused from events where account_id = $1 and subject_type = 'group' and subject_id = $2
       and kind in ('group.entered', 'group.left') order by id`,
    [owner.accountId, group],
  );
  return rows.map(({ kind, record_id, caused }) => `${kind.slice(6)} ${record_id}${caused ? '' : ' by time'}`);
};

const called = (name: string): Criteria => ({ field: 1, operator: 'is', values: [name] });
const settle = (): Promise<number> => on.settle(owner.accountId);

describe('a tracked group', () => {
  test('tells who enters and leaves it after its tracking began, once each', async () => {
    const before = await make(CONTACT, { 1: 'Ada' });
    const group = await makeGroup(called('ada'));
    await track('automation:1', [group]);
    const later = await make(CONTACT, { 1: 'ADA ' });
    await make(CONTACT, { 1: 'Grace' });
    await settle();
    expect(await moves(group)).toEqual([`entered ${later}`]);

    await change(CONTACT, later, { 2: 'Lovelace' });
    await settle();
    expect(await moves(group)).toHaveLength(1);

    await change(CONTACT, later, { 1: 'Grace' });
    await change(CONTACT, before, { 1: null, 2: 'Byron' });
    await settle();
    expect(await moves(group)).toEqual([`entered ${later}`, `left ${later}`, `left ${before}`]);
  });

  test('is told of by nobody once nobody tracks it', async () => {
    const group = await makeGroup(called('ada'));
    await track('automation:1', [group]);
    await track('automation:2', [group]);
    await track('automation:1', []);
    const first = await make(CONTACT, { 1: 'Ada' });
    await settle();
    expect(await moves(group)).toEqual([`entered ${first}`]);
    await expect(
      on.database.account(owner.accountId, (db) => deleteGroup(db, owner.actor, { viewer: everyone, id: group })),
    ).rejects.toThrow(/automation 2 waits for records to enter it/);

    await track('automation:2', []);
    await make(CONTACT, { 1: 'Ada' });
    await settle();
    expect(await moves(group)).toHaveLength(1);
    const { rows } = await on.owner.query('select count(*)::int as members from group_members where account_id = $1', [owner.accountId]);
    expect(rows[0].members).toBe(0);
    await on.database.account(owner.accountId, (db) => deleteGroup(db, owner.actor, { viewer: everyone, id: group }));
  });

  test('follows what happens to related records', async () => {
    const company = await make(COMPANY, { 1: 'Acme' });
    const shape = await on.database.account(owner.accountId, (db) => objectShape(db, CONTACT));
    const parent = shape.fields.find(({ parentObjectId }) => parentObjectId === COMPANY)!.id;
    const named = (name: string): Criteria => ({ system: 'name', operator: 'is', values: [name] });
    const employees = await makeGroup({ parent, matches: named('Harbour Bakery') });
    const employers = await makeGroup(
      { children: parent, object: CONTACT, matches: called('ada'), count: { operator: 'at_least', value: 2 } },
      COMPANY,
    );
    await track('automation:1', [employees, employers]);
    const people = [await make(CONTACT, { 1: 'Ada', [parent]: company }), await make(CONTACT, { 1: 'Grace', [parent]: company })];
    await settle();
    expect([await moves(employees), await moves(employers)]).toEqual([[], []]);

    await change(COMPANY, company, { 1: 'Harbour Bakery' });
    await change(CONTACT, people[1]!, { 1: 'Ada' });
    await settle();
    expect((await moves(employees)).map((move) => move.replace(' by time', ''))).toEqual(people.map((id) => `entered ${id}`));
    expect(await moves(employers)).toEqual([`entered ${company}`]);

    await change(CONTACT, people[1]!, { [parent]: null });
    on.clock.moveBy(HOUR);
    await settle();
    expect((await moves(employees)).at(-1)).toBe(`left ${people[1]}`);
    expect((await moves(employers)).at(-1)).toBe(`left ${company} by time`);
  });

  test('changes when its own criteria or those of a group it refers to are changed', async () => {
    const ada = await make(CONTACT, { 1: 'Ada' });
    const grace = await make(CONTACT, { 1: 'Grace' });
    const inner = await makeGroup(called('ada'));
    const outer = await makeGroup({ not: { group: inner, operator: 'in' } });
    await track('automation:1', [outer]);
    await on.database.account(owner.accountId, (db) =>
      updateGroup(db, owner.actor, { viewer: everyone, id: inner, change: { version: 1, criteria: called('grace') } }),
    );
    await settle();
    expect(await moves(outer)).toEqual([`entered ${ada} by time`, `left ${grace} by time`]);
  });

  test('is set aside with the reason when its criteria no longer compile, and holds up no other', async () => {
    const broken = await makeGroup({ field: 17, operator: 'is_not_blank' });
    const sound = await makeGroup(called('ada'));
    await track('automation:1', [broken, sound]);
    await on.owner.query('update fields set deleted_at = now() where account_id = $1 and object_id = 0 and id = 17', [owner.accountId]);
    await on.owner.query('delete from structure_versions where account_id = $1', [owner.accountId]);
    const ada = await make(CONTACT, { 1: 'Ada' });
    await settle();
    expect(await moves(sound)).toEqual([`entered ${ada}`]);
    const { rows } = await on.owner.query('select problem from groups where account_id = $1 and id = $2', [owner.accountId, broken]);
    expect(rows[0].problem).toMatch(/There is no field 17/);
  });
});

describe('time alone', () => {
  test('brings records into a group of relative dates and out of it, as the clock moves', async () => {
    const born = await make(CONTACT, { 1: 'Ada', 8: '1990-03-12' });
    const birthdays = await makeGroup({ field: 8, operator: 'anniversary_in_next', amount: 7, unit: 'days' });
    const fresh = await makeGroup({ system: 'created', operator: 'in_last', amount: 2, unit: 'days' });
    await track('automation:1', [birthdays, fresh]);
    await settle();
    expect([await moves(birthdays), await moves(fresh)]).toEqual([[], []]);

    on.clock.moveBy(3 * 24 * HOUR);
    await settle();
    expect([await moves(birthdays), await moves(fresh)]).toEqual([[`entered ${born} by time`], [`left ${born} by time`]]);

    on.clock.moveBy(8 * 24 * HOUR);
    await settle();
    expect(await moves(birthdays)).toEqual([`entered ${born} by time`, `left ${born} by time`]);
  });

  test('is asked about once in a quarter of an hour, by the account’s own clock, and only where it matters', async () => {
    const still = await makeGroup(called('ada'));
    const moving = await makeGroup({ system: 'updated', operator: 'in_last', amount: 1, unit: 'hours' });
    await track('automation:1', [still, moving]);
    await settle();
    const refreshed = async (): Promise<number[]> => {
      const due = await on.owner.query<{ account_id: number }>('select account_id::int from groups_to_refresh($1)', [on.clock.now()]);
      return due.rows.map(({ account_id }) => account_id).filter((id) => id === owner.accountId);
    };
    expect(await refreshed()).toEqual([]);
    on.clock.moveBy(14 * 60_000);
    expect(await refreshed()).toEqual([]);
    on.clock.moveBy(60_000);
    expect(await refreshed()).toEqual([owner.accountId]);
    await settle();
    await track('automation:1', [still]);
    await settle();
    on.clock.moveBy(24 * HOUR);
    expect(await refreshed()).toEqual([]);
    await on.owner.query('update account_clocks set offset_ms = offset_ms + 86400000 where account_id = $1', [owner.accountId]);
    expect(await refreshed()).toEqual([]);
  });
});
