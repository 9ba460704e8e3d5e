import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { withinReach } from './records.ts';

export interface TagRow {
  id: number;
  name: string;
}

/** The tag that a name means: its own, a former one, or that of a tag merged into it. */
export async function tagByName(db: AccountDb, objectId: number, name: string): Promise<TagRow | undefined> {
  return db.maybeOne(
    sql`select coalesce(h.id, t.id) as id, coalesce(h.name, t.name) as name from tags t
        left join tags h on h.account_id = ${db.accountId} and h.object_id = ${objectId} and h.id = t.merged_into
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.name_key = ${keyOfTag(name)}`,
    'records.tag-by-name',
  );
}

export const keyOfTag = (name: string): Sql => sql`lower(btrim(${name}))`;

/** Whether a tag `t` can be put on records: neither deleted nor gone over into another. */
export const isLivingTag: Sql = sql`t.removed_at is null and t.merged_into is null`;

/** Makes a tag, unless another transaction has just made it. */
export async function insertTag(db: AccountDb, objectId: number, tag: TagRow): Promise<void> {
  await db.run(
    sql`insert into tags (account_id, object_id, id, name, name_key, created_at)
        values (${db.accountId}, ${objectId}, ${tag.id}, btrim(${tag.name}), ${keyOfTag(tag.name)}, ${db.now}) on conflict do nothing`,
  );
}

export async function tagCount(db: AccountDb, objectId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from tags t where t.account_id = ${db.accountId} and t.object_id = ${objectId} and ${isLivingTag}`,
  );
  return count;
}

/** Every tag of an object, by name. */
export async function tagsOfObject(db: AccountDb, objectId: number): Promise<TagRow[]> {
  return db.many(
    sql`select t.id, t.name from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and ${isLivingTag} order by t.name_key`,
  );
}

/** Every tag of the account, in order of their numbers. */
export async function allTags(db: AccountDb): Promise<(TagRow & { object_id: number })[]> {
  return db.many(sql`select t.id, t.name, t.object_id from tags t where t.account_id = ${db.accountId} and ${isLivingTag} order by t.id`);
}

export interface CountedTags {
  objectId: number;
  viewer: Viewer;
  search?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** The tags of an object by name, with the number of living records that have it and that the viewer may see. */
export async function countedTags(
  db: AccountDb,
  { objectId, viewer, search = '', after, limit }: CountedTags,
): Promise<(TagRow & { records: number })[]> {
  const found = search === '' ? sql`` : sql`and position(lower(${search}) in t.name_key) > 0`;
  const behind = after === undefined ? sql`` : sql`and t.name_key > ${keyOfTag(after)} collate "C"`;
  return db.many(
    sql`select t.id, t.name, coalesce(c.records, 0) as records from tags t
        left join (
          select rt.tag_id, count(*) as records from record_tags rt
          join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = rt.record_id and r.deleted_at is null
            and ${withinReach(viewer, viewer.on(objectId).view)}
          where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} group by rt.tag_id) c on c.tag_id = t.id
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and ${isLivingTag} ${found} ${behind}
        order by t.name_key limit ${limit}`,
  );
}

export async function tagsOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<(TagRow & { added_at: Date })[]> {
  return db.many(
    sql`select t.id, t.name, rt.added_at from record_tags rt
        join tags t on t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = rt.tag_id and ${isLivingTag}
        where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} and rt.record_id = ${recordId}
        order by t.name_key`,
    'records.tags-of-record',
  );
}

export interface TagSet {
  objectId: number;
  recordIds: readonly number[];
  tagId: number;
  causeIds?: readonly (number | null)[];
  /** Whether records in the bin get it too. */
  evenBinned?: boolean;
}

/** The records of a set with the cause of each, as a table `s (id, cause_id)`. */
export const setOf = (recordIds: readonly number[], causeIds?: readonly (number | null)[]): Sql =>
  causeIds === undefined
    ? sql`(select unnest(${recordIds}::bigint[]) as id, null::bigint as cause_id) s`
    : sql`(select u.id, u.cause_id from unnest(${recordIds}::bigint[], ${causeIds}::bigint[]) u(id, cause_id)) s`;

/** Tags those of the living records that do not have the tag yet, and writes `events` of `tagged` (record_id, cause_id). Gives how many. */
export async function insertRecordTags(db: AccountDb, set: TagSet, events: Sql): Promise<number> {
  const { objectId, recordIds, causeIds, tagId, evenBinned = false } = set;
  return db.run(
    sql`with given as materialized (select s.id, s.cause_id from ${setOf(recordIds, causeIds)}),
        added as (
          insert into record_tags (account_id, object_id, tag_id, record_id, added_at)
          select ${db.accountId}, ${objectId}, ${tagId}, r.id, ${db.now} from given g
          join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = g.id
            and (r.deleted_at is null or ${evenBinned})
          where exists (
            select from tags t where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = ${tagId} and ${isLivingTag})
          order by r.id
          on conflict do nothing
          returning record_id),
        tagged as (select a.record_id, g.cause_id from added a join given g on g.id = a.record_id)
        ${events}`,
  );
}

/** Takes the tag off those records that have it, and writes `events` of `tagged` (record_id, cause_id). Gives how many. */
export async function deleteRecordTags(db: AccountDb, set: TagSet, events: Sql): Promise<number> {
  const { objectId, recordIds, causeIds, tagId } = set;
  return db.run(
    sql`with given as materialized (select s.id, s.cause_id from ${setOf(recordIds, causeIds)}),
        removed as (
          delete from record_tags rt using given g
          where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} and rt.tag_id = ${tagId} and rt.record_id = g.id
          returning rt.record_id),
        tagged as (select a.record_id, g.cause_id from removed a join given g on g.id = a.record_id)
        ${events}`,
  );
}

/** Rows for the events of `tagged`, for the two statements above. */
export const taggedRows = ({ objectId, tagId }: TagSet): Sql =>
  sql`select ${objectId}::integer as object_id, t.record_id, t.cause_id, ${tagId}::bigint as subject_id from tagged t`;

/** Tags' names under `<object>:<tag>`. */
export async function namesOfTags(db: AccountDb, ids: readonly number[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.many<{ object_id: number; id: number; name: string }>(
    sql`select t.object_id, t.id, t.name from tags t where t.account_id = ${db.accountId} and t.id = any(${ids}::bigint[])`,
  );
  return new Map(rows.map(({ object_id, id, name }) => [`${object_id}:${id}`, name]));
}

/** The names of those of the tags of an object that are there. */
export async function livingTagNames(db: AccountDb, objectId: number, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.many<TagRow>(
    sql`select t.id, t.name from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = any(${ids}::bigint[]) and ${isLivingTag}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
