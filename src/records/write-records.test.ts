import { beforeAll, describe, expect, it } from 'vitest';
import { makeBareAccount } from '../../test/factories.ts';
import { idsOf, testDatabase } from '../../test/harness.ts';
import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { createRecord } from './create-record.ts';
import { objectShape, objectShapes } from './object-shapes.ts';
import { prepareAccount } from './prepare-account.ts';
import { recordById } from './queries/records.ts';
import { CONTACT, CONTACT_FIELDS as C } from './schema.ts';
import { updateRecord } from './update-record.ts';

const test = testDatabase();
let account: number;
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(account, work);

beforeAll(async () => {
  account = await makeBareAccount(test);
  await inside(prepareAccount);
});

describe('writing records', () => {
  it('gives every account contacts, deals and companies', async () => {
    const shapes = await inside(objectShapes);
    expect(shapes.map(({ id, key }) => [id, key])).toEqual([
      [0, 'contact'],
      [149, 'deal'],
      [150, 'company'],
    ]);
    expect((await inside((db) => objectShape(db, 'contact'))).fields.length).toBe(19);
  });

  it('creates and updates one contact', async () => {
    const ids = idsOf(test.database, account);
    const id = await inside((db) =>
      createRecord(db, system, ids, {
        objectId: CONTACT,
        values: { [C.firstName]: 'Jane', [C.lastName]: 'Doe', [C.email]: 'jane@example.com', [C.salesStage]: 2 },
      }),
    );
    const row = await inside((db) => recordById(db, CONTACT, id));
    expect(row).toMatchObject({ name: 'Jane Doe', email: 'jane@example.com', values: { 1: 'Jane', 2: 'Doe', 17: 2 }, version: 1 });
    await inside((db) => updateRecord(db, system, { objectId: CONTACT, id, values: { [C.email]: 'j@example.com', [C.salesStage]: null } }));
    expect(await inside((db) => recordById(db, CONTACT, id))).toMatchObject({
      email: 'j@example.com',
      version: 2,
      values: { 1: 'Jane', 2: 'Doe' },
    });
    const { rows } = await test.owner.query('select kind, personal from events where record_id = $1 order by id', [id]);
    expect(rows).toMatchObject([
      { kind: 'record.created', personal: { values: { 1: 'Jane' } } },
      { kind: 'record.updated', personal: { changes: { 3: ['jane@example.com', 'j@example.com'], 17: [2, null] } } },
    ]);
  });
});
