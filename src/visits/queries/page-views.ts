import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { pageVisited } from '../events.ts';
import type { Utm } from '../schema.ts';

export interface NewView {
  visitorId: number | null;
  objectId: number | null;
  recordId: number | null;
  beginsVisit: boolean;
  host: string;
  path: string;
  address: string;
  referrer: string | null;
  utm: Utm | null;
  country: string | null;
}

export async function insertViews(db: AccountDb, views: readonly NewView[]): Promise<void> {
  const of = <T>(pick: (view: NewView) => T): T[] => views.map(pick);
  await db.run(
    sql`insert into page_views (account_id, at, visitor_id, object_id, record_id, begins_visit, host, path, referrer, utm, country)
        select ${db.accountId}::bigint, ${db.now}::timestamptz, g.visitor_id, g.object_id, g.record_id, g.begins_visit, g.host, g.path, g.referrer,
          g.utm::jsonb, g.country
        from unnest(${of(({ visitorId }) => visitorId)}::bigint[], ${of(({ objectId }) => objectId)}::integer[],
          ${of(({ recordId }) => recordId)}::bigint[], ${of(({ beginsVisit }) => beginsVisit)}::boolean[], ${of(({ host }) => host)}::text[],
          ${of(({ path }) => path)}::text[], ${of(({ referrer }) => referrer)}::text[], ${of(({ utm }) => utm && JSON.stringify(utm))}::text[],
          ${of(({ country }) => country)}::text[])
          g(visitor_id, object_id, record_id, begins_visit, host, path, referrer, utm, country)`,
  );
}

/** One event for each page that somebody known looked at, in the order given. */
export async function recordVisits(db: AccountDb, views: readonly NewView[]): Promise<void> {
  const known = views.filter(({ recordId }) => recordId !== null);
  if (known.length === 0) return;
  const visitor: Actor = { type: 'contact', id: null };
  const personal = known.map(({ address, host, path, referrer, utm }) =>
    JSON.stringify({ address, host, path, ...(referrer && { referrer }), ...utm }),
  );
  await recordEvents(db, visitor, {
    kind: pageVisited,
    columns: ['object_id', 'record_id', 'actor_id', 'personal'],
    rows: sql`select g.object_id, g.record_id, g.record_id::text as actor_id, g.personal::jsonb as personal
      from unnest(${known.map(({ objectId }) => objectId)}::integer[], ${known.map(({ recordId }) => recordId)}::bigint[], ${personal}::text[])
        with ordinality g(object_id, record_id, personal, place) order by g.place`,
  });
}

export interface SeenRow {
  at: Date;
  host: string;
  path: string;
  referrer: string | null;
  utm: Utm | null;
}

/** What somebody looked at, the latest first. */
export async function viewsOfRecord(db: AccountDb, objectId: number, recordId: number, limit: number): Promise<SeenRow[]> {
  return db.many(
    sql`select p.at, p.host, p.path, p.referrer, p.utm from page_views p
        where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = ${recordId}
        order by p.at desc, p.id desc limit ${limit}`,
  );
}

const since = (db: AccountDb, days: number): Sql => sql`p.at >= ${new Date(db.now.getTime() - days * 86_400_000)}`;

export async function viewsByDay(db: AccountDb, timeZone: string, days: number) {
  return db.many<{ day: string; views: number; visits: number; visitors: number }>(
    sql`select to_char(p.at at time zone ${timeZone}, 'YYYY-MM-DD') as day, count(*) as views, count(*) filter (where p.begins_visit) as visits,
          count(distinct p.visitor_id) as visitors
        from page_views p where p.account_id = ${db.accountId} and ${since(db, days)} group by 1 order by 1 desc`,
  );
}

export async function mostViewed(db: AccountDb, days: number, limit: number) {
  return db.many<{ host: string; path: string; views: number }>(
    sql`select p.host, p.path, count(*) as views from page_views p
        where p.account_id = ${db.accountId} and ${since(db, days)} group by p.host, p.path order by views desc, p.host, p.path limit ${limit}`,
  );
}
