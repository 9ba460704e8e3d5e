import { beforeAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { askSortable, sortableState } from './ask-sortable.ts';
import { createRecord } from './create-record.ts';
import { makeSortable } from './make-sortable.ts';

const on = testDatabase();
const LEAD_SOURCE = { objectId: 0, id: 19 };
const CITY = { objectId: 0, id: 11 };
let owner: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(on);
});
const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => on.database.account(owner.accountId, work);

test('whoever sees a field may have it made sortable, once, and sees how far that is', async () => {
  const seller: Viewer = { ...everyone, isOwner: false, can: () => false };
  await inAccount((db) => createRecord(db, owner.actor, owner.ids, { objectId: 0, values: { 1: 'Ada', 11: 'Kiel' } }));
  expect(await inAccount((db) => sortableState(db, { viewer: seller, ...CITY }))).toEqual({ sortable: false, done: 0 });
  for (let times = 0; times < 2; times++) await inAccount((db) => askSortable(db, owner.actor, { viewer: seller, ...CITY }));
  const { rows } = await on.owner.query("select 1 from graphile_worker.jobs where task_identifier = 'records.make-sortable'");
  expect(rows).toHaveLength(1);
  await makeSortable(on.database, { accountId: owner.accountId, objectId: 0, fieldId: CITY.id }, new AbortController().signal);
  expect(await inAccount((db) => sortableState(db, { viewer: seller, ...CITY }))).toEqual({ sortable: true, done: 1 });
});

test('a hidden field is not there to be asked for', async () => {
  const { rows } = await on.owner.query('select section_id from fields where account_id = $1 and object_id = 0 and id = 19', [
    owner.accountId,
  ]);
  const blind: Viewer = { ...everyone, on: () => ({ ...everyone.on(0), sections: { [rows[0].section_id]: 'hidden' } }) };
  await expect(inAccount((db) => askSortable(db, owner.actor, { viewer: blind, ...LEAD_SOURCE }))).rejects.toMatchObject({
    code: 'not_found',
  });
});
