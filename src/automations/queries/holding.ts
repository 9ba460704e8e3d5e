import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';

/** Whose places: of these records, each for its own cause, on one map or on all. */
export interface Holding {
  objectId: number;
  automationId: number | null;
  recordIds: readonly number[];
  causeIds: readonly (number | null)[];
}

/** Holds places where they are: never due until they are released, and due then when they would have been. Writes the events `told`. Gives how many. */
export const holdPositions = (db: AccountDb, holding: Holding, told: Sql): Promise<number> =>
  changePositions(db, holding, { change: sql`held_due_at = p.due_at, due_at = 'infinity'`, those: sql`p.held_due_at is null`, told });

/** Lets held places go on. */
export const releasePositions = (db: AccountDb, holding: Holding, told: Sql): Promise<number> =>
  changePositions(db, holding, { change: sql`due_at = p.held_due_at, held_due_at = null`, those: sql`p.held_due_at is not null`, told });

/** Records whose places changed, one for each record and map, as rows for the ledger. */
export const changedRows: Sql = sql`select ch.object_id, ch.record_id, ch.automation_id as subject_id, min(ch.cause_id) as cause_id,
    jsonb_build_object('at', jsonb_agg(distinct ch.step_id)) as data
  from changed ch group by ch.object_id, ch.record_id, ch.automation_id`;

async function changePositions(
  db: AccountDb,
  { objectId, automationId, recordIds, causeIds }: Holding,
  { change, those, told }: { change: Sql; those: Sql; told: Sql },
): Promise<number> {
  const onMap = automationId === null ? empty : sql`and p.automation_id = ${automationId}`;
  return db.run(
    sql`with changed as (
          update positions p set ${change}
          from unnest(${recordIds}::bigint[], ${causeIds}::bigint[]) g(record_id, cause_id)
          where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = g.record_id ${onMap} and ${those}
          returning p.object_id, p.record_id, p.automation_id, p.step_id, g.cause_id
        ) ${told}`,
  );
}
