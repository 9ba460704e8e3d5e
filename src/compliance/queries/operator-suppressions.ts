import { sql, type SystemDb } from '../../app/db.ts';
import { addressHash, operatorSalt } from './gate-terms.ts';

/** Gives how many were new. */
export async function insertForAll(
  db: SystemDb,
  { digests, reason, at }: { digests: readonly string[]; reason: string; at: Date },
): Promise<number> {
  return db.run(
    sql`insert into operator_suppressions (channel, address_hash, reason, at)
        select 'email', ${addressHash(operatorSalt, sql`told.digest`)}, ${reason}, ${at}::timestamptz from unnest(${digests}::text[]) told(digest)
        on conflict (channel, address_hash) do nothing`,
  );
}

/** Gives how many were on the list. */
export async function releaseForAll(db: SystemDb, digests: readonly string[]): Promise<number> {
  return db.run(
    sql`delete from operator_suppressions o where o.channel = 'email' and o.address_hash = any(array(
          select ${addressHash(operatorSalt, sql`told.digest`)} from unnest(${digests}::text[]) told(digest)))`,
  );
}

export async function suppressedForAll(db: SystemDb): Promise<{ total: number; byReason: { reason: string; count: number }[] }> {
  const byReason = await db.many<{ reason: string; count: number }>(
    sql`select o.reason, count(*)::bigint as count from operator_suppressions o group by o.reason order by count(*) desc`,
  );
  return { total: byReason.reduce((sum, { count }) => sum + count, 0), byReason };
}
