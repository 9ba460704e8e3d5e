import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Channel } from '../schema.ts';
import type { SuppressionCounts } from '../rules/suppression-schema.ts';
import { addressDigest, addressHash, operatorSalt, saltOf } from './gate-terms.ts';

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
            and address_hash in (${addressHash(saltOf(db.accountId), sql`${address}::text`)},
              ${addressHash(saltOf(db.accountId), addressDigest(sql`${address}::text`))})`,
    )) > 0
  );
}

/** Bars many addresses, or digests of addresses, at once. Gives how many were not barred altogether before. */
export async function insertSuppressed(db: AccountDb, words: readonly string[], form: 'address' | 'digest'): Promise<number> {
  if (words.length === 0) return 0;
  return db.run(
    sql`insert into suppressions (account_id, channel, address_hash, reach, reason, at, form)
        select ${db.accountId}::bigint, 'email', ${addressHash(saltOf(db.accountId), sql`told.word`)}, 'all', 'imported', ${db.now}::timestamptz, ${form}
        from unnest(${words}::text[]) told(word)
        on conflict (account_id, channel, address_hash) do update set reach = 'all', reason = 'imported', at = excluded.at
          where suppressions.reach = 'bulk'`,
  );
}

export async function suppressionCounts(db: AccountDb): Promise<SuppressionCounts> {
  const byReason = await db.many<SuppressionCounts['byReason'][number]>(
    sql`select s.reason, s.reach, count(*)::bigint as count from suppressions s
        where s.account_id = ${db.accountId} and s.channel = 'email' group by s.reason, s.reach order by count(*) desc`,
  );
  return { total: byReason.reduce((sum, { count }) => sum + count, 0), byReason };
}

/** What is known of one address, in whichever form it came. */
export async function suppressionOf(
  db: AccountDb,
  address: string,
): Promise<{ reach: 'bulk' | 'all' | null; reason: string | null; at: Date | null; by_operator: boolean }> {
  const text = sql`${address}::text`;
  return db.one(
    sql`select found.reach, found.reason, found.at, exists (
          select from operator_suppressions o where o.channel = 'email' and o.address_hash = ${addressHash(operatorSalt, addressDigest(text))}) as by_operator
        from (select 1) one
        left join (
          select s.reach, s.reason, s.at from suppressions s
          where s.account_id = ${db.accountId} and s.channel = 'email'
            and s.address_hash in (${addressHash(saltOf(db.accountId), text)}, ${addressHash(saltOf(db.accountId), addressDigest(text))})
          order by s.reach limit 1) found on true`,
  );
}

/**
 * The SHA-256 of every suppressed address that a record still carries, with reach and reason, for a list that names nobody. The addresses
 * of the others are not known any more; of those only a hash with this account's secret in it was kept.
 */
export async function exportableSuppressions(db: AccountDb): Promise<{ digest: string; reach: string; reason: string }[]> {
  const salt = saltOf(db.accountId);
  const digest = addressDigest(sql`r.email`);
  const carried = (form: 'address' | 'digest', hash: Sql) =>
    sql`select ${digest} as digest, s.reach, s.reason
        from records r join suppressions s on s.account_id = ${db.accountId}::bigint and s.channel = 'email' and s.form = ${form} and s.address_hash = ${hash}
        where r.account_id = ${db.accountId}::bigint and r.email <> ''`;
  return db.scan.many(
    sql`${carried('address', addressHash(salt, sql`r.email`))} union ${carried('digest', addressHash(salt, digest))} order by 1`,
  );
}
