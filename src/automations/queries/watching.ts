import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { completeMap, type AutomationMap } from '../schema.ts';

export interface WatchingMap {
  automation_id: number;
  object_id: number;
  version: number;
  /** Whether it is the version that runs now, whose exit criteria hold for the whole map; nobody leaves one that is paused. */
  runs: boolean;
  map: AutomationMap;
}

/** The versions of maps that ask of records while they stand on them, paused ones too; few, and found without reading any other map. */
export async function watchingMaps(db: AccountDb): Promise<WatchingMap[]> {
  const rows = await db.many<WatchingMap>(
    sql`select v.automation_id, a.object_id, v.version, v.version = a.version and a.status = 'published' as runs, v.map
        from automation_versions v
        join automations a on a.account_id = ${db.accountId} and a.id = v.automation_id and a.status <> 'draft' and a.deleted_at is null
        where v.account_id = ${db.accountId} and v.watches
        order by v.automation_id, v.version`,
    'automations.watching',
  );
  return rows.map((row) => ({ ...row, map: completeMap(row.map) }));
}

/** A step of a map on which records wait for criteria. */
export interface WaitingStep {
  automationId: number;
  stepId: number;
}

/** Those of `records` (a select of record_id) who wait on these steps are looked at again at once. Who is held stays held. Gives how many. */
export async function wakePositions(db: AccountDb, objectId: number, records: Sql, steps: readonly WaitingStep[]): Promise<number> {
  return db.run(
    sql`update positions p set due_at = ${db.now}
        from ${placesOf(db, objectId, records)}
        join unnest(${steps.map(({ automationId }) => automationId)}::bigint[], ${steps.map(({ stepId }) => stepId)}::integer[])
          s(automation_id, step_id) on s.automation_id = q.automation_id and s.step_id = q.step_id
        where p.account_id = ${db.accountId} and p.automation_id = q.automation_id and p.step_id = q.step_id and p.id = q.id
          and p.state = 'waiting' and p.due_at > ${db.now} and p.held_due_at is null`,
    'automations.wake',
  );
}

/** Those records that the events of a batch are about who stand on a map. */
export async function standingOfBatch(db: AccountDb, automationId: number, objectId: number, records: Sql): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`select distinct q.record_id from ${placesOf(db, objectId, records)} where q.automation_id = ${automationId}`,
    'automations.standing-of-batch',
  );
  return rows.map(({ record_id }) => record_id);
}

/**
 * Every place `q` of these records, looked up record by record. Left to itself, and with statistics that lag behind, the planner reads the batch again for
 * each position there is: 600 people on a map and 600 events took a third of a second, twice as many of both four times as long.
 */
const placesOf = (db: AccountDb, objectId: number, records: Sql): Sql =>
  sql`(select distinct w.record_id from (${records}) w) r
      cross join lateral (
        select p.automation_id, p.step_id, p.id, p.record_id from positions p
        where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = r.record_id
        offset 0) q`;
