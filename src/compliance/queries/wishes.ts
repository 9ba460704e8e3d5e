import { sql, type AccountDb } from '../../app/db.ts';
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
