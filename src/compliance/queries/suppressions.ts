import { sql, type AccountDb } from '../../app/db.ts';
import type { Channel } from '../schema.ts';
import { addressHash, saltOf } from './gate-terms.ts';

/** Bars an address for good. */
export async function suppressByHand(db: AccountDb, channel: Channel, address: string): Promise<void> {
  await db.run(
    sql`insert into suppressions (account_id, channel, address_hash, reach, reason, at)
        values (${db.accountId}, ${channel}, ${addressHash(saltOf(db.accountId), sql`${address}::text`)}, 'all', 'by_hand', ${db.now})
        on conflict (account_id, channel, address_hash) do update set reach = 'all', reason = 'by_hand', at = excluded.at
          where suppressions.reach = 'bulk'`,
  );
}

/** Gives whether the address was suppressed. */
export async function releaseByHand(db: AccountDb, channel: Channel, address: string): Promise<boolean> {
  return (
    (await db.run(
      sql`delete from suppressions where account_id = ${db.accountId} and channel = ${channel}
            and address_hash = ${addressHash(saltOf(db.accountId), sql`${address}::text`)}`,
    )) > 0
  );
}
