import type { AccountDb } from '../src/app/db.ts';
import { sql } from '../src/app/db.ts';
import { createMessage, publishMessage } from '../src/email/index.ts';
import { createMessageBody } from '../src/email/schema.ts';
import { setPermissionStatus, writeRecords } from '../src/records/index.ts';
import type { TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';

/** Contacts Ada0, Ada1, … with an address each (`mailbox` and a number) and a single opt-in. Gives their ids. */
export async function makeContacts(test: TestDatabase, seat: TestSeat, count: number, mailbox = 'ada'): Promise<number[]> {
  const first = await seat.ids('record:0', count);
  const ids = Array.from({ length: count }, (_, n) => first + n);
  await test.database.account(seat.accountId, async (db) => {
    await writeRecords(db, seat.actor, {
      objectId: 0,
      source: sql`select ${first}::bigint + n as id, true as is_new,
          jsonb_build_object('1', 'Ada' || n, '3', ${mailbox}::text || n || '.' || ${seat.accountId}::text || '@example.com') as changes
        from generate_series(0, ${count}::integer - 1) n`,
    });
    await setPermissionStatus(db, { objectId: 0, recordIds: ids, channel: 'email', status: 1 });
  });
  return ids;
}

/** What bulk mail needs of an account. */
export async function givePostalAddress(test: TestDatabase, seat: TestSeat): Promise<void> {
  await test.owner.query("update accounts set postal_address = E'1 Quay\\n10001 Harbour' where account_id = $1", [seat.accountId]);
}

/** A published message for contacts, with a merge field and a link. Gives its id. */
export async function makeMessage(test: TestDatabase, seat: TestSeat, changes: object = {}): Promise<number> {
  return test.database.account(seat.accountId, async (db: AccountDb) => {
    const input = createMessageBody.parse({
      name: 'Welcome',
      subject: 'Hello {{ contact.first_name | default: "friend" }}',
      body: {
        kind: 'plain',
        text: 'Dear {{ contact.first_name | default: "friend" }},\n\nsee https://shop.example/?who={{ contact.first_name }}',
      },
      ...changes,
    });
    const id = await createMessage(db, seat.actor, seat.ids, input);
    await publishMessage(db, seat.actor, id);
    return id;
  });
}
