import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { parentFields } from './stored-forms.ts';

interface Pair {
  objectId: number;
  fromId: number;
  toId: number;
}

/** Longer chains of merges than this are not followed. */
const DEEPEST = 50;

export async function insertMergedRecord(db: AccountDb, { objectId, fromId, toId }: Pair): Promise<void> {
  await db.run(
    sql`insert into merged_records (account_id, object_id, merged_id, survivor_id, at) values (${db.accountId}, ${objectId}, ${fromId}, ${toId}, ${db.now})`,
  );
}

export async function deleteMergedRecord(db: AccountDb, objectId: number, mergedId: number): Promise<void> {
  await db.run(
    sql`delete from merged_records m where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.merged_id = ${mergedId}`,
  );
}

/** The record a merged one has become, at the end of the chain. */
export async function survivorOf(db: AccountDb, objectId: number, id: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ id: number }>(
    sql`with recursive chain(id, depth) as (
          select m.survivor_id, 1 from merged_records m where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.merged_id = ${id}
          union all
          select m.survivor_id, c.depth + 1 from chain c
          join merged_records m on m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.merged_id = c.id where c.depth < ${DEEPEST})
        select c.id from chain c order by c.depth desc limit 1`,
    'records.survivor-of',
  );
  return row?.id;
}

/** Every record that was merged into one, straight or over others. */
export async function mergedInto(db: AccountDb, objectId: number, id: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`with recursive chain(id, depth) as (
          select m.merged_id, 1 from merged_records m where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.survivor_id = ${id}
          union all
          select m.merged_id, c.depth + 1 from chain c
          join merged_records m on m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.survivor_id = c.id where c.depth < ${DEEPEST})
        select distinct c.id from chain c order by c.id`,
    'records.merged-into',
  );
  return rows.map((row) => row.id);
}

/** Which of the records have been merged into others. */
export async function mergedAmong(db: AccountDb, objectId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select m.merged_id as id from merged_records m
        where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.merged_id = any(${ids}::bigint[])`,
  );
  return rows.map((row) => row.id);
}

/** Forgets of removed records that others were merged into them; where they were merged themselves, these lead on to that record. */
export async function forgetMerged(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`update merged_records m set survivor_id = n.survivor_id from merged_records n
        where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.survivor_id = any(${ids}::bigint[])
          and n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.merged_id = m.survivor_id`,
  );
  await db.run(
    sql`delete from merged_records m where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.survivor_id = any(${ids}::bigint[])`,
  );
}

/** Hands notes and calls, or tasks, from one record to another; of the named ones alone where they are. Gives which. */
export async function moveHanging(db: AccountDb, what: 'notes' | 'tasks', pair: Pair, ids?: readonly number[]): Promise<number[]> {
  const table = what === 'notes' ? sql`notes` : sql`tasks`;
  const named = ids === undefined ? sql`` : sql`and x.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update ${table} x set record_id = ${pair.toId}
        where x.account_id = ${db.accountId} and x.object_id = ${pair.objectId} and x.record_id = ${pair.fromId} ${named} returning x.id`,
  );
  if (what === 'tasks')
    await moveReminders(
      db,
      pair,
      rows.map(({ id }) => id),
    );
  return rows.map(({ id }) => id);
}

async function moveReminders(db: AccountDb, { toId }: Pair, taskIds: readonly number[]): Promise<void> {
  if (taskIds.length === 0) return;
  await db.run(
    sql`update task_reminders m set record_id = ${toId} where m.account_id = ${db.accountId} and m.task_id = any(${taskIds}::bigint[])`,
  );
}

/** Lets a record use the files another has or had; its values are written afterwards. */
export async function lendFiles(db: AccountDb, { objectId, fromId, toId }: Pair): Promise<void> {
  await db.run(
    sql`insert into file_uses (account_id, object_id, record_id, field_id, file_id, released_at)
        select u.account_id, u.object_id, ${toId}, u.field_id, u.file_id, ${db.now}::timestamptz from file_uses u
        where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.record_id = ${fromId}
        on conflict do nothing`,
  );
}

/** Moves the later of two activities to the survivor. */
export async function keepLatestActivity(db: AccountDb, { objectId, fromId, toId }: Pair): Promise<void> {
  await db.run(
    sql`update records r set last_activity_at = m.last_activity_at from records m
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${toId}
          and m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.id = ${fromId}
          and m.last_activity_at > coalesce(r.last_activity_at, '-infinity')`,
  );
}

/** The records of an object whose parent field points to a record, but for one. */
const pointing = (db: AccountDb, { child, field, fromId, except }: Pointing): Sql =>
  sql`from field_values v
      where v.account_id = ${db.accountId} and v.object_id = ${child.id} and v.field_id = ${field.id} and v.number_value = ${fromId}::float8
        and v.record_id <> ${except}`;

export interface Pointing {
  child: ObjectShape;
  field: FieldShape;
  fromId: number;
  /** A record that must not come to point to itself. */
  except: number;
}

export async function countPointing(db: AccountDb, of: Pointing): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`select count(*) as count ${pointing(db, of)}`);
  return count;
}

/** A source for `writeRecords` that points them to another record. */
export const repointed = (db: AccountDb, of: Pointing, toId: number): Sql =>
  sql`select v.record_id as id, false as is_new, jsonb_build_object(${String(of.field.id)}::text, ${toId}::bigint) as changes ${pointing(db, of)}`;

/** The fields of other objects, or its own, that point to records of an object. */
export const fieldsPointingTo = (objects: readonly ObjectShape[], objectId: number): { child: ObjectShape; field: FieldShape }[] =>
  objects.flatMap((child) =>
    parentFields(child)
      .filter(({ parentObjectId }) => parentObjectId === objectId)
      .map((field) => ({ child, field })),
  );

/** The records related with one by a relation field, as its own side sees them. */
export async function relatedWith(
  db: AccountDb,
  links: { objectId: number; fieldId: number; own: 'record_id' | 'related_id' },
  recordId: number,
): Promise<number[]> {
  const [own, other] = links.own === 'record_id' ? [sql`l.record_id`, sql`l.related_id`] : [sql`l.related_id`, sql`l.record_id`];
  const rows = await db.many<{ id: number }>(
    sql`select ${other} as id from record_links l
        where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId} and ${own} = ${recordId} order by 1`,
  );
  return rows.map(({ id }) => id);
}
