import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { NoteRow } from './notes.ts';
import { withinReach } from './records.ts';
import { TASK, type TaskRow } from './tasks.ts';

/** A part of a list by position: which rows, in which order, and how many are passed over. */
export interface TablePage {
  objectId: number;
  /** Over the rows `n` of notes, or `t` of tasks. */
  where: Sql;
  order: Sql;
  start: number;
  limit: number;
}

const NOTES = (db: AccountDb, viewer: Viewer, { objectId, where }: Pick<TablePage, 'objectId' | 'where'>): Sql => sql`notes n
  join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = n.record_id and r.deleted_at is null
    and ${withinReach(viewer, viewer.on(objectId).view)}
  where n.account_id = ${db.accountId} and n.object_id = ${objectId} and ${where}`;

/** Notes on the records of an object that the viewer may see. */
export const pageOfNotes = (db: AccountDb, viewer: Viewer, page: TablePage): Promise<NoteRow[]> =>
  db.many(
    sql`select n.id, n.object_id, n.record_id, n.body, n.kind, n.call, n.author_id, n.pinned_at, n.created_at, n.updated_at
        from ${NOTES(db, viewer, page)} order by ${page.order} limit ${page.limit} offset ${page.start}`,
  );

export async function countNotes(db: AccountDb, viewer: Viewer, page: Pick<TablePage, 'objectId' | 'where'>): Promise<number> {
  return (await db.one<{ count: number }>(sql`select count(*)::bigint as count from ${NOTES(db, viewer, page)}`)).count;
}

const TASKS = (db: AccountDb, viewer: Viewer, { objectId, where }: Pick<TablePage, 'objectId' | 'where'>): Sql => sql`tasks t
  join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = t.record_id and r.deleted_at is null
    and ${withinReach(viewer, viewer.on(objectId).view)}
  where t.account_id = ${db.accountId} and t.object_id = ${objectId} and ${where}`;

/** Tasks on the records of an object that the viewer may see. */
export const pageOfTasks = (db: AccountDb, viewer: Viewer, page: TablePage): Promise<TaskRow[]> =>
  db.many(
    sql`select ${TASK}, r.name as record_name from ${TASKS(db, viewer, page)} order by ${page.order} limit ${page.limit} offset ${page.start}`,
  );

export async function countTasks(db: AccountDb, viewer: Viewer, page: Pick<TablePage, 'objectId' | 'where'>): Promise<number> {
  return (await db.one<{ count: number }>(sql`select count(*)::bigint as count from ${TASKS(db, viewer, page)}`)).count;
}

/** A tag on a record: when it was put there. */
export interface TaggedRow {
  tag_id: number;
  record_id: number;
  added_at: Date;
}

const TAGGED = (db: AccountDb, viewer: Viewer, { objectId, where }: Pick<TablePage, 'objectId' | 'where'>): Sql => sql`record_tags g
  join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = g.record_id and r.deleted_at is null
    and ${withinReach(viewer, viewer.on(objectId).view)}
  where g.account_id = ${db.accountId} and g.object_id = ${objectId} and ${where}`;

/** Tags on the records of an object that the viewer may see; `where` and `order` are over the rows `g`. */
export const pageOfTagged = (db: AccountDb, viewer: Viewer, page: TablePage): Promise<TaggedRow[]> =>
  db.many(
    sql`select g.tag_id, g.record_id, g.added_at from ${TAGGED(db, viewer, page)} order by ${page.order} limit ${page.limit} offset ${page.start}`,
  );

export async function countTagged(db: AccountDb, viewer: Viewer, page: Pick<TablePage, 'objectId' | 'where'>): Promise<number> {
  return (await db.one<{ count: number }>(sql`select count(*)::bigint as count from ${TAGGED(db, viewer, page)}`)).count;
}
