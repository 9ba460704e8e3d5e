import { sql } from '../../src/app/db.ts';
import { writeRecords } from '../../src/records/index.ts';
import type { TestSeat } from '../factories.ts';
import type { TestDatabase } from '../harness.ts';

/** Contacts with these first names, in one transaction; gives their ids. */
export async function makeContacts(
  test: TestDatabase,
  seat: TestSeat,
  names: readonly string[],
  more: { ownerId?: number } = {},
): Promise<number[]> {
  const first = await seat.ids('record:0', names.length);
  await test.database.account(seat.accountId, (db) =>
    writeRecords(db, seat.actor, {
      objectId: 0,
      columns: ['owner_id'],
      source: sql`select ${first}::bigint + n.place - 1 as id, true as is_new, jsonb_build_object('1', n.name) as changes,
          ${more.ownerId ?? seat.userId}::bigint as owner_id
        from unnest(${names}::text[]) with ordinality as n (name, place)`,
    }),
  );
  return names.map((_, index) => first + index);
}
