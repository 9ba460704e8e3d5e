import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nextEventId } from '../../ledger/index.ts';
import { completeMap, type AutomationMap } from '../schema.ts';

/** From now to the end of the transaction nobody else lets records onto this map: so "once" is once, whoever else is at it. */
export const lockEntrance = (db: AccountDb, automationId: number): Promise<void> => lockEntrances(db, [automationId]);

/** The same for several maps, one after another in the order of their ids, so that two who lock never wait for each other in a circle. */
export async function lockEntrances(db: AccountDb, automationIds: readonly number[]): Promise<void> {
  const keys = [...automationIds].sort((a, b) => a - b).map((id) => `automation-entrance:${id}`);
  await db.many(
    sql`select pg_advisory_xact_lock(hashtextextended(k.key, ${db.accountId})) from unnest(${keys}::text[]) k(key)`,
    'automations.lock-entrances',
  );
}

/** Those of these maps that are published, as they run. To be asked once their entrances are locked, and not together with it: what was changed while the lock was awaited would be missed. */
export async function publishedEntrances(db: AccountDb, automationIds: readonly number[]): Promise<Omit<Entrance, 'today'>[]> {
  const rows = await db.many<Omit<Entrance, 'today'>>(
    sql`select a.id as "automationId", a.name, a.object_id as "objectId", v.version, v.map
        from automations a
        join automation_versions v on v.account_id = ${db.accountId} and v.automation_id = a.id and v.version = a.version
        where a.account_id = ${db.accountId} and a.id = any(${automationIds}::bigint[]) and a.status = 'published' and a.deleted_at is null`,
    'automations.published-entrances',
  );
  return rows.map((row) => ({ ...row, map: completeMap(row.map) }));
}

/** A published map, open to those who may enter. */
export interface Entrance {
  automationId: number;
  name: string;
  objectId: number;
  version: number;
  map: AutomationMap;
  /** The account's calendar day. */
  today: string;
}

/** The events of an entering: of `enteringRows`, `refusedRows` and, where records start anew, `leavingRows`. */
export interface EnteringEvents {
  entered: Sql;
  refused: Sql;
  restarted: Sql | undefined;
}

/**
 * Lets in whoever of `candidates` (rows of record_id and cause_id, the event that brings it) may, before the step they begin at, in one
 * statement. Gives how many entered, and who was refused for going in circles.
 */
export async function insertEntries(
  db: AccountDb,
  entrance: Entrance,
  { candidates, stepId }: { candidates: Sql; stepId: number | null },
  events: EnteringEvents,
): Promise<{ entered: number; refused: number[] }> {
  const { automationId, objectId, version } = entrance;
  const leaving = events.restarted ? sql`, ${startingAnew(db, entrance)}, told_restarted as (${events.restarted})` : sql``;
  return db.one(
    sql`with ${decidingEntries(db, entrance, candidates)}, told as (${events.entered}), told_refused as (${events.refused}) ${leaving}, placed as (
          insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, arrived_at, cause_id)
          select ${db.accountId}, ${automationId}, ${stepId}::integer, ${version}::integer, ${objectId}::integer, record_id, 'ready',
            ${db.now}::timestamptz, ${db.now}::timestamptz, event_id
          from allowed returning 1)
        select (select count(*) from placed) as entered, (select coalesce(array_agg(record_id), '{}') from refused) as refused`,
    preparedFor(candidates, `automations.insert-entries.${entrance.map.reentry}`),
  );
}

/**
 * Those who start anew leave where they stand, or only the ends they rest on where nobody else may start anew; `gone` is what leavingRows tells of,
 * their new entries being the cause.
 */
const startingAnew = (db: AccountDb, { automationId, objectId, map }: Entrance): Sql =>
  sql`gone as (
      delete from positions p using allowed a
      where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.automation_id = ${automationId} and p.record_id = a.record_id
        ${map.reentry === 'restart' ? sql`` : sql`and p.state = 'resting'`}
      returning p.object_id, p.record_id, p.automation_id, p.step_id, a.event_id as cause_id)`;

export const enteringRows = (entrance: Entrance, data: Record<string, unknown>): Sql =>
  sql`${told(entrance, data)}, event_id as id from allowed`;

export const refusedRows = (entrance: Entrance, data: Record<string, unknown>): Sql => sql`${told(entrance, data)} from refused`;

const told = ({ automationId, objectId }: Entrance, data: Record<string, unknown>): Sql =>
  sql`select ${objectId}::integer as object_id, record_id, ${automationId}::bigint as subject_id, cause_id,
        ${JSON.stringify(data)}::jsonb as data`;

/**
 * The `with` clauses that decide who enters: `allowed` (record_id, cause_id, event_id) may, `refused` has entered too often today and
 * must be going in circles. Entering is counted in `counted`.
 */
function decidingEntries(db: AccountDb, entrance: Entrance, candidates: Sql): Sql {
  const { automationId, objectId, map, today } = entrance;
  const mayReturn = {
    never: sql`c.turn = 1 and e.record_id is null`,
    after_leaving: sql`c.turn = 1 and not exists (
      select from (${placesOfRecord(db, objectId, sql`c.record_id`)}) p where p.automation_id = ${automationId} and p.state <> 'resting' offset 0)`,
    restart: sql`c.turn = 1`,
    always: sql`true`,
  }[map.reentry];
  return sql`candidate as materialized (
      select w.record_id, w.cause_id, row_number() over (partition by w.record_id order by w.cause_id) as turn from (${candidates}) w
    ), eligible as materialized (
      select c.record_id, c.cause_id, c.turn + case when e.today = ${today}::date then e.times_today else 0 end as time_today
      from candidate c
      left join lateral (
        select e.record_id, e.today, e.times_today from automation_entries e
        where e.account_id = ${db.accountId} and e.automation_id = ${automationId} and e.object_id = ${objectId} and e.record_id = c.record_id
        offset 0) e on true
      where ${mayReturn}
    ), allowed as materialized (
      select record_id, cause_id, ${nextEventId} as event_id from eligible where time_today <= ${map.perDay}
    ), refused as materialized (
      select record_id, cause_id from eligible where time_today > ${map.perDay}
    ), counted as (
      insert into automation_entries as e (account_id, automation_id, object_id, record_id, first_at, last_at, times, times_today, today)
      select ${db.accountId}, ${automationId}, ${objectId}, record_id, ${db.now}::timestamptz, ${db.now}::timestamptz, count(*), count(*),
        ${today}::date
      from allowed group by record_id
      on conflict (account_id, automation_id, object_id, record_id) do update set last_at = excluded.last_at,
        times = e.times + excluded.times, today = excluded.today,
        times_today = excluded.times_today + case when e.today = excluded.today then e.times_today else 0 end
    )`;
}

/**
 * Every place of a record on any map, for a larger statement that looks each of its records up. `offset 0` keeps it at that: with statistics that lag
 * behind, the planner reads all who stand on the map again for each record, and 5,000 who come to one map took it ten seconds.
 */
export const placesOfRecord = (db: AccountDb, objectId: number, recordId: Sql): Sql =>
  sql`select o.* from positions o where o.account_id = ${db.accountId} and o.object_id = ${objectId} and o.record_id = ${recordId} offset 0`;

/** Named records as candidates. */
export const candidatesOf = (recordIds: readonly number[], causeIds: readonly (number | null)[]): Sql =>
  sql`select c.record_id, c.cause_id from unnest(${recordIds}::bigint[], ${causeIds}::bigint[]) as c (record_id, cause_id)`;

const NAMED = candidatesOf([], []).text;

/** The name under which a statement about candidates is prepared: only where they are named ones, for then its text is always the same. */
export const preparedFor = (candidates: Sql, name: string): string | undefined => (candidates.text === NAMED ? name : undefined);

/** Those candidates whose records every one of these selections holds. Across the wall, because compiled criteria are. */
export async function candidatesAmong(
  db: AccountDb,
  candidates: Sql,
  selections: readonly Sql[],
): Promise<{ record_id: number; cause_id: number | null }[]> {
  const held = selections.map((selection) => sql`and c.record_id in (${selection})`);
  return db.scan.many(sql`select c.record_id, c.cause_id from (${candidates}) c where true ${join(held, ' ')}`);
}

/** The next ids of a selection of records, of the named ones where given, in order. Across the wall, because compiled criteria are. */
export async function matchingAfter(
  db: AccountDb,
  selection: Sql,
  { named, after, limit }: { named: readonly number[] | undefined; after: number; limit: number },
): Promise<number[]> {
  const among = named ? sql`and m.id = any(${named}::bigint[])` : sql``;
  const rows = await db.scan.many<{ id: number }>(
    sql`select m.id from (${selection}) m where m.id > ${after} ${among} order by m.id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export async function standingRecords(db: AccountDb, automationId: number): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`select distinct p.record_id from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId}`,
  );
  return rows.map(({ record_id }) => record_id);
}

export const recordIdRows = (ids: readonly number[]): Sql => sql`select unnest(${ids}::bigint[])`;

export async function forgetEntries(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from automation_entries where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

export async function entriesOfRecord(
  db: AccountDb,
  objectId: number,
  recordId: number,
): Promise<{ automation: string; first_at: Date; last_at: Date; times: number }[]> {
  return db.many(
    sql`select a.name as automation, e.first_at, e.last_at, e.times
        from automation_entries e join automations a on a.account_id = ${db.accountId} and a.id = e.automation_id
        where e.account_id = ${db.accountId} and e.object_id = ${objectId} and e.record_id = ${recordId}
        order by e.automation_id`,
  );
}
