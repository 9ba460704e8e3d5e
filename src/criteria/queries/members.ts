import { join, sql, type AccountDb, type Database, type Queries, type Sql } from '../../app/db.ts';
import type { Criteria } from '../rules/language.ts';

export interface TrackedGroup {
  id: number;
  object_id: number;
  criteria: Criteria;
}

const TRACKED = sql`g.id, g.object_id, g.criteria`;

/** Tracked groups whose criteria still compile. */
export async function trackedGroups(db: AccountDb): Promise<TrackedGroup[]> {
  return db.many(
    sql`select ${TRACKED} from groups g where g.account_id = ${db.accountId} and g.tracked and g.problem is null order by g.id`,
    'criteria.tracked-groups',
  );
}

/** The tracked group that has waited longest to be looked through again, locked; see groups_to_refresh for which must be. */
export async function groupToRefresh(db: AccountDb): Promise<TrackedGroup | undefined> {
  return db.maybeOne(
    sql`select ${TRACKED} from groups g
        where g.account_id = ${db.accountId} and g.tracked and g.problem is null
          and (g.refreshed_at is null or g.changes_with_time and g.refreshed_at <= ${db.now}::timestamptz - interval '15 minutes')
        order by g.refreshed_at nulls first, g.id limit 1 for update skip locked`,
  );
}

export async function accountsToRefresh(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from groups_to_refresh(${now})`));
  return rows.map(({ account_id }) => account_id);
}

export async function markRefreshed(db: AccountDb, groupId: number): Promise<void> {
  await db.run(sql`update groups set refreshed_at = ${db.now} where account_id = ${db.accountId} and id = ${groupId}`);
}

/** A group whose criteria no longer compile keeps its members and says why, until somebody mends it. */
export async function markBroken(db: AccountDb, groupId: number, problem: string): Promise<void> {
  await db.run(sql`update groups set problem = ${problem} where account_id = ${db.accountId} and id = ${groupId}`);
}

/** Sets for each tracked group whether who is in it may change without an event on the record itself. */
export async function setChangesWithTime(db: AccountDb, groupIds: readonly number[]): Promise<void> {
  await db.run(
    sql`update groups set changes_with_time = id = any(${groupIds}::bigint[])
        where account_id = ${db.accountId} and tracked and changes_with_time <> (id = any(${groupIds}::bigint[]))`,
  );
}

/** Has every tracked group looked through again, those that were set aside too. */
export async function refreshAllTracked(db: AccountDb): Promise<void> {
  await db.run(sql`update groups set refreshed_at = null, problem = null where account_id = ${db.accountId} and tracked`);
}

/** Makes these the groups a holder tracks. Gives those that are tracked now and were not, and those that were and are not. */
export async function replaceTrackers(
  db: AccountDb,
  holder: string,
  groupIds: readonly number[],
): Promise<{ begun: number[]; ended: number[] }> {
  await db.run(
    sql`delete from group_trackers where account_id = ${db.accountId} and holder = ${holder} and not group_id = any(${groupIds}::bigint[])`,
  );
  await db.run(
    sql`insert into group_trackers (account_id, group_id, holder)
        select ${db.accountId}, g.id, ${holder} from groups g where g.account_id = ${db.accountId} and g.id = any(${groupIds}::bigint[])
        on conflict do nothing`,
  );
  const changed = await db.many<{ id: number; tracked: boolean }>(
    sql`with wanted as (
          select g.id, exists (select 1 from group_trackers t where t.account_id = ${db.accountId} and t.group_id = g.id) as tracked
          from groups g where g.account_id = ${db.accountId})
        update groups g set tracked = w.tracked, refreshed_at = ${db.now}::timestamptz, problem = null
        from wanted w where g.account_id = ${db.accountId} and g.id = w.id and g.tracked <> w.tracked
        returning g.id, g.tracked`,
  );
  const idsWhere = (tracked: boolean): number[] => changed.filter((group) => group.tracked === tracked).map(({ id }) => id);
  return { begun: idsWhere(true), ended: idsWhere(false) };
}

export async function trackersOf(db: AccountDb, groupId: number): Promise<string[]> {
  const rows = await db.many<{ holder: string }>(
    sql`select t.holder from group_trackers t where t.account_id = ${db.accountId} and t.group_id = ${groupId} order by t.holder`,
  );
  return rows.map(({ holder }) => holder);
}

/** Writes down who is in a group now, without a word to the ledger. */
export async function fillMembers(db: AccountDb, groupId: number, members: Sql): Promise<number> {
  return db.run(
    sql`insert into group_members (account_id, group_id, record_id, entered_at)
        select ${db.accountId}, ${groupId}, member.id, ${db.now} from (${members}) member on conflict do nothing`,
  );
}

export async function forgetMembers(db: AccountDb, groupIds: readonly number[]): Promise<void> {
  await db.run(sql`delete from group_members where account_id = ${db.accountId} and group_id = any(${groupIds}::bigint[])`);
}

/** At most `limit` ids of records that match and are not written down, and of those written down that no longer match. */
export async function changedMembers(
  db: AccountDb,
  asked: { groupId: number; members: Sql; leakproof: boolean; limit: number },
): Promise<{ entered: number[]; left: number[] }> {
  const { groupId, members, leakproof, limit } = asked;
  const reader: Queries = leakproof ? db : db.scan;
  const entered = await reader.many<{ id: number }>(
    sql`select member.id from (${members}) member
        where not exists (select 1 from group_members m where m.account_id = ${db.accountId} and m.group_id = ${groupId} and m.record_id = member.id)
        limit ${limit}`,
  );
  const left = await reader.many<{ id: number }>(
    sql`select m.record_id as id from group_members m
        where m.account_id = ${db.accountId} and m.group_id = ${groupId} and not exists (select 1 from (${members}) member where member.id = m.record_id)
        limit ${limit}`,
  );
  return { entered: entered.map(({ id }) => id), left: left.map(({ id }) => id) };
}

/** Writes down members that entered; gives those that nobody else had written down meanwhile. */
export async function insertMembers(db: AccountDb, groupId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`insert into group_members (account_id, group_id, record_id, entered_at)
        select ${db.accountId}, ${groupId}, id, ${db.now} from unnest(${ids}::bigint[]) id order by id
        on conflict do nothing returning record_id`,
  );
  return rows.map(({ record_id }) => record_id);
}

/** Strikes out members that left; gives those that were still written down. */
export async function deleteMembers(db: AccountDb, groupId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`delete from group_members where account_id = ${db.accountId} and group_id = ${groupId} and record_id = any(${ids}::bigint[])
        returning record_id`,
  );
  return rows.map(({ record_id }) => record_id);
}

/** Records that entered or left a group as rows for events, each with its cause. */
export const movesOf = (group: TrackedGroup, ids: readonly number[], causeIds: readonly (number | null)[]): Sql =>
  sql`select ${group.object_id}::integer as object_id, m.record_id, ${group.id}::bigint as subject_id, m.cause_id
      from unnest(${ids}::bigint[], ${causeIds}::bigint[]) m(record_id, cause_id)`;

/** Of the touched records: who matches and is not written down, who is written down and does not match; each with the event that did it. */
export async function touchedMembers(
  db: AccountDb,
  asked: { groupId: number; objectId: number; batchId: number; predicate: Sql; touched: Sql },
): Promise<{ id: number; has_entered: boolean; cause_id: number | null }[]> {
  const { groupId, objectId, batchId, predicate, touched } = asked;
  return db.many(
    sql`with touched as materialized (${touched}),
        causes as materialized (
          select e.record_id, max(e.id) as cause_id from events e
          where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.object_id = ${objectId} group by e.record_id),
        matching as materialized (
          select r.id from touched t
          join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = t.record_id
          where ${predicate}),
        written as materialized (
          select m.record_id from touched t
          join group_members m on m.account_id = ${db.accountId} and m.group_id = ${groupId} and m.record_id = t.record_id)
        select changed.id, changed.has_entered, c.cause_id
        from (
          select id, true as has_entered from matching where id not in (select record_id from written)
          union all
          select record_id, false from written where record_id not in (select id from matching)) changed
        left join causes c on c.record_id = changed.id
        order by changed.id`,
  );
}

/** The records of an object that the events of a batch are about. */
export const recordsOfBatch = (db: AccountDb, batchId: number, objectId: number): Sql =>
  sql`select distinct e.record_id from events e
      where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.object_id = ${objectId} and e.record_id is not null`;

/** Records of an object whose parent field points to one of `parents`, a select of record_id. */
export const childrenOf = (db: AccountDb, objectId: number, fieldId: number, parents: Sql): Sql =>
  sql`select v.record_id from field_values v where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.field_id = ${fieldId}
        and v.number_value in (select parent.record_id::float8 from (${parents}) parent)`;

/** The records that those of `children`, a select of record_id, point to with a parent field. */
export const parentsOf = (db: AccountDb, objectId: number, fieldId: number, children: Sql): Sql =>
  sql`select v.number_value::bigint as record_id from field_values v where v.account_id = ${db.accountId} and v.object_id = ${objectId}
        and v.field_id = ${fieldId} and v.record_id in (select child.record_id from (${children}) child)`;

export const union = (parts: readonly Sql[]): Sql => join(parts, ' union ');
