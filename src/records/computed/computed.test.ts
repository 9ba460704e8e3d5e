import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { createField, type NewField } from '../create-field.ts';
import { createRecord } from '../create-record.ts';
import { deleteField } from '../delete-field.ts';
import { deleteRecords } from '../delete-records.ts';
import { eraseRecords } from '../erase-records.ts';
import { objectShape } from '../object-shapes.ts';
import { recordById } from '../queries/records.ts';
import { restoreRecords } from '../restore-records.ts';
import type { Changes } from '../rules/parse-changes.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL, type FieldSettings, type Value } from '../schema.ts';
import { updateField } from '../update-field.ts';
import { updateRecord } from '../update-record.ts';

const test = testDatabase();
let seat: TestSeat;
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const create = (objectId: number, values: Changes): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId, values }));
const update = (objectId: number, id: number, values: Changes): Promise<boolean> =>
  inside((db) => updateRecord(db, seat.actor, { objectId, id, values }));
const field = (given: Omit<NewField, 'label'> & { label?: string }): Promise<number> =>
  inside((db) => createField(db, seat.actor, seat.ids, { label: `Field ${++fields}`, ...given }));
const formula = (objectId: number, expression: string, result: FieldSettings['result'] = 'number', label?: string): Promise<number> =>
  field({ objectId, type: 'formula', settings: { expression, result }, ...(label ? { label } : {}) });
const valueOf = async (objectId: number, id: number, fieldId: number): Promise<Value | undefined> =>
  (await inside((db) => recordById(db, objectId, id)))?.values[fieldId];
const settled = (): Promise<number> => test.settle(seat.accountId);
const sentenceOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return error.message;
};
let fields = 0;
const VALUE = 2;
const WIN = 4;

beforeAll(async () => {
  seat = await makeAccount(test);
});

describe('a formula over the record’s own fields', () => {
  it('is worked out with the record, in minor units where it gives a price', async () => {
    const half = await formula(DEAL, '{Value} * {Expected win %} / 100', 'price');
    const id = await create(DEAL, { 1: 'Boat', [VALUE]: 12_345, [WIN]: 50 });
    expect(await valueOf(DEAL, id, half)).toBe(6_173);
    await update(DEAL, id, { [WIN]: 100 });
    expect(await valueOf(DEAL, id, half)).toBe(12_345);
    await update(DEAL, id, { [WIN]: null });
    expect(await valueOf(DEAL, id, half)).toBeUndefined();
  });

  it('cannot be written by anybody', async () => {
    const half = await formula(DEAL, '{Expected win %} / 2');
    const id = await create(DEAL, { 1: 'Boat', [WIN]: 50, [half]: 7 });
    await update(DEAL, id, { [half]: 9 });
    expect(await valueOf(DEAL, id, half)).toBe(25);
  });

  it.each<[string, FieldSettings['result'], Value | undefined]>([
    ['1 + 2 * 3', 'number', 7],
    ['10 / 0', 'number', undefined],
    ['round(10 / 3, 2)', 'number', 3.33],
    ['-floor(1.5) + ceil(1.2)', 'number', 1],
    ['min(3, 1, 2) & "-" & max(3, 1, 2)', 'text', '1-3'],
    ['if({Value} > 100, "big", "small")', 'text', 'big'],
    ['if({Name} = "BOAT " and not {Expected win %} < 10, "yes", "no")', 'text', 'yes'],
    ['upper(left({Name}, 2)) + lower("AB") + trim(" x ")', 'text', 'BOabx'],
    ['{Expected close date} + 30', 'date', '2026-03-02'],
    ['add_months({Expected close date}, 1)', 'date', '2026-02-28'],
    ['days({Expected close date}, "2026-02-01")', 'number', 1],
    ['months("2026-01-31", {Expected close date}) + years("2020-02-29", {Expected close date})', 'number', 5],
    ['year({Expected close date}) * 100 + month({Expected close date})', 'number', 202_601],
    ['{Expected close date} < "2026-02-01"', 'check', true],
    ['blank({Actual close date})', 'check', true],
    ['coalesce({Actual close date}, {Expected close date})', 'date', '2026-01-31'],
    ['{Actual close date} = {Actual close date}', 'check', false],
    ['{Sales stage} & "!"', 'text', 'Committed!'],
    ['length({Name}) ', 'number', 4],
    ['right("abcdef", 2)', 'text', 'ef'],
    ['1e15 * 1e15', 'number', undefined],
    ['add_years({Expected close date}, 3000) + 900000000', 'date', undefined],
  ])('%s gives %s', async (expression, result, expected) => {
    const made = await formula(DEAL, expression, result);
    const id = await create(DEAL, { 1: 'Boat', [VALUE]: 20_000, [WIN]: 10, 6: '2026-01-31', 3: 3 });
    const value = await valueOf(DEAL, id, made);
    await inside((db) => deleteField(db, seat.actor, { objectId: DEAL, id: made }));
    expect(value).toEqual(expected);
  });

  it.each([
    ['{Value} + {Name} * 2', '“*” needs a number where Name is a text.'],
    ['{Nothing} + 1', 'There is no field “Nothing”. Check how it is spelt.'],
    ['{Value} +', 'After “{2} +”: Expected expression after +.'],
    ['foo({Value})', 'There is no function “foo”.'],
    ['today()', 'today() would change every day though the record does not.'],
    ['left({Name})', 'left() takes 2 values; here it has 1.'],
    ['{Value} {Name}', 'Two values stand side by side.'],
    ['{Name}', 'The formula gives a text, not a number.'],
    ['{Primary contact.Email} + 1 + {Company.Primary}', 'There is no field “Company.Primary”.'],
    ['', 'Write a formula.'],
  ])('refuses %s with a sentence', async (expression, sentence) => {
    expect(await sentenceOf(formula(DEAL, expression, 'number'))).toContain(sentence);
  });

  it('is refused where it would be worked out from itself', async () => {
    const one = await formula(DEAL, '{Expected win %} + 1', 'number', 'One');
    await formula(DEAL, '{One} + 1', 'number', 'Two');
    const circle = inside((db) =>
      updateField(db, seat.actor, { objectId: DEAL, id: one, settings: { expression: '{Two} + 1', result: 'number' } }),
    );
    expect(await sentenceOf(circle)).toBe('One would be worked out from itself: One ← Two ← One. Leave one of them out.');
  });
});

describe('a formula over a parent', () => {
  it('follows the parent, its name, its bin and its going', async () => {
    const made = await formula(CONTACT, '{Company} & ": " & {Company.Industry}', 'text');
    const company = await create(COMPANY, { 1: 'Harbour', 3: 'Ships' });
    const id = await create(CONTACT, { [C.firstName]: 'Jane', [C.company]: company });
    expect(await valueOf(CONTACT, id, made)).toBe('Harbour: Ships');
    await update(COMPANY, company, { 1: 'Quay', 3: null });
    await settled();
    expect(await valueOf(CONTACT, id, made)).toBe('Quay:');
    await inside((db) => deleteRecords(db, seat.actor, { objectId: COMPANY, recordIds: [company] }));
    await settled();
    expect(await valueOf(CONTACT, id, made)).toBe(':');
    await inside((db) => restoreRecords(db, seat.actor, { objectId: COMPANY, recordIds: [company] }));
    await settled();
    expect(await valueOf(CONTACT, id, made)).toBe('Quay:');
    await inside((db) => eraseRecords(db, { objectId: COMPANY, recordIds: [company] }));
    await settled();
    expect(await valueOf(CONTACT, id, made)).toBe(':');
  });
});

describe('a roll-up', () => {
  it('counts and sums what points here, through every way it can change', async () => {
    const count = await field({ objectId: COMPANY, type: 'rollup', settings: { objectId: DEAL, fieldId: 10, function: 'count' } });
    const sum = await field({
      objectId: COMPANY,
      type: 'rollup',
      settings: { objectId: DEAL, fieldId: 10, function: 'sum', ofFieldId: VALUE },
      sortable: true,
    });
    const median = await field({
      objectId: COMPANY,
      type: 'rollup',
      settings: { objectId: DEAL, fieldId: 10, function: 'median', ofFieldId: WIN },
    });
    const latest = await field({
      objectId: COMPANY,
      type: 'rollup',
      settings: { objectId: DEAL, fieldId: 10, function: 'max', ofFieldId: 6 },
    });
    await settled();
    const [one, other] = [await create(COMPANY, { 1: 'One' }), await create(COMPANY, { 1: 'Other' })];
    const values = (id: number): Promise<unknown[]> =>
      Promise.all([count, sum, median, latest].map((fieldId) => valueOf(COMPANY, id, fieldId)));
    expect(await values(one)).toEqual([0, 0, undefined, undefined]);
    const deal = await create(DEAL, { 1: 'A', [VALUE]: 100, [WIN]: 10, 6: '2026-01-01', 10: one });
    const next = await create(DEAL, { 1: 'B', [VALUE]: 50, [WIN]: 20, 6: '2026-05-01', 10: one });
    expect(await values(one)).toEqual([2, 150, 15, '2026-05-01']);
    await update(DEAL, next, { 10: other });
    expect([await values(one), await values(other)]).toEqual([
      [1, 100, 10, '2026-01-01'],
      [1, 50, 20, '2026-05-01'],
    ]);
    await inside((db) => deleteRecords(db, seat.actor, { objectId: DEAL, recordIds: [deal] }));
    expect(await values(one)).toEqual([0, 0, undefined, undefined]);
    await inside((db) => restoreRecords(db, seat.actor, { objectId: DEAL, recordIds: [deal] }));
    expect(await values(one)).toEqual([1, 100, 10, '2026-01-01']);
    await inside((db) => eraseRecords(db, { objectId: DEAL, recordIds: [deal] }));
    expect(await values(one)).toEqual([0, 0, undefined, undefined]);
    const { rows } = await test.owner.query(
      `select actor_type, cause_id is not null as caused, data->'fields' as fields from events
       where account_id = $1 and object_id = 150 and record_id = $2 and kind = 'record.updated' order by id limit 1`,
      [seat.accountId, one],
    );
    expect(rows).toEqual([{ actor_type: 'system', caused: true, fields: [count, sum, median, latest] }]);
  });

  it('is worked out for the records there are, in the background', async () => {
    const company = await create(COMPANY, { 1: 'Before' });
    await create(DEAL, { 1: 'A', [VALUE]: 70, 10: company });
    const sum = await field({
      objectId: COMPANY,
      type: 'rollup',
      label: 'All deals',
      settings: { objectId: DEAL, fieldId: 10, function: 'sum', ofFieldId: VALUE },
    });
    const double = await formula(COMPANY, '{All deals} * 2', 'price');
    expect((await inside((db) => objectShape(db, COMPANY))).fields.find(({ id }) => id === sum)?.computedSince).toBeNull();
    await settled();
    expect([await valueOf(COMPANY, company, sum), await valueOf(COMPANY, company, double)]).toEqual([70, 140]);
    expect((await inside((db) => objectShape(db, COMPANY))).fields.find(({ id }) => id === sum)?.computedSince).toBeInstanceOf(Date);
    await inside((db) =>
      updateField(db, seat.actor, { objectId: COMPANY, id: double, settings: { expression: '{All deals} * 3', result: 'price' } }),
    );
    await settled();
    expect(await valueOf(COMPANY, company, double)).toBe(210);
  });
});
