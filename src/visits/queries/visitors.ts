import { sql, type AccountDb, type Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { visitorKnown } from '../events.ts';
import type { CameFrom } from '../schema.ts';

export interface VisitorRow {
  id: number;
  key_hash: string;
  object_id: number | null;
  record_id: number | null;
  last_at: Date;
  first: CameFrom;
  last: CameFrom;
}

const VISITOR = sql`v.id, v.key_hash, v.object_id, v.record_id, v.last_at, v.first, v.last`;

/** The visitors who have these keys, locked in order of id to the end of the transaction. */
export async function lockedVisitors(db: AccountDb, keyHashes: readonly string[]): Promise<VisitorRow[]> {
  return db.many(
    sql`select ${VISITOR} from visitors v
        where v.account_id = ${db.accountId} and v.key_hash = any(${keyHashes}::text[]) order by v.id for update`,
    'visits.locked-visitors',
  );
}

export interface VisitorChange {
  id: number;
  keyHash: string;
  /** How many visits and views come on top. */
  visits: number;
  views: number;
  first: CameFrom;
  last: CameFrom;
  place: { country?: string; region?: string; city?: string };
}

/** Writes visitors, new and known, with what they did. Gives the id that each key has now: another process may have been first. */
export async function saveVisitors(db: AccountDb, changes: readonly VisitorChange[]): Promise<Map<string, number>> {
  const of = <T>(pick: (change: VisitorChange) => T): T[] => changes.map(pick);
  const rows = await db.many<{ id: number; key_hash: string }>(
    sql`insert into visitors as v (account_id, id, key_hash, first_at, last_at, visits, views, first, last, country, region, city)
        select ${db.accountId}::bigint, c.id, c.key_hash, ${db.now}::timestamptz, ${db.now}::timestamptz, c.visits, c.views, c.first::jsonb, c.last::jsonb,
          c.country, c.region, c.city
        from unnest(${of(({ id }) => id)}::bigint[], ${of(({ keyHash }) => keyHash)}::text[], ${of(({ visits }) => visits)}::integer[],
          ${of(({ views }) => views)}::integer[], ${of(({ first }) => JSON.stringify(first))}::text[], ${of(({ last }) => JSON.stringify(last))}::text[],
          ${of(({ place }) => place.country ?? null)}::text[], ${of(({ place }) => place.region ?? null)}::text[],
          ${of(({ place }) => place.city ?? null)}::text[]) c(id, key_hash, visits, views, first, last, country, region, city)
        on conflict (account_id, key_hash) do update set last_at = excluded.last_at, visits = v.visits + excluded.visits,
          views = v.views + excluded.views, last = excluded.last, country = coalesce(excluded.country, v.country),
          region = coalesce(excluded.region, v.region), city = coalesce(excluded.city, v.city)
        returning v.id, v.key_hash`,
  );
  return new Map(rows.map(({ id, key_hash }) => [key_hash, id]));
}

export interface Tie {
  visitorId: number;
  objectId: number;
  recordId: number;
}

/** Says who visitors are. What they looked at before, as nobody known, is theirs as well. Gives which were not known to be these. */
export async function tieRows(db: AccountDb, ties: readonly Tie[]): Promise<number[]> {
  const given = sql`unnest(${ties.map(({ visitorId }) => visitorId)}::bigint[], ${ties.map(({ objectId }) => objectId)}::integer[],
    ${ties.map(({ recordId }) => recordId)}::bigint[]) t(id, object_id, record_id)`;
  const rows = await db.many<{ id: number }>(
    sql`update visitors v set object_id = t.object_id, record_id = t.record_id from ${given}
        where v.account_id = ${db.accountId} and v.id = t.id and (v.record_id is distinct from t.record_id or v.object_id is distinct from t.object_id)
        returning v.id`,
  );
  if (rows.length > 0) {
    await db.run(
      sql`update page_views p set object_id = t.object_id, record_id = t.record_id from ${given}
          where p.account_id = ${db.accountId} and p.visitor_id = t.id and p.record_id is null`,
    );
  }
  return rows.map(({ id }) => id);
}

/** One event for each visitor who is known now. */
export async function recordKnown(db: AccountDb, actor: Actor, ties: readonly Tie[], how: 'form' | 'letter'): Promise<void> {
  if (ties.length === 0) return;
  await recordEvents(db, actor, {
    kind: visitorKnown,
    columns: ['object_id', 'record_id', 'data'],
    rows: sql`select g.object_id, g.record_id, jsonb_build_object('how', ${how}::text) as data
      from unnest(${ties.map(({ objectId }) => objectId)}::integer[], ${ties.map(({ recordId }) => recordId)}::bigint[]) g(object_id, record_id)`,
  });
}

export async function visitorsOfRecord(db: AccountDb, objectId: number, recordId: number) {
  return db.many<
    VisitorRow & { first_at: Date; visits: number; views: number; country: string | null; region: string | null; city: string | null }
  >(
    sql`select ${VISITOR}, v.first_at, v.visits, v.views, v.country, v.region, v.city from visitors v
        where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${recordId} order by v.id`,
  );
}

/** Hands visitors, or page views, from one record to another; of the named ones alone where they are. Gives which. */
export async function moveRows(
  db: AccountDb,
  what: 'visitors' | 'views',
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? sql`` : sql`and x.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    what === 'visitors'
      ? sql`update visitors x set record_id = ${toId}
            where x.account_id = ${db.accountId} and x.object_id = ${objectId} and x.record_id = ${fromId} ${named} returning x.id`
      : sql`update page_views x set record_id = ${toId}
            where x.account_id = ${db.accountId} and x.object_id = ${objectId} and x.record_id = ${fromId} ${named} returning x.id`,
  );
  return rows.map(({ id }) => id);
}

export async function deleteOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from page_views p where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = ${recordId}`,
  );
  await db.run(
    sql`delete from visitors v where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = ${recordId}`,
  );
}

/** Forgets what is older than so many days at a real time, in every account, so many rows at a time. Gives how many went. */
export async function forgetOld(database: Database, { at, keepDays, most }: { at: Date; keepDays: number; most: number }): Promise<number> {
  const { gone } = await database.system((db) =>
    db.one<{ gone: number }>(sql`select forget_old_visits(${at}, ${keepDays}, ${most}) as gone`),
  );
  return gone;
}
