import { sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';

/** Whose positions go: on one map or, by object, on all; of these records or of all. */
export interface Leaving {
  automationId?: number;
  objectId?: number;
  records?: Sql | undefined;
}

/** Those who leave, as rows for the ledger; `gone` is made by takeOff. What made each leave is its cause, or else what brought it where it stood. */
export const leavingRows = (reason: string, causes: ReadonlyMap<number, number | null> = new Map()): Sql => {
  const given = [...causes];
  const because =
    given.length === 0
      ? sql``
      : sql`left join unnest(${given.map(([id]) => id)}::bigint[], ${given.map(([, cause]) => cause)}::bigint[]) w(record_id, cause_id) on w.record_id = g.record_id`;
  return sql`select g.object_id, g.record_id, g.automation_id as subject_id, ${given.length === 0 ? sql`g.cause_id` : sql`coalesce(w.cause_id, g.cause_id) as cause_id`},
        jsonb_build_object('reason', ${reason}::text, 'at', g.step_id) as data
      from gone g ${because}`;
};

/** Deletes the positions and writes the events `told` about them, in one statement. Gives how many. */
export async function takeOff(db: AccountDb, { automationId, objectId, records }: Leaving, told: Sql): Promise<number> {
  const onMap = automationId === undefined ? sql`` : sql`and p.automation_id = ${automationId}`;
  const ofObject = objectId === undefined ? sql`` : sql`and p.object_id = ${objectId}`;
  const these = records ? sql`and p.record_id in (${records})` : sql``;
  return db.run(
    sql`with gone as (
          delete from positions p where p.account_id = ${db.accountId} ${onMap} ${ofObject} ${these}
          returning p.object_id, p.record_id, p.automation_id, p.step_id, p.cause_id
        ) ${told}`,
  );
}

/** The records that the events of a batch (see the ledger's eventsOfBatch) are about. */
export const recordsIn = (events: Sql): Sql => sql`select h.record_id from (${events}) h`;

/** The records of an object that events (see the ledger's kindsOfBatch) are about. */
export const recordsAbout = (events: Sql, objectId: number): Sql =>
  sql`select h.record_id from (${events}) h where h.object_id = ${objectId} and h.record_id is not null`;

export async function accountsDue(db: SystemDb, realNow: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(sql`select account_id from due_positions(${realNow})`, 'automations.accounts-due');
  return rows.map(({ account_id }) => account_id);
}
