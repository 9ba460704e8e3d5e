import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { recordsOfCause } from '../../ledger/index.ts';
import { isLivingTag, keyOfTag, type TagRow } from './tags.ts';

/** A tag being merged into another, or taken off all records that have it. */
export interface TagChangeRow {
  id: number;
  object_id: number;
  tag_id: number;
  /** The tag the records get instead; null where it was deleted. */
  into_tag_id: number | null;
  status: 'running' | 'done' | 'undoing' | 'undone';
  actor: Actor;
  event_id: number;
  undo_event_id: number | null;
  total: number;
  changed: number;
  looked_to: number;
  created_at: Date;
  finished_at: Date | null;
}

const CHANGE = sql`c.id, c.object_id, c.tag_id, c.into_tag_id, c.status, c.actor, c.event_id, c.undo_event_id, c.total, c.changed, c.looked_to,
  c.created_at, c.finished_at`;

/** A living tag, locked against whoever else would change or delete it. */
export async function lockTag(db: AccountDb, objectId: number, id: number): Promise<TagRow | undefined> {
  return db.maybeOne(
    sql`select t.id, t.name from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = ${id} and ${isLivingTag} for update`,
  );
}

/** The names that mean a tag, its own among them, in small letters. */
export async function namesOfTag(db: AccountDb, objectId: number, id: number): Promise<string[]> {
  const rows = await db.many<{ name_key: string }>(
    sql`select t.name_key from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and (t.id = ${id} or t.merged_into = ${id}) and t.name_key is not null`,
  );
  return rows.map(({ name_key }) => name_key);
}

/** The former names of the tags of an object, and those of tags merged into them. */
export async function formerNames(db: AccountDb, objectId: number): Promise<{ tag_id: number; name: string }[]> {
  return db.many(
    sql`select t.merged_into as tag_id, t.name from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.merged_into is not null and t.name_key is not null
        order by t.name_key`,
  );
}

/** The tag of an object that has a name as its own, not as a former one. */
export async function holderOfName(db: AccountDb, objectId: number, name: string): Promise<TagRow | undefined> {
  return db.maybeOne(
    sql`select t.id, t.name from tags t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.name_key = ${keyOfTag(name)} and ${isLivingTag}`,
  );
}

/** A name that led to another tag leads there no more. */
export async function freeFormerName(db: AccountDb, objectId: number, name: string): Promise<void> {
  await db.run(
    sql`update tags set name_key = null
        where account_id = ${db.accountId} and object_id = ${objectId} and name_key = ${keyOfTag(name)} and merged_into is not null`,
  );
}

export async function updateTagName(db: AccountDb, objectId: number, { id, name }: TagRow): Promise<void> {
  await db.run(
    sql`update tags set name = btrim(${name}), name_key = ${keyOfTag(name)}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
  );
}

/** Keeps a former name, so that what still says it (maps, forms, imports) means the tag. */
export async function insertFormerName(db: AccountDb, objectId: number, former: TagRow & { tagId: number }): Promise<void> {
  await db.run(
    sql`insert into tags (account_id, object_id, id, name, name_key, created_at, merged_into)
        values (${db.accountId}, ${objectId}, ${former.id}, btrim(${former.name}), ${keyOfTag(former.name)}, ${db.now}, ${former.tagId})
        on conflict do nothing`,
  );
}

/** A tag goes over into another, with every name that meant it. */
export async function leadTagInto(
  db: AccountDb,
  { objectId, tagId, intoId }: { objectId: number; tagId: number; intoId: number },
): Promise<void> {
  await db.run(
    sql`update tags set merged_into = ${intoId}
        where account_id = ${db.accountId} and object_id = ${objectId} and (id = ${tagId} or merged_into = ${tagId})`,
  );
}

/** A tag is deleted: it and its former names give up their names. */
export async function removeTagRow(db: AccountDb, objectId: number, tagId: number): Promise<void> {
  await db.run(
    sql`update tags set name_key = null, removed_at = case when id = ${tagId} then ${db.now}::timestamptz else removed_at end
        where account_id = ${db.accountId} and object_id = ${objectId} and (id = ${tagId} or merged_into = ${tagId})`,
  );
}

/** A tag that was deleted or merged lives again under its name. */
export async function reviveTag(db: AccountDb, objectId: number, tagId: number): Promise<void> {
  await db.run(
    sql`update tags set removed_at = null, merged_into = null, name_key = ${keyOfTagRow}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${tagId}`,
  );
}

const keyOfTagRow: Sql = sql`lower(btrim(name))`;

/** The tag that a merged tag has gone over into, under its number. */
export async function mergedTags(db: AccountDb): Promise<ReadonlyMap<number, number>> {
  const rows = await db.many<{ id: number; merged_into: number }>(
    sql`select t.id, t.merged_into from tags t where t.account_id = ${db.accountId} and t.merged_into is not null`,
    'records.merged-tags',
  );
  return new Map(rows.map(({ id, merged_into }) => [id, merged_into]));
}

/** How many records have a tag, those in the bin among them. */
export async function countTagged(db: AccountDb, objectId: number, tagId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from record_tags rt
        where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} and rt.tag_id = ${tagId}`,
  );
  return count;
}

/** The first records that have a tag, by number. */
export async function nextTagged(db: AccountDb, objectId: number, tagId: number, limit: number): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`select rt.record_id from record_tags rt
        where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} and rt.tag_id = ${tagId} order by rt.record_id limit ${limit}`,
  );
  return rows.map(({ record_id }) => record_id);
}

/** The next records to which an event led to something of a kind, in order of number. */
export async function nextTaggedBy(
  db: AccountDb,
  of: { causeId: number; kind: EventKind; after: number; upTo?: number; limit: number },
): Promise<number[]> {
  const end = of.upTo === undefined ? sql`` : sql`and c.record_id <= ${of.upTo}`;
  const rows = await db.many<{ record_id: number }>(
    sql`select c.record_id from (${recordsOfCause(db, of.causeId, [of.kind.kind])}) c
        where c.record_id > ${of.after} ${end} order by c.record_id limit ${of.limit}`,
  );
  return rows.map(({ record_id }) => record_id);
}

export async function insertTagChange(
  db: AccountDb,
  change: Pick<TagChangeRow, 'id' | 'object_id' | 'tag_id' | 'into_tag_id' | 'actor' | 'event_id' | 'total'>,
): Promise<void> {
  await db.run(
    sql`insert into tag_changes (account_id, id, object_id, tag_id, into_tag_id, actor, event_id, total, created_at)
        values (${db.accountId}, ${change.id}, ${change.object_id}, ${change.tag_id}, ${change.into_tag_id},
          ${JSON.stringify(change.actor)}::jsonb, ${change.event_id}, ${change.total}, ${db.now})`,
  );
}

/** Locked, so that no two go on with the same change at once. */
export async function lockTagChange(db: AccountDb, id: number): Promise<TagChangeRow | undefined> {
  return db.maybeOne(sql`select ${CHANGE} from tag_changes c where c.account_id = ${db.accountId} and c.id = ${id} for update`);
}

/** The latest changes of an object's tags since a time, with the names of the tags. */
export async function tagChanges(
  db: AccountDb,
  objectId: number,
  since: Date,
): Promise<(TagChangeRow & { tag: string; into: string | null })[]> {
  return db.many(
    sql`select ${CHANGE}, t.name as tag, i.name as into from tag_changes c
        join tags t on t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = c.tag_id
        left join tags i on i.account_id = ${db.accountId} and i.object_id = ${objectId} and i.id = c.into_tag_id
        where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.created_at > ${since} order by c.id desc limit 50`,
  );
}

export async function noteTagProgress(db: AccountDb, id: number, progress: { lookedTo: number; changed: number }): Promise<void> {
  await db.run(
    sql`update tag_changes set looked_to = ${progress.lookedTo}, changed = changed + ${progress.changed}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function noteTagStatus(db: AccountDb, id: number, status: TagChangeRow['status'], undoEventId?: number): Promise<void> {
  const isOver = status === 'done' || status === 'undone';
  await db.run(
    sql`update tag_changes set status = ${status}, finished_at = ${isOver ? db.now : null},
          undo_event_id = coalesce(${undoEventId ?? null}::bigint, undo_event_id),
          looked_to = case when ${status} = 'undoing' then 0 else looked_to end
        where account_id = ${db.accountId} and id = ${id}`,
  );
}
