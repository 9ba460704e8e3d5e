import { empty, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { normalText } from './stored-forms.ts';
import { withinReach } from './records.ts';

export interface BinnedRecord {
  id: number;
  name: string;
  deleted_at: Date;
  /** What `deleted_at` is to the microsecond, for the cursor. */
  moment: string;
}

export interface BinPage {
  objectId: number;
  viewer: Viewer;
  search?: string | undefined;
  after?: { moment: string; id: number } | undefined;
  limit: number;
}

/** What lies in an object's bin that the viewer may delete, latest first. */
export async function binPage(db: AccountDb, page: BinPage): Promise<BinnedRecord[]> {
  const { after } = page;
  const beyond = after ? sql`and (r.deleted_at, r.id) < (${after.moment}::timestamptz, ${after.id}::bigint)` : empty;
  return db.many(
    sql`select r.id, r.name, r.deleted_at, r.deleted_at::text as moment from records r
        where ${inBin(db, page)} ${beyond} order by r.deleted_at desc, r.id desc limit ${page.limit}`,
  );
}

/** How many of them there are. */
export async function binCount(db: AccountDb, page: Pick<BinPage, 'objectId' | 'viewer' | 'search'>): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`select count(*) as count from records r where ${inBin(db, page)}`);
  return count;
}

/** The same records for a larger statement: `id`. */
export const binnedIds = (db: AccountDb, page: Pick<BinPage, 'objectId' | 'viewer' | 'search'>): Sql =>
  sql`select r.id from records r where ${inBin(db, page)}`;

function inBin(db: AccountDb, { objectId, viewer, search }: Pick<BinPage, 'objectId' | 'viewer' | 'search'>): Sql {
  const words = search?.trim();
  const named = words ? sql`and position(${normalText(sql`${words}::text`)} in r.name_key) > 0` : empty;
  return sql`r.account_id = ${db.accountId} and r.object_id = ${raw(String(Math.trunc(objectId)))} and r.deleted_at is not null
    and ${withinReach(viewer, viewer.on(objectId).delete)} ${named}`;
}
