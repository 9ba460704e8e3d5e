import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { inAccount, testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { fieldUses } from '../automations/field-uses.ts';
import { sql } from '../app/db.ts';
import { actions } from './actions.ts';
import { createField } from './create-field.ts';
import { createRecord } from './create-record.ts';
import { objectShape } from './object-shapes.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL } from './schema.ts';
import { writeRecords } from './write-records.ts';

const test = testDatabase();
let seat: TestSeat;
let colleague: TestSeat;
let knows: number;

const inside = <T>(work: Parameters<typeof inAccount<T>>[2]): Promise<T> => inAccount(test.database, seat.accountId, work);

beforeAll(async () => {
  seat = await makeAccount(test);
  for (const objectId of [CONTACT, DEAL, COMPANY]) await seat.ids(`record:${objectId}`, 1000);
  colleague = await makeUser(test, seat);
  await inside(async (db) => {
    await writeRecords(db, seat.actor, {
      objectId: CONTACT,
      source: sql`select i::bigint as id, true as is_new,
          jsonb_build_object('1', 'Pat ' || i, '2', 'Lee', '3', 'pat' || i || '@example.com', '8', '1980-01-31') as changes, ${seat.userId}::bigint as owner_id
        from generate_series(1, 30) i`,
      columns: ['owner_id'],
    });
    await writeRecords(db, seat.actor, {
      objectId: DEAL,
      source: sql`select i::bigint as id, true as is_new, jsonb_build_object('1', 'Deal ' || i, '2', i * 100) as changes from generate_series(1, 10) i`,
    });
    await writeRecords(db, seat.actor, {
      objectId: COMPANY,
      source: sql`select i::bigint as id, true as is_new, jsonb_build_object('1', 'Company ' || i) as changes from generate_series(1, 3) i`,
    });
    const settings = { objectId: COMPANY, otherLabel: 'Known to' };
    knows = await createField(db, seat.actor, seat.ids, { objectId: CONTACT, label: 'Knows', type: 'relation', settings });
  });
});

const actionOf = (kind: string) => actions.find((one) => one.kind === kind)!;

async function apply(kind: string, objectId: number, ids: number[], settings: unknown): Promise<ReadonlyMap<number, string>> {
  const action = actionOf(kind);
  const step = { actor: { type: 'step' as const, id: '7' }, objectId, recordIds: ids, causeIds: ids.map((id) => 1000 + id), ids: seat.ids };
  return (await inside((db) => action.apply(db, { ...step, settings: action.settings.parse(settings) }))).failed ?? new Map();
}

async function problem(kind: string, objectId: number, settings: unknown): Promise<string | undefined> {
  const action = actionOf(kind);
  const parsed = action.settings.safeParse(settings);
  if (!parsed.success) return parsed.error.issues[0]!.message;
  return (await inside((db) => action.problems!(db, objectId, parsed.data)))[0];
}

const valuesOf = async (objectId: number, id: number) =>
  (
    await test.owner.query('select "values" from records where account_id = $1 and object_id = $2 and id = $3', [
      seat.accountId,
      objectId,
      id,
    ])
  ).rows[0].values;
const eventsOf = async (kind: string) =>
  (
    await test.owner.query(
      'select object_id, record_id, cause_id from events where account_id = $1 and kind = $2 order by object_id, record_id, id',
      [seat.accountId, kind],
    )
  ).rows;

describe('a field', () => {
  it('is multiplied, calculated from others, copied, and filled with words, by sets and with their causes', async () => {
    await apply('field.change', DEAL, [1, 2], { fieldId: 2, change: { how: 'multiply', by: 1.5 } });
    expect([(await valuesOf(DEAL, 1))[2], (await valuesOf(DEAL, 2))[2]]).toEqual([150, 300]);
    await apply('field.change', DEAL, [2, 3], { fieldId: 4, change: { how: 'calculate', formula: '{2} * 10 + 1' } });
    expect([(await valuesOf(DEAL, 2))[4], (await valuesOf(DEAL, 3))[4]]).toEqual([31, 31]);
    await apply('field.change', DEAL, [3], { fieldId: 6, change: { how: 'from_now', amount: 1, unit: 'days' } });
    await apply('field.change', DEAL, [3, 4], { fieldId: 8, change: { how: 'copy', fromFieldId: 6 } });
    expect([(await valuesOf(DEAL, 3))[8], (await valuesOf(DEAL, 4))[8]]).toEqual(['2026-03-03', undefined]);
    await apply('field.change', CONTACT, [5, 6], {
      fieldId: C.title,
      change: { how: 'fill', text: '{{ contact.first_name }} of {{ owner.name }}' },
    });
    expect((await valuesOf(CONTACT, 6))[C.title]).toMatch(/^Pat 6 of Robin/);
    expect((await eventsOf('record.updated')).filter(({ object_id, record_id }) => object_id === CONTACT && record_id > 4)).toEqual([
      { object_id: CONTACT, record_id: 5, cause_id: 1005 },
      { object_id: CONTACT, record_id: 6, cause_id: 1006 },
    ]);
  });

  it('that cannot take what comes fails for that record alone, in words', async () => {
    const failed = await apply('field.change', CONTACT, [7, 8], {
      fieldId: C.birthday,
      change: { how: 'fill', text: '{% if contact.first_name == "Pat 7" %}soon{% else %}1990-05-01{% endif %}' },
    });
    expect([...failed.keys()]).toEqual([7]);
    expect([(await valuesOf(CONTACT, 7))[C.birthday], (await valuesOf(CONTACT, 8))[C.birthday]]).toEqual(['1980-01-31', '1990-05-01']);
    const taken = await apply('field.change', CONTACT, [9], { fieldId: C.email, change: { how: 'fill', text: 'pat1@example.com' } });
    expect(taken.get(9)).toMatch(/already belongs to another/);
  });

  it('that is gone, or does not fit, is told before the map runs', async () => {
    expect(await problem('field.change', CONTACT, { fieldId: 9999, change: { how: 'clear' } })).toMatch(/has been deleted/);
    expect(await problem('field.change', CONTACT, { fieldId: C.title, change: { how: 'copy', fromFieldId: 9999 } })).toMatch(
      /copy from has been deleted/,
    );
    expect(await problem('field.change', CONTACT, { fieldId: C.title, change: { how: 'multiply', by: 2 } })).toMatch(/not a number/);
    expect(await problem('field.change', DEAL, { fieldId: 4, change: { how: 'calculate', formula: '{999} + 1' } })).toBeTruthy();
    expect(await problem('field.change', DEAL, { fieldId: 4, change: { how: 'calculate', formula: '{1}' } })).toMatch(/gives a text/);
    expect(await problem('field.change', CONTACT, { fieldId: C.title, change: { how: 'fill', text: '{{ contact.nothing }}' } })).toMatch(
      /no merge field/,
    );
    expect(
      await problem('field.change', CONTACT, { fieldId: C.title, change: { how: 'fill', text: '{{ contact.first_name }}' } }),
    ).toBeUndefined();
    expect(await problem('field.change', CONTACT, { fieldId: C.title, change: { how: 'shout' } })).toMatch(/Say how the field changes/);
  });
});

describe('a task', () => {
  it('goes to a role, with words of the record', async () => {
    const { rows: roles } = await test.owner.query("select id from roles where account_id = $1 and name = 'Manager'", [seat.accountId]);
    const roleId = Number(roles[0].id);
    await apply('task.create', CONTACT, [10], { subject: 'Call {{ contact.first_name }}', assignee: { roleId }, dueInDays: 1 });
    const { rows } = await test.owner.query('select subject, assignee_id, role_id from tasks where account_id = $1 and record_id = 10', [
      seat.accountId,
    ]);
    expect(rows).toEqual([{ subject: 'Call Pat 10', assignee_id: null, role_id: roleId }]);
    expect(await problem('task.create', CONTACT, { subject: 'x', assignee: { roleId: 999 }, dueInDays: null })).toMatch(
      /Nobody in this account/,
    );
    expect(await problem('task.create', CONTACT, { subject: '{{ nonsense', assignee: 'owner', dueInDays: null })).toMatch(/not closed/);
    expect(await problem('task.create', CONTACT, { subject: 'x', assignee: colleague.userId, dueInDays: null })).toBeUndefined();
    expect(await problem('task.assign', CONTACT, { templateId: 99 })).toMatch(/template was deleted/);
  });
});

const counted = async (): Promise<number> =>
  (await test.owner.query('select count(*)::int as n from records where account_id = $1 and object_id = 0', [seat.accountId])).rows[0].n;

describe('a new record', () => {
  const deal = (more: object = {}) => ({ objectId: DEAL, values: [{ fieldId: 1, text: 'Deal of {{ contact.first_name }}' }], ...more });

  it('is made for each record of a set, with its values, owner and cause, and joined with it', async () => {
    const contactField = (await inside((db) => objectShape(db, DEAL))).fields.find(
      ({ type, parentObjectId }) => type === 'parent' && parentObjectId === CONTACT,
    )!;
    const settings = deal({ relate: { fieldId: contactField.id, on: 'new' } });
    expect(await problem('record.create', CONTACT, settings)).toBeUndefined();
    expect(await apply('record.create', CONTACT, [11, 12], settings)).toEqual(new Map());
    const { rows } = await test.owner.query(
      `select name, owner_id, "values" from records where account_id = $1 and object_id = $2 and name like 'Deal of%' order by id`,
      [seat.accountId, DEAL],
    );
    expect(rows.map(({ name, owner_id, values }) => [name, owner_id, values[contactField.id]])).toEqual([
      ['Deal of Pat 11', seat.userId, 11],
      ['Deal of Pat 12', seat.userId, 12],
    ]);
    expect((await eventsOf('record.created')).filter(({ object_id, cause_id }) => object_id === DEAL && cause_id)).toMatchObject([
      { cause_id: 1011 },
      { cause_id: 1012 },
    ]);
  });

  it('that cannot be made keeps its record back, and no other', async () => {
    const person = {
      objectId: CONTACT,
      values: [{ fieldId: C.email, text: '{{ contact.first_name | replace: " ", "" | downcase }}@example.com' }],
    };
    const failed = await apply('record.create', CONTACT, [13], person);
    expect(failed.get(13)).toMatch(/already belongs to another/);
  });

  it('is not made for ever by maps that what they make enters again', async () => {
    const steps: Parameters<typeof makeMap>[0] = [
      ['record.create', { objectId: CONTACT, values: [{ fieldId: C.lastName, text: 'Echo {{ contact.last_name }}' }] }],
      ['end'],
    ];
    await test.settle(seat.accountId);
    const id = await makeAutomation(test, seat, makeMap(steps, { triggers: [{ event: 'record.created' }] }), 'Echoing');
    const before = await counted();
    await inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { [C.lastName]: 'Voice' } }));
    await test.settle(seat.accountId);
    expect((await counted()) - before).toBe(1 + 5);
    const { rows } = await test.owner.query('select failure from positions where account_id = $1 and automation_id = $2', [
      seat.accountId,
      id,
    ]);
    expect(rows).toEqual([{ failure: expect.stringMatching(/make records in a circle/) }]);
  });

  it('is refused beforehand when something of it is gone', async () => {
    expect(await problem('record.create', CONTACT, deal({ objectId: 12345 }))).toMatch(/has been deleted/);
    expect(await problem('record.create', CONTACT, deal({ values: [{ fieldId: 999, text: 'x' }] }))).toMatch(/has been deleted/);
    expect(await problem('record.create', CONTACT, deal({ values: [] }))).toMatch(/is required/);
    expect(await problem('record.create', CONTACT, deal({ relate: { fieldId: 2, on: 'new' } }))).toMatch(/does not join/);
    expect(await problem('record.create', CONTACT, deal({ relate: { fieldId: 999 } }))).toMatch(/relation has been deleted/);
    expect(await problem('record.create', CONTACT, deal({ ownerId: 999 }))).toMatch(/no such user/);
  });
});

describe('a relation', () => {
  it('is made and taken away for each record of a set, once, each with its own cause', async () => {
    const settings = { fieldId: knows, to: [1, 2] };
    expect(await problem('record.relate', CONTACT, settings)).toBeUndefined();
    await apply('record.relate', CONTACT, [14, 15], settings);
    await apply('record.relate', CONTACT, [14, 15], settings);
    expect((await eventsOf('record.related')).filter(({ object_id }) => object_id === CONTACT)).toEqual(
      [14, 14, 15, 15].map((id) => ({ object_id: CONTACT, record_id: id, cause_id: 1000 + id })),
    );
    await apply('record.unrelate', CONTACT, [14, 15], { fieldId: knows, to: [1] });
    await apply('record.unrelate', CONTACT, [14], { fieldId: knows });
    const { rows } = await test.owner.query('select record_id, related_id from record_links where account_id = $1', [seat.accountId]);
    expect(rows).toHaveLength(1);
    expect(await problem('record.relate', CONTACT, { fieldId: knows, to: [99] })).toMatch(/to relate with has been deleted/);
    expect(await problem('record.unrelate', CONTACT, { fieldId: C.city })).toMatch(/relation has been deleted/);
  });
});

describe('a field that steps read or change', () => {
  it('says in which maps, before it is taken away', async () => {
    const map = makeMap([
      ['field.change', { fieldId: C.title, change: { how: 'copy', fromFieldId: C.city } }],
      ['task.create', { subject: 'Call {{ contact.birthday }}', assignee: 'owner', dueInDays: null }],
      ['record.create', { objectId: DEAL, values: [{ fieldId: 1, text: '{{ contact.last_name }}' }] }],
      ['end'],
    ]);
    await makeAutomation(test, seat, map, 'Uses');
    const uses = async (objectId: number, fieldId: number): Promise<string[]> =>
      (await inside((db) => fieldUses(db, { objectId, fieldId }))).map(({ name }) => name);
    for (const fieldId of [C.title, C.city, C.birthday, C.lastName]) expect(await uses(CONTACT, fieldId)).toContain('Uses');
    expect(await uses(DEAL, 1)).toEqual(['Uses']);
    expect(await uses(CONTACT, C.firstName)).toEqual([]);
    expect(await uses(DEAL, 2)).toEqual([]);
  });
});
