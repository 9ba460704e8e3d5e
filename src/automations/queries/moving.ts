import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nextEventId } from '../../ledger/index.ts';

/** Whom of those on a step: named records, everybody who was set aside, or everybody who will go on. */
export type Whom = { recordIds: readonly number[] } | { all: 'failed' | 'standing' };

/** The next positions on a step of those that `visible` (a selection of records) holds, by id. Across the wall, as compiled criteria are. */
export async function positionsOn(
  db: AccountDb,
  on: { automationId: number; stepId: number; whom: Whom; after: number; limit: number },
  visible: Sql,
): Promise<number[]> {
  const { whom } = on;
  const these =
    'recordIds' in whom
      ? sql`and p.record_id = any(${whom.recordIds}::bigint[])`
      : whom.all === 'failed'
        ? sql`and p.state = 'failed'`
        : sql`and p.state <> 'failed'`;
  const rows = await db.scan.many<{ id: number }>(
    sql`select p.id from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${on.automationId} and p.step_id = ${on.stepId} and p.id > ${on.after} ${these}
          and p.record_id in (${visible})
        order by p.id limit ${on.limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Positions on one step that go to another of this version, or off the map (`to` is null). */
export interface MovingByHand {
  automationId: number;
  from: number;
  to: number | null;
  version: number;
  ids: readonly number[];
}

/** Those who are moved, as rows for the ledger; `chosen` is made by movePositionsByHand. */
export const movedByHandRows = ({ automationId, from, to, version }: MovingByHand): Sql =>
  sql`select c.event_id as id, c.object_id, c.record_id, ${automationId}::bigint as subject_id,
        ${JSON.stringify({ from, to, version })}::jsonb as data
      from chosen c`;

/**
 * Lets positions stand ready before another step, or ends them, and writes the events `told`, in one statement; who has moved on meanwhile is left
 * alone, and who is held stays held. Gives how many.
 */
export async function movePositionsByHand(db: AccountDb, moving: MovingByHand, told: Sql): Promise<number> {
  const { records } = await db.one<{ records: number }>(
    sql`with claimed as materialized (
          select p.id, p.object_id, p.record_id from positions p
          where p.account_id = ${db.accountId} and p.automation_id = ${moving.automationId} and p.step_id = ${moving.from}
            and p.id = any(${moving.ids}::bigint[])
          for update
        ), chosen as materialized (
          select c.*, ${nextEventId} as event_id from claimed c
        ), moved as (
          ${moving.to === null ? ending(db, moving) : goingOn(db, moving, moving.to)}
        ), told as (${told})
        select count(*) as records from chosen`,
  );
  return records;
}

const ending = (db: AccountDb, { automationId, from }: MovingByHand): Sql =>
  sql`delete from positions p using chosen c
      where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${from} and p.id = c.id`;

const goingOn = (db: AccountDb, { automationId, from, version }: MovingByHand, to: number): Sql =>
  sql`update positions p set step_id = ${to}::integer, version = ${version}::integer, state = 'ready', arrived_at = ${db.now}::timestamptz,
        failure = null, passes = null, cause_id = c.event_id, ${dueNow(db)}
      from chosen c
      where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${from} and p.id = c.id`;

/** Those of the positions that were set aside stand before their step again; gives how many. */
export async function readyFailed(
  db: AccountDb,
  { automationId, stepId, ids }: { automationId: number; stepId: number; ids: readonly number[] },
): Promise<number> {
  return db.run(
    sql`update positions p set state = 'ready', failure = null, passes = null, ${dueNow(db)}
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${stepId} and p.state = 'failed'
          and p.id = any(${ids}::bigint[])`,
  );
}

const dueNow = (db: AccountDb): Sql =>
  sql`due_at = case when p.held_due_at is null then ${db.now}::timestamptz else 'infinity' end,
      held_due_at = case when p.held_due_at is null then null else ${db.now}::timestamptz end`;
