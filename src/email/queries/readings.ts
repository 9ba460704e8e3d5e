import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** How one letter was read. */
export interface Reading {
  deliveryId: number;
  objectId: number;
  recordId: number;
  by: 'person' | 'machine';
  /** The number of the link that was followed. */
  link: number | null;
}

export async function markRead(db: AccountDb, readings: readonly Reading[]): Promise<void> {
  await db.run(
    sql`update deliveries d set
          opened_at = case when read.by = 'person' then coalesce(d.opened_at, ${db.now}::timestamptz) else d.opened_at end,
          last_opened_at = case when read.by = 'person' then ${db.now}::timestamptz else d.last_opened_at end,
          machine_opened_at = case when read.by = 'machine' then coalesce(d.machine_opened_at, ${db.now}::timestamptz) else d.machine_opened_at end,
          clicked_at = case when read.link is null then d.clicked_at else coalesce(d.clicked_at, ${db.now}::timestamptz) end,
          last_clicked_at = case when read.link is null then d.last_clicked_at else ${db.now}::timestamptz end,
          clicked_links = case when read.link is null then d.clicked_links else array[read.link] end
        from unnest(${readings.map(({ deliveryId }) => deliveryId)}::bigint[], ${readings.map(({ by }) => by)}::text[],
          ${readings.map(({ link }) => link)}::smallint[]) read(id, by, link)
        where d.account_id = ${db.accountId} and d.id = read.id`,
  );
}

/** Rows of events that say letters were opened. */
export const openingRows = (db: AccountDb, readings: readonly Reading[]): Sql =>
  sql`select d.record_id::text as actor_id, d.object_id, d.record_id, d.message_id as subject_id, d.event_id as cause_id,
        jsonb_build_object('delivery', d.id) as data
      from deliveries d where d.account_id = ${db.accountId} and d.id = any(${readings.map(({ deliveryId }) => deliveryId)}::bigint[])`;

/** Rows of events that say links were followed. */
export const clickingRows = (db: AccountDb, readings: readonly Reading[]): Sql =>
  sql`select d.record_id::text as actor_id, d.object_id, d.record_id, d.message_id as subject_id, d.event_id as cause_id,
        jsonb_build_object('delivery', d.id, 'link', read.link, 'address', v.links ->> read.link) as data
      from unnest(${readings.map(({ deliveryId }) => deliveryId)}::bigint[], ${readings.map(({ link }) => link)}::integer[]) read(id, link)
      join deliveries d on d.account_id = ${db.accountId} and d.id = read.id
      join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version`;

export interface UnreadLetter {
  id: number;
  object_id: number;
  record_id: number;
  variant: number | null;
  links: number;
}

/** Letters of a broadcast that came to their receivers and that nobody has looked at. */
export async function unreadLetters(db: AccountDb, broadcastId: number): Promise<UnreadLetter[]> {
  return db.many(
    sql`select d.id, d.object_id, d.record_id, d.variant, jsonb_array_length(v.links) as links from deliveries d
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version
        where d.account_id = ${db.accountId} and d.broadcast_id = ${broadcastId} and d.status in ('sent', 'captured') and d.opened_at is null
          and d.machine_opened_at is null
        order by d.id`,
  );
}
