import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Frequency } from '../schema.ts';

export interface WishesRow {
  frequency: Frequency;
  paused_until: Date | null;
  language: string | null;
}

export async function wishesOf(db: AccountDb, objectId: number, recordId: number): Promise<WishesRow> {
  const row = await db.maybeOne<WishesRow>(
    sql`select w.frequency, w.paused_until, w.language from mail_wishes w
        where w.account_id = ${db.accountId} and w.object_id = ${objectId} and w.record_id = ${recordId}`,
    'compliance.wishes',
  );
  return row ?? { frequency: 'all', paused_until: null, language: null };
}

export async function writeWishes(db: AccountDb, objectId: number, recordId: number, wishes: WishesRow): Promise<void> {
  await db.run(
    sql`insert into mail_wishes (account_id, object_id, record_id, frequency, paused_until, language, at)
        values (${db.accountId}, ${objectId}, ${recordId}, ${wishes.frequency}, ${wishes.paused_until}, ${wishes.language}, ${db.now})
        on conflict (account_id, object_id, record_id) do update set frequency = excluded.frequency, paused_until = excluded.paused_until,
          language = excluded.language, at = excluded.at`,
  );
}

/** Takes away what a person wished, and that they were asked to confirm. */
export async function forgetWishes(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  for (const table of [sql`topic_choices`, sql`mail_wishes`, sql`confirmation_requests`, sql`bulk_reservations`])
    await db.run(sql`delete from ${table} where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`);
}

/**
 * Gives a survivor of a merge what permits less of both: what either declined, the rarer frequency, the longer pause. What only one of them
 * said counts for the person.
 */
export async function mergeWishes(db: AccountDb, objectId: number, from: number, into: number): Promise<void> {
  await db.run(
    sql`insert into topic_choices (account_id, object_id, record_id, topic_id, wanted, at)
        select ${db.accountId}::bigint, ${objectId}::integer, ${into}::bigint, tc.topic_id, tc.wanted, tc.at from topic_choices tc
        where tc.account_id = ${db.accountId} and tc.object_id = ${objectId} and tc.record_id = ${from}
        on conflict (account_id, object_id, record_id, topic_id) do update set wanted = topic_choices.wanted and excluded.wanted`,
  );
  const rank = (column: Sql) => sql`array_position(array['all', 'weekly', 'monthly'], ${column})`;
  await db.run(
    sql`insert into mail_wishes (account_id, object_id, record_id, frequency, paused_until, language, at)
        select ${db.accountId}::bigint, ${objectId}::integer, ${into}::bigint, w.frequency, w.paused_until, w.language, w.at from mail_wishes w
        where w.account_id = ${db.accountId} and w.object_id = ${objectId} and w.record_id = ${from}
        on conflict (account_id, object_id, record_id) do update set
          frequency = case when ${rank(sql`excluded.frequency`)} > ${rank(sql`mail_wishes.frequency`)} then excluded.frequency else mail_wishes.frequency end,
          paused_until = greatest(mail_wishes.paused_until, excluded.paused_until), language = coalesce(mail_wishes.language, excluded.language)`,
  );
}
