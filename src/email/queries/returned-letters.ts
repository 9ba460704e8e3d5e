import { sql, type AccountDb } from '../../app/db.ts';
import { CONTACT, CONTACT_FIELDS, uniqueHolders } from '../../records/index.ts';
import type { BounceClass } from '../rules/bounce-classes.ts';

export interface ReturnedLetter {
  id: number;
  message_id: number;
  object_id: number;
  record_id: number;
  event_id: number | null;
  domain: string | null;
}

const LETTER = sql`d.id, d.message_id, d.object_id, d.record_id, d.event_id, d.domain`;

export async function letterById(db: AccountDb, id: number): Promise<ReturnedLetter | undefined> {
  return db.maybeOne(
    sql`select ${LETTER} from deliveries d where d.account_id = ${db.accountId} and d.id = ${id}`,
    'email.returned-letter',
  );
}

/** Notes that a letter came back. Gives whether it is the first time. */
export async function markBounced(db: AccountDb, id: number, bounceClass: BounceClass): Promise<boolean> {
  return (
    (await db.run(
      sql`update deliveries set bounced_at = ${db.now}, bounce_class = ${bounceClass}
          where account_id = ${db.accountId} and id = ${id} and bounced_at is null`,
    )) > 0
  );
}

export async function markDelayed(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update deliveries set deferred_at = coalesce(deferred_at, ${db.now}::timestamptz) where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markComplained(db: AccountDb, id: number): Promise<boolean> {
  return (
    (await db.run(
      sql`update deliveries set complained_at = ${db.now} where account_id = ${db.accountId} and id = ${id} and complained_at is null`,
    )) > 0
  );
}

export async function markReplied(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update deliveries set replied_at = coalesce(replied_at, ${db.now}::timestamptz) where account_id = ${db.accountId} and id = ${id}`,
  );
}

/**
 * How many of a record's letters came back with one of the classes since a time, after the last one that was seen to arrive: whoever opened a letter
 * meanwhile reads there.
 */
export async function bouncesSince(
  db: AccountDb,
  of: { objectId: number; recordId: number; since: Date; classes: readonly BounceClass[] },
): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from deliveries d
        where d.account_id = ${db.accountId} and d.object_id = ${of.objectId} and d.record_id = ${of.recordId}
          and d.bounced_at >= ${of.since} and d.bounce_class = any(${of.classes}::text[])
          and d.bounced_at > coalesce((select max(greatest(l.last_opened_at, l.last_clicked_at, l.replied_at)) from deliveries l
            where l.account_id = ${db.accountId} and l.object_id = ${of.objectId} and l.record_id = ${of.recordId}), '-infinity')`,
  );
  return count;
}

/** The contact that has an address. */
export async function contactOf(db: AccountDb, address: string): Promise<number | undefined> {
  const row = await db.maybeOne<{ record_id: number }>(
    sql`select h.record_id from ${uniqueHolders(db, CONTACT, CONTACT_FIELDS.email)} h where h.value = ${address.slice(0, 200)}`,
    'email.contact-of-address',
  );
  return row?.record_id;
}
