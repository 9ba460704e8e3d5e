import { randomBytes } from 'node:crypto';
import { sql, type AccountDb } from '../../app/db.ts';
import type { Channel } from '../schema.ts';

/** What hashes of the account's suppressed addresses are mixed with; once, with the account. */
export async function insertSalt(db: AccountDb): Promise<void> {
  await db.run(
    sql`insert into address_salts (account_id, salt) values (${db.accountId}, ${randomBytes(24).toString('base64')})
        on conflict (account_id) do nothing`,
  );
}

export interface StoppedRow {
  channel: Channel | 'all';
  stopped_at: Date;
  reason: string;
  /** Who stopped it: only what the account stopped itself can it resume. */
  by: 'account' | 'operator' | 'complaints' | 'bounces' | 'abuse';
}

/** What is stopped, by the account itself and by the operator. */
export async function stoppedChannels(db: AccountDb): Promise<StoppedRow[]> {
  return db.many(
    sql`select sc.channel, sc.stopped_at, sc.reason, 'account' as by from stopped_channels sc where sc.account_id = ${db.accountId}
        union all
        select os.channel, os.at, os.reason, os.cause from operator_stops os where os.account_id = ${db.accountId} order by 2`,
  );
}

/** Gives whether the channel was open before. */
export async function stopChannel(db: AccountDb, channel: Channel, reason: string): Promise<boolean> {
  return (
    (await db.run(
      sql`insert into stopped_channels (account_id, channel, stopped_at, reason) values (${db.accountId}, ${channel}, ${db.now}, ${reason})
          on conflict (account_id, channel) do nothing`,
    )) > 0
  );
}

/** Gives whether the channel was stopped before. */
export async function openChannel(db: AccountDb, channel: Channel): Promise<boolean> {
  return (await db.run(sql`delete from stopped_channels where account_id = ${db.accountId} and channel = ${channel}`)) > 0;
}

export type OperatorStopCause = 'operator' | 'complaints' | 'bounces' | 'abuse';

/** Gives whether nothing was stopped there before. */
export async function insertOperatorStop(
  db: AccountDb,
  stop: { channel: Channel | 'all'; reason: string; cause: OperatorStopCause },
): Promise<boolean> {
  return (
    (await db.run(
      sql`insert into operator_stops (account_id, channel, reason, cause, at)
          values (${db.accountId}, ${stop.channel}, ${stop.reason}, ${stop.cause}, ${db.now}) on conflict (account_id, channel) do nothing`,
    )) > 0
  );
}

/** Gives whether anything was stopped there. */
export async function deleteOperatorStop(db: AccountDb, channel: Channel | 'all'): Promise<boolean> {
  return (await db.run(sql`delete from operator_stops where account_id = ${db.accountId} and channel = ${channel}`)) > 0;
}
