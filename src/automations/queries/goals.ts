import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nextEventId } from '../../ledger/index.ts';
import type { GoalSettings } from '../schema.ts';
import { placesOfRecord, preparedFor, type Entrance } from './entries.ts';

/** Somewhere records stand, by the version they came with. */
export interface Place {
  step_id: number;
  version: number;
}

/** On which steps of a map the candidates stand, and by which versions; all their places stay as they are to the end of the transaction. */
export async function lockPlaces(db: AccountDb, { automationId, objectId }: Entrance, candidates: Sql): Promise<Place[]> {
  return db.many(
    sql`select distinct l.step_id, l.version from (
          select p.step_id, p.version from (
            select distinct o.step_id, o.id from (select distinct c.record_id from (${candidates}) c) c
            cross join lateral (${placesOfRecord(db, objectId, sql`c.record_id`)}) o
            where o.automation_id = ${automationId}) q
          join positions p on p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = q.step_id and p.id = q.id
          order by p.id for update of p) l`,
    preparedFor(candidates, 'automations.lock-places'),
  );
}

/** Those of the candidates who stand nowhere on a map. */
export function candidatesElsewhere(db: AccountDb, { automationId, objectId }: Entrance, candidates: Sql): Sql {
  return sql`select c.record_id, c.cause_id from (${candidates}) c
    where not exists (select from (${placesOfRecord(db, objectId, sql`c.record_id`)}) p where p.automation_id = ${automationId} offset 0)`;
}

export interface Reaching {
  goalId: number;
  goal: GoalSettings;
  /** The places on a path to the goal. */
  above: readonly Place[];
  /** Which trigger of the goal is met. */
  triggerId: number;
}

/** The events that tell of it, made from the rows below. */
export interface ReachTold {
  reached: Sql;
  refused: Sql;
}

/**
 * Lets the candidates reach a goal, in one statement, and gives how many came there from elsewhere. A record reaches it once for all events of one batch.
 * Who waits on the goal goes on from there; of the others one place moves to it, or a further one begins. A record that has reached it and not gone
 * on yet does not reach it again. Who is held stays held. `reached` and `refused` are written from the rows of the two functions below.
 */
export async function moveToGoal(db: AccountDb, entrance: Entrance, candidates: Sql, reaching: Reaching, told: ReachTold): Promise<number> {
  const { automationId, objectId, version } = entrance;
  const { goalId, goal } = reaching;
  const { arrived } = await db.one<{ arrived: number }>(
    sql`with ${decidingReaches(db, entrance, candidates, reaching)}, told as (${told.reached}), told_refused as (${told.refused}),
        moved as (
          update positions p set step_id = ${goalId}, version = ${version}, state = 'waiting', arrived_at = ${db.now}, failure = null, passes = null,
            due_at = case when p.held_due_at is null then ${db.now}::timestamptz else 'infinity' end,
            held_due_at = case when p.held_due_at is not null then ${db.now}::timestamptz end, cause_id = r.event_id
          from reaching r
          where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = r.from_step and p.id = r.place_id and not r.is_new
        ), gone as (
          delete from positions p using leaving l
          where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = l.step_id and p.id = l.id
        ), begun as (
          insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, arrived_at, cause_id)
          select ${db.accountId}, ${automationId}, ${goalId}::integer, ${version}::integer, ${objectId}::integer, r.record_id, 'waiting',
            ${db.now}::timestamptz, ${db.now}::timestamptz, r.event_id
          from reaching r where r.is_new
        )
        select count(*) filter (where not r.is_waiting_there) as arrived from reaching r`,
    preparedFor(candidates, `automations.reach-goal.${goal.how}.${goal.who}.${goal.leaves}`),
  );
  return arrived;
}

export const reachedRows = ({ automationId, objectId, version }: Entrance, { goalId, triggerId }: Reaching): Sql =>
  sql`select r.event_id as id, ${objectId}::integer as object_id, r.record_id, ${automationId}::bigint as subject_id, r.cause_id,
        jsonb_strip_nulls(jsonb_build_object('step', ${goalId}::integer, 'from', r.told_from, 'version', ${version}::integer,
          'trigger', ${triggerId}::integer, 'left', (select jsonb_agg(l.step_id order by l.id) from leaving l where l.record_id = r.record_id))) as data
      from reaching r`;

export const refusedReaches = ({ automationId, objectId, map }: Entrance, { goalId }: Reaching): Sql =>
  sql`select ${objectId}::integer as object_id, t.record_id, ${automationId}::bigint as subject_id, t.cause_id,
        jsonb_build_object('reason', 'too_often_today', 'limit', ${map.perDay}::integer, 'step', ${goalId}::integer) as data
      from chosen t where t.time_today > ${map.perDay}`;

/**
 * The `with` clauses that decide: `reaching` is one row for each record that reaches the goal, with the place it moves or none; `leaving` the other
 * places it gives up; of `chosen`, who has come here too often today is refused, for the map must be leading to its own goal.
 */
function decidingReaches(
  db: AccountDb,
  { automationId, objectId, map, today }: Entrance,
  candidates: Sql,
  { goalId, goal, above }: Reaching,
): Sql {
  const mayReach = goal.who === 'above' ? sql`s.is_above or s.is_there` : sql`true`;
  const moves = goal.how === 'move';
  return sql`candidate as materialized (
      select c.record_id, min(c.cause_id) as cause_id from (${candidates}) c group by c.record_id
    ), place as materialized (
      select c.record_id, c.cause_id, p.id, p.step_id, p.step_id = ${goalId} as is_there,
        p.step_id = ${goalId} and p.state = 'waiting' as waits_there,
        p.step_id = ${goalId} and p.state = 'waiting' and coalesce(p.held_due_at, p.due_at) < 'infinity' as has_reached,
        exists (select from unnest(${above.map(({ step_id }) => step_id)}::integer[], ${above.map((one) => one.version)}::integer[]) a(step_id, version)
          where a.step_id = p.step_id and a.version = p.version) as is_above,
        p.arrived_at
      from candidate c
      cross join lateral (${placesOfRecord(db, objectId, sql`c.record_id`)}) p
      where p.automation_id = ${automationId}
    ), standing as materialized (
      select q.record_id, bool_or(q.is_above) as is_above, bool_or(q.is_there) as is_there from place q
      group by q.record_id having not bool_or(q.has_reached)
    ), chosen as materialized (
      select distinct on (q.record_id) q.record_id, q.cause_id, q.id as place_id, q.step_id as from_step, q.is_there, q.waits_there, q.is_above,
        1 + case when e.reached->>'day' = ${today} then coalesce((e.reached->'steps'->>${String(goalId)})::integer, 0) else 0 end as time_today
      from place q
      join standing s on s.record_id = q.record_id and (${mayReach})
      left join automation_entries e on e.account_id = ${db.accountId} and e.automation_id = ${automationId} and e.object_id = ${objectId}
        and e.record_id = q.record_id
      order by q.record_id, q.is_there desc, q.is_above desc, q.arrived_at desc, q.id desc
    ), reaching as materialized (
      select c.record_id, c.cause_id, c.place_id, c.from_step, c.waits_there as is_waiting_there, ${nextEventId} as event_id,
        not (c.is_there or ${moves}) as is_new, case when not c.is_there then c.from_step end as told_from
      from chosen c where c.time_today <= ${map.perDay}
    ), leaving as materialized (
      select q.record_id, q.id, q.step_id from place q
      join reaching r on r.record_id = q.record_id and r.place_id <> q.id
      where ${moves} and (${goal.leaves === 'everywhere'} or q.is_above or q.is_there)
    ), counted as (
      insert into automation_entries as e (account_id, automation_id, object_id, record_id, first_at, last_at, times, times_today, today, reached)
      select ${db.accountId}, ${automationId}, ${objectId}, r.record_id, ${db.now}::timestamptz, ${db.now}::timestamptz, 0, 0, ${today}::date,
        jsonb_build_object('day', ${today}::text, 'steps', jsonb_build_object(${String(goalId)}::text, 1))
      from reaching r
      on conflict (account_id, automation_id, object_id, record_id) do update set reached = jsonb_build_object('day', ${today}::text, 'steps',
        case when e.reached->>'day' = ${today} then e.reached->'steps' else '{}' end || jsonb_build_object(${String(goalId)}::text,
          1 + case when e.reached->>'day' = ${today} then coalesce((e.reached->'steps'->>${String(goalId)})::integer, 0) else 0 end))
    )`;
}
