import { expect, it } from 'vitest';
import { makeAccount } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { createRecord } from '../create-record.ts';
import { deleteRecords } from '../delete-records.ts';
import { CONTACT, CONTACT_FIELDS as C } from '../schema.ts';
import { sweepWords } from './sweep-words.ts';

const test = testDatabase();

it('takes words nobody has any more out of the book within thirty nights, and no others', async () => {
  const seat = await makeAccount(test);
  const contact = (first: string): Promise<number> =>
    test.database.account(seat.accountId, (db) =>
      createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { [C.firstName]: first, [C.lastName]: 'Dunkelstein' } }),
    );
  const gone = await contact('Wilhelmine');
  await contact('Ottokar');
  await test.settle(seat.accountId);
  await test.database.account(seat.accountId, (db) => deleteRecords(db, seat.actor, { objectId: CONTACT, recordIds: [gone] }));
  await test.settle(seat.accountId);
  const words = async (): Promise<string[]> =>
    (await test.owner.query('select word from search_words where account_id = $1 order by 1', [seat.accountId])).rows.map(
      ({ word }) => word,
    );
  expect(await words()).toEqual(['dunkelstein', 'ottokar', 'wilhelmine']);
  for (let night = 0; night < 30; night++) {
    test.clock.moveBy(86_400_000);
    await sweepWords(test.database, new AbortController().signal);
  }
  expect(await words()).toEqual(['dunkelstein', 'ottokar']);
});
