import { beforeAll, expect, test as it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { createRecord } from '../records/index.ts';

const test = testDatabase();
let seat: TestSeat;

beforeAll(async () => {
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
});

it('smoke', async () => {
  const id = await makeAutomation(
    test,
    seat,
    makeMap(
      [
        ['wait', { wait: 'for', amount: 1, unit: 'days' }],
        ['condition', { criteria: { field: 1, operator: 'is', values: ['Ada'] } }, [3, 4]],
        ['wait', { wait: 'for', amount: 2, unit: 'days' }, [null]],
        ['end'],
      ],
      { triggers: [{ event: 'record.created' }] },
    ),
  );
  await test.database.account(seat.accountId, async (db) => {
    await createRecord(db, seat.actor, seat.ids, { objectId: 0, values: { 1: 'Ada' } });
    await createRecord(db, seat.actor, seat.ids, { objectId: 0, values: { 1: 'Bob' } });
  });
  await test.settle();
  console.log((await test.owner.query('select * from positions')).rows);
  test.clock.moveBy(86_400_000);
  await test.settle();
  console.log((await test.owner.query('select * from positions')).rows);
  console.log((await test.owner.query("select id, kind, record_id, cause_id, data from events where kind like 'automation%' or kind='record.created' order by id")).rows);
  console.log((await test.owner.query('select * from automation_flows order by 3,4')).rows);
  expect(id).toBe(1);
});
