import { expect, it } from 'vitest';
import { makeAccount } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { updateAccount } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { createField } from '../create-field.ts';
import { createRecord } from '../create-record.ts';
import { recordById } from '../queries/records.ts';
import { DEAL } from '../schema.ts';

const test = testDatabase();

it('works formulas of prices and moments out anew when the currency or the time zone changes', async () => {
  const seat = await makeAccount(test);
  const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
  await inside((db) => updateAccount(db, seat.actor, { currency: 'USD', timeZone: 'UTC' }));
  const begins = await inside((db) => createField(db, seat.actor, seat.ids, { objectId: DEAL, label: 'Begins', type: 'datetime' }));
  const units = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: DEAL,
      label: 'Units',
      type: 'formula',
      settings: { expression: '{2} * 2', result: 'number' },
    }),
  );
  const day = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: DEAL,
      label: 'Day',
      type: 'formula',
      settings: { expression: `concat("at ", {${begins}})`, result: 'text' },
    }),
  );
  const id = await inside((db) =>
    createRecord(db, seat.actor, seat.ids, { objectId: DEAL, values: { 1: 'Boat', 2: 12_300, [begins]: '2026-03-01T23:30:00Z' } }),
  );
  await test.settle(seat.accountId);
  const values = async (): Promise<unknown[]> => {
    const record = await inside((db) => recordById(db, DEAL, id));
    return [record?.values[units], record?.values[day]];
  };
  expect(await values()).toEqual([246, 'at 2026-03-01 23:30']);
  await inside((db) => updateAccount(db, seat.actor, { currency: 'JPY', timeZone: 'Europe/Berlin' }));
  await test.settle(seat.accountId);
  expect(await values()).toEqual([24_600, 'at 2026-03-02 00:30']);
});
