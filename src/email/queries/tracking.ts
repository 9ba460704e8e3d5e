import { sql, type AccountDb } from '../../app/db.ts';
import type { Burst } from '../rules/visits-of-letters.ts';
import { DELIVERY, type DeliveryRow } from './deliveries.ts';

/** A letter with what is known of how it was received. */
export interface TrackedDelivery extends DeliveryRow {
  opened_at: Date | null;
  clicked_at: Date | null;
  machine_opened_at: Date | null;
  machine_clicked_at: Date | null;
  clicked_links: number[] | null;
  burst: Burst | null;
}

/** A letter that nobody else writes to until this transaction ends: what comes at the same moment is judged one after the other. */
export async function lockDelivery(db: AccountDb, id: number): Promise<TrackedDelivery | undefined> {
  return db.maybeOne(
    sql`select ${DELIVERY}, d.opened_at, d.clicked_at, d.machine_opened_at, d.machine_clicked_at, d.clicked_links, d.burst
        from deliveries d where d.account_id = ${db.accountId} and d.id = ${id} for update`,
    'email.lock-delivery',
  );
}

export async function noteOpening(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update deliveries d set last_opened_at = ${db.now}, opened_at = coalesce(d.opened_at, ${db.now}::timestamptz)
        where d.account_id = ${db.accountId} and d.id = ${id}`,
    'email.note-opening',
  );
}

/** Who follows a link has the letter before them, pictures or not. */
export async function noteClick(db: AccountDb, id: number, { links, burst }: { links: readonly number[]; burst: Burst }): Promise<void> {
  await db.run(
    sql`update deliveries d set last_clicked_at = ${db.now}, clicked_at = coalesce(d.clicked_at, ${db.now}::timestamptz),
          opened_at = coalesce(d.opened_at, ${db.now}::timestamptz), clicked_links = ${links}::smallint[], burst = ${JSON.stringify(burst)}::jsonb
        where d.account_id = ${db.accountId} and d.id = ${id}`,
    'email.note-click',
  );
}

export async function noteMachineOpening(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update deliveries d set machine_opened_at = ${db.now} where d.account_id = ${db.accountId} and d.id = ${id}`,
    'email.note-machine-opening',
  );
}

/** Notes that a program followed links, and takes back what its first ones were counted as: `links` are those people followed. */
export async function noteMachineClick(
  db: AccountDb,
  id: number,
  { links, burst }: { links: readonly number[]; burst: Burst | null },
): Promise<void> {
  const isNobody = links.length === 0;
  await db.run(
    sql`update deliveries d set machine_clicked_at = coalesce(d.machine_clicked_at, ${db.now}::timestamptz), clicked_links = ${links}::smallint[],
          burst = ${burst === null ? null : JSON.stringify(burst)}::jsonb,
          clicked_at = case when ${isNobody}::boolean then null else d.clicked_at end,
          last_clicked_at = case when ${isNobody}::boolean then null else d.last_clicked_at end,
          opened_at = case when ${isNobody}::boolean and d.last_opened_at is null then null else d.opened_at end
        where d.account_id = ${db.accountId} and d.id = ${id}`,
    'email.note-machine-click',
  );
}

/** Notes by which letter somebody ended the mail. */
export async function noteUnsubscribed(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update deliveries d set unsubscribed_at = coalesce(d.unsubscribed_at, ${db.now}::timestamptz)
        where d.account_id = ${db.accountId} and d.id = ${id}`,
  );
}
