import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { done, runToEnd, startedUndo } from '../../test/bulk.ts';
import type { AccountDb } from '../app/db.ts';
import { changeOptions } from './change-options.ts';
import { createField } from './create-field.ts';
import { createObject } from './create-object.ts';
import { createRecord } from './create-record.ts';
import { deleteRecords } from './delete-records.ts';
import { eraseRecords } from './erase-records.ts';
import { objectShape } from './object-shapes.ts';
import { removeOption } from './remove-option.ts';
import { restoreRecords } from './restore-records.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C } from './schema.ts';
import { updateRecord } from './update-record.ts';

const test = testDatabase();
let seat: TestSeat;
let ship: number;
const fields: Record<string, number> = {};
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const make = (objectId: number, values: Record<string, unknown>): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId, values: values as never }));
const bin = (objectId: number, id: number) => inside((db) => deleteRecords(db, seat.actor, { objectId, recordIds: [id] }));
const restore = (objectId: number, id: number, withoutTaken = false) =>
  inside((db) => restoreRecords(db, seat.actor, { objectId, recordIds: [id], withoutTaken }));
const rowsOf = async (text: string, ...values: unknown[]) => (await test.owner.query(text, [seat.accountId, ...values])).rows;
const valuesOf = async (id: number) =>
  (await rowsOf('select values from records where account_id = $1 and object_id = $2 and id = $3', ship, id))[0].values;

beforeEach(async () => {
  seat = await makeAccount(test);
  await inside(async (db) => {
    ship = await createObject(db, seat.actor, seat.ids, { singular: 'Ship', plural: 'Ships' });
    const field = async (label: string, more: object) =>
      (fields[label] = await createField(db, seat.actor, seat.ids, { objectId: ship, label, ...more } as never));
    await field('Sign', { type: 'text', isUnique: true });
    await field('Number', { type: 'number', isUnique: true });
    await field('Kind', { type: 'dropdown', options: ['Bark', 'Cog', 'Dhow'].map((label) => ({ label })) });
    await field('Flags', { type: 'list', options: ['One', 'Two', 'Three'].map((label) => ({ label })) });
    await field('Company', { type: 'parent', parentObjectId: COMPANY });
  });
});

async function takeAway(fieldId: number, optionId: number, into?: number): Promise<void> {
  const fate = into === undefined ? { how: 'clear' as const } : { how: 'replace' as const, with: into };
  const changeId = await inside((db) => removeOption(db, seat.actor, seat.ids, { objectId: ship, fieldId, optionId, fate }));
  await changeOptions(test.database, { accountId: seat.accountId, changeId: changeId! }, new AbortController().signal);
}

describe('what comes out of the bin', () => {
  it('points to nothing that was removed for good meanwhile, and the ledger says so', async () => {
    const company = await make(COMPANY, { 1: 'Harbour Works' });
    const id = await make(ship, { 1: 'Ada', [fields.Company!]: company });
    await bin(ship, id);
    await inside((db) => eraseRecords(db, { objectId: COMPANY, recordIds: [company] }, seat.actor));
    await restore(ship, id);
    expect(await valuesOf(id)).toEqual({});
    expect(await rowsOf('select 1 from field_values where account_id = $1 and object_id = $2 and record_id = $3', ship, id)).toEqual([]);
    const [event] = await rowsOf("select personal from events where account_id = $1 and object_id = $2 and kind = 'record.updated'", ship);
    expect(event.personal.changes).toEqual({ [fields.Company!]: [company, null] });
  });

  it('has the options that stand for those that were taken away meanwhile', async () => {
    const options = (await inside((db) => objectShape(db, ship))).fields.find(({ id }) => id === fields.Kind)!.options;
    const [bark, cog] = options.map(({ id }) => id);
    const merged = await make(ship, { 1: 'Ada', [fields.Kind!]: bark, [fields.Flags!]: [1, 2, 3] });
    const cleared = await make(ship, { 1: 'Bea', [fields.Flags!]: [2] });
    for (const id of [merged, cleared]) await bin(ship, id);
    await takeAway(fields.Kind!, bark!, cog);
    await takeAway(fields.Flags!, 1, 3);
    await takeAway(fields.Flags!, 2);
    for (const id of [merged, cleared]) await restore(ship, id);
    expect(await valuesOf(merged)).toEqual({ [fields.Kind!]: cog, [fields.Flags!]: [3] });
    expect(await valuesOf(cleared)).toEqual({});
  });

  it('claims every unique value but the one that another has by now', async () => {
    const id = await make(ship, { 1: 'Ada', [fields.Sign!]: 'AA', [fields.Number!]: 7 });
    await bin(ship, id);
    await make(ship, { 1: 'Bea', [fields.Number!]: 7 });
    await restore(ship, id, true);
    expect(await valuesOf(id)).toEqual({ [fields.Sign!]: 'AA' });
    await expect(make(ship, { 1: 'Cleo', [fields.Sign!]: 'aa' })).rejects.toMatchObject({ code: 'value_taken' });
  });

  it('is found by the name its company has by now', async () => {
    const company = await make(COMPANY, { 1: 'Harbour Works' });
    const id = await make(CONTACT, { [C.firstName]: 'Ann', [C.company]: company });
    await bin(CONTACT, id);
    await inside((db) => updateRecord(db, seat.actor, { objectId: COMPANY, id: company, values: { 1: 'Lighthouse' } }));
    await restore(CONTACT, id);
    const found = "select 1 from records where account_id = $1 and object_id = 0 and search @@ 'lighthouse'::tsquery";
    expect(await rowsOf(found)).toHaveLength(1);
  });
});

describe('undoing', () => {
  it('gives back the option that stands for one that was taken away since', async () => {
    const [bark, cog, dhow] = [1, 2, 3];
    const id = await make(ship, { 1: 'Ada', [fields.Kind!]: bark });
    const settings = { fieldId: fields.Kind!, change: { how: 'set', value: cog } };
    const run = await done(test, seat, { kind: 'field.change', settings, objectId: ship });
    await takeAway(fields.Kind!, bark, dhow);
    await runToEnd(test, seat, await startedUndo(test, seat, run));
    expect(await valuesOf(id)).toEqual({ [fields.Kind!]: dhow });
  });
});
