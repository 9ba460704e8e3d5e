import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS as C,
  createField,
  createRecord,
  DEAL,
  objectShape,
  relateRecords,
  type NewField,
  type Value,
} from '../records/index.ts';
import { criteriaContext } from './criteria-context.ts';
import { matching } from './rules/compile.ts';
import type { Criteria } from './rules/language.ts';
import { criteriaProblems } from './rules/problems.ts';

const test = testDatabase();
let seat: TestSeat;
const fields: Record<string, number> = {};
const people: Record<string, number> = {};
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const field = async (label: string, given: Omit<NewField, 'label' | 'objectId'>): Promise<void> => {
  fields[label] = await inside((db) => createField(db, seat.actor, seat.ids, { objectId: CONTACT, label, ...given }));
};
const make = (objectId: number, values: Record<string, Value>): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId, values }));
const hiding = (objectId: number, section: string): Viewer => ({
  ...everyone,
  userId: seat.userId,
  on: (id) => ({ ...everyone.on(id), sections: id === objectId ? { [section]: 'hidden' } : {} }),
});
const names = async (tree: Criteria, viewer: Viewer = { ...everyone, userId: seat.userId }): Promise<string> => {
  const ids = await inside(async (db) =>
    db.scan.many<{ id: number }>(matching(tree, await criteriaContext(db, { objectId: CONTACT, viewer, criteria: tree }))),
  );
  return Object.keys(people)
    .filter((name) => ids.some(({ id }) => id === people[name]))
    .join(' ');
};

beforeAll(async () => {
  seat = await makeAccount(test);
  await field('Seat', { type: 'user' });
  await field('Colour', { type: 'color' });
  await field('Home', { type: 'address' });
  await field('Industry', { type: 'related', settings: { parentFieldId: C.company, fieldId: 3 } });
  await field('Deals', { type: 'relation', settings: { objectId: DEAL } });
  const inverse = await inside(
    async (db) => (await objectShape(db, CONTACT)).fields.find(({ id }) => id === fields.Deals)!.settings.inverseFieldId!,
  );
  await field('Worth', { type: 'rollup', settings: { objectId: DEAL, fieldId: inverse, function: 'sum', ofFieldId: 2 } });
  await field('Greeting', { type: 'formula', settings: { expression: '"Dear " & {First name}', result: 'text' } });
  const ships = await make(COMPANY, { 1: 'Harbour', 3: 'Ships' });
  const [boat, net] = [await make(DEAL, { 1: 'Boat', 2: 500 }), await make(DEAL, { 1: 'Net', 2: 20 })];
  people.Ada = await make(CONTACT, {
    1: 'Ada',
    [C.company]: ships,
    [fields.Seat!]: seat.userId,
    [fields.Colour!]: '#2563eb',
    [fields.Home!]: { city: 'Berlin', country: 'DE' },
  });
  people.Bob = await make(CONTACT, { 1: 'Bob', [fields.Seat!]: 99, [fields.Home!]: { city: 'Bremen' } });
  people.Cid = await make(CONTACT, { 1: 'Cid' });
  await inside((db) =>
    relateRecords(db, seat.actor, { objectId: CONTACT, fieldId: fields.Deals!, recordIds: [people.Ada!], relatedIds: [boat, net] }),
  );
  await inside((db) =>
    relateRecords(db, seat.actor, { objectId: CONTACT, fieldId: fields.Deals!, recordIds: [people.Bob!], relatedIds: [net] }),
  );
  await test.settle(seat.accountId);
});

describe('criteria', () => {
  const of = (label: string, question: object): Criteria => ({ field: fields[label]!, ...question }) as Criteria;
  it.each<[string, () => Criteria, string]>([
    ['a user field, me', () => of('Seat', { operator: 'is', values: ['me'] }), 'Ada'],
    ['a user field, not a user', () => of('Seat', { operator: 'is_not', values: [99] }), 'Ada Cid'],
    ['a colour', () => of('Colour', { operator: 'is', values: ['#2563EB'] }), 'Ada'],
    ['a blank address', () => of('Home', { operator: 'is_blank' }), 'Cid'],
    ['a part of an address', () => of('Home', { part: 'city', operator: 'starts_with', values: ['b'] }), 'Ada Bob'],
    ['not a part of an address', () => of('Home', { part: 'country', operator: 'is_not', values: ['DE'] }), 'Bob Cid'],
    ['a related field', () => of('Industry', { operator: 'contains', values: ['ship'] }), 'Ada'],
    ['not a related field', () => of('Industry', { operator: 'is_not', values: ['Ships'] }), 'Bob Cid'],
    ['a blank related field', () => ({ not: of('Industry', { operator: 'is_not_blank' }) }), 'Bob Cid'],
    ['any related record', () => ({ relation: fields.Deals! }), 'Ada Bob'],
    ['no related record', () => ({ relation: fields.Deals!, count: { operator: 'exactly', value: 0 } }), 'Cid'],
    ['so many related records', () => ({ relation: fields.Deals!, count: { operator: 'at_least', value: 2 } }), 'Ada'],
    ['related records that match', () => ({ relation: fields.Deals!, matches: { field: 2, operator: 'greater', values: [100] } }), 'Ada'],
    [
      'not related records that match',
      () => ({ not: { relation: fields.Deals!, matches: { field: 2, operator: 'less', values: [100] } } }),
      'Cid',
    ],
    ['a roll-up', () => of('Worth', { operator: 'at_least', values: [20] }), 'Ada Bob'],
    ['a formula', () => of('Greeting', { operator: 'is', values: ['dear bob'] }), 'Bob'],
  ])('ask %s', async (_, tree, expected) => {
    expect(await names(tree())).toBe(expected);
  });

  it('ask nothing of what the role may not see, through whatever field', async () => {
    const problems = (viewer: Viewer, tree: Criteria): Promise<string[]> =>
      inside(async (db) => criteriaProblems(tree, await criteriaContext(db, { objectId: CONTACT, viewer })).map(({ code }) => code));
    expect(await problems(hiding(COMPANY, '1'), of('Industry', { operator: 'is_blank' }))).toEqual(['field_hidden']);
    expect(await problems(hiding(CONTACT, '1'), { relation: fields.Deals! })).toEqual(['field_hidden']);
    expect(await problems(everyone, of('Deals', { operator: 'is_blank' }))).toEqual(['field_unusable']);
    expect(await problems(everyone, of('Colour', { operator: 'is', values: ['red'] }))).toEqual(['value_wrong']);
  });
});
