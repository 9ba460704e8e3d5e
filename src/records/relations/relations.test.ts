import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { createField } from '../create-field.ts';
import { createRecord } from '../create-record.ts';
import { deleteRecords } from '../delete-records.ts';
import { eraseRecords } from '../erase-records.ts';
import { fieldOfShape, objectShape } from '../object-shapes.ts';
import { recordById } from '../queries/records.ts';
import { restoreRecords } from '../restore-records.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL } from '../schema.ts';
import { listRelated } from './list-related.ts';
import { relateRecords } from './relate-records.ts';
import { unrelateRecords } from './unrelate-records.ts';

const test = testDatabase();
let seat: TestSeat;
let deals: number;
let people: number;
let count: number;
let sum: number;
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const contact = (name: string): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { [C.firstName]: name } }));
const deal = (name: string, value: number): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: DEAL, values: { 1: name, 2: value } }));
const related = (objectId: number, id: number, fieldId: number): Promise<string[]> =>
  inside(async (db) => (await listRelated(db, everyone, { objectId, id, fieldId, limit: 50 })).records.map(({ name }) => name));
const rolled = async (id: number): Promise<unknown[]> => {
  const record = await inside((db) => recordById(db, CONTACT, id));
  return [record?.values[count], record?.values[sum]];
};
const relate = (recordIds: number[], relatedIds: number[]): Promise<number> =>
  inside((db) => relateRecords(db, seat.actor, { objectId: CONTACT, fieldId: deals, recordIds, relatedIds }));

beforeAll(async () => {
  seat = await makeAccount(test);
  deals = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: CONTACT,
      label: 'Works on',
      type: 'relation',
      settings: { objectId: DEAL, otherLabel: 'Team' },
    }),
  );
  people = (await inside(async (db) => fieldOfShape(await objectShape(db, CONTACT), deals))).settings.inverseFieldId!;
  count = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: CONTACT,
      label: 'How many',
      type: 'rollup',
      settings: { objectId: DEAL, fieldId: people, function: 'count' },
    }),
  );
  sum = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: CONTACT,
      label: 'Worth',
      type: 'rollup',
      settings: { objectId: DEAL, fieldId: people, function: 'sum', ofFieldId: 2 },
    }),
  );
});

describe('a relation of many to many', () => {
  it('is read from both sides, once each, by name', async () => {
    const [jane, joe] = [await contact('Jane'), await contact('Joe')];
    const [boat, net] = [await deal('Boat', 100), await deal('Net', 50)];
    expect(await relate([jane, joe], [boat])).toBe(2);
    expect(await relate([jane], [boat, net])).toBe(1);
    expect(await related(CONTACT, jane, deals)).toEqual(['Boat', 'Net']);
    expect(await related(DEAL, boat, people)).toEqual(['Jane', 'Joe']);
    expect(await rolled(jane)).toEqual([2, 150]);
    const { rows } = await test.owner.query(
      `select object_id, record_id::int, subject_id::int, data from events where account_id = $1 and kind = 'record.related' order by object_id, record_id, id`,
      [seat.accountId],
    );
    expect(rows).toContainEqual({ object_id: CONTACT, record_id: joe, subject_id: deals, data: { objectId: DEAL, recordId: boat } });
    expect(rows).toContainEqual({ object_id: DEAL, record_id: boat, subject_id: people, data: { objectId: CONTACT, recordId: joe } });
    expect(rows).toHaveLength(6);
  });

  it('keeps the roll-ups over it true, through the bin and for good', async () => {
    const jane = await contact('Jane');
    const [boat, net] = [await deal('Boat', 100), await deal('Net', 50)];
    await relate([jane], [boat, net]);
    await inside((db) => deleteRecords(db, seat.actor, { objectId: DEAL, recordIds: [boat] }));
    expect(await rolled(jane)).toEqual([1, 50]);
    expect(await related(CONTACT, jane, deals)).toEqual(['Net']);
    await inside((db) => restoreRecords(db, seat.actor, { objectId: DEAL, recordIds: [boat] }));
    expect(await rolled(jane)).toEqual([2, 150]);
    await inside((db) => unrelateRecords(db, seat.actor, { objectId: DEAL, fieldId: people, recordIds: [net], relatedIds: [jane] }));
    expect(await rolled(jane)).toEqual([1, 100]);
    await inside((db) => eraseRecords(db, { objectId: DEAL, recordIds: [boat] }));
    expect(await rolled(jane)).toEqual([0, 0]);
    const { rows } = await test.owner.query('select * from record_links where account_id = $1 and related_id = $2', [seat.accountId, boat]);
    expect(rows).toEqual([]);
  });

  it('relates records of one object, never one with itself', async () => {
    const above = await inside((db) =>
      createField(db, seat.actor, seat.ids, {
        objectId: COMPANY,
        label: 'Buys from',
        type: 'relation',
        settings: { objectId: COMPANY, otherLabel: 'Sells to' },
      }),
    );
    const below = (await inside(async (db) => fieldOfShape(await objectShape(db, COMPANY), above))).settings.inverseFieldId!;
    const company = (name: string): Promise<number> =>
      inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: COMPANY, values: { 1: name } }));
    const [mill, bakery] = [await company('Mill'), await company('Bakery')];
    const linking = { objectId: COMPANY, fieldId: above, recordIds: [bakery], relatedIds: [mill, bakery] };
    expect(await inside((db) => relateRecords(db, seat.actor, linking))).toBe(1);
    expect(await related(COMPANY, bakery, above)).toEqual(['Mill']);
    expect(await related(COMPANY, mill, below)).toEqual(['Bakery']);
    expect(await related(COMPANY, mill, above)).toEqual([]);
  });
});
