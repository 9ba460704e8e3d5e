import { sql, type AccountDb } from '../../app/db.ts';

/** Records that came to a step (exit -1) or left it by an exit. Step 0 is the entrance. */
export interface Flow {
  stepId: number;
  exit: number;
  records: number;
}

export const ARRIVED = -1;
export const ENTRANCE = 0;

/** Adds to the day's counts of a map. Called last in a transaction, and in one order, so that runners wait for each other but briefly. */
export async function addFlows(db: AccountDb, automationId: number, day: string, flows: readonly Flow[]): Promise<void> {
  await addFlowsOfMaps(
    db,
    day,
    flows.map((flow) => ({ ...flow, automationId })),
  );
}

/** The same for several maps. */
export async function addFlowsOfMaps(db: AccountDb, day: string, flows: readonly (Flow & { automationId: number })[]): Promise<void> {
  if (flows.length === 0) return;
  const sorted = [...flows].sort((a, b) => a.automationId - b.automationId || a.stepId - b.stepId || a.exit - b.exit);
  await db.run(
    sql`insert into automation_flows as f (account_id, automation_id, step_id, exit, day, records, last_at)
        select ${db.accountId}, n.automation_id, n.step_id, n.exit, ${day}::date, n.records, ${db.now}
        from unnest(${sorted.map(({ automationId }) => automationId)}::bigint[], ${sorted.map(({ stepId }) => stepId)}::integer[],
          ${sorted.map(({ exit }) => exit)}::smallint[], ${sorted.map(({ records }) => records)}::bigint[]) as n (automation_id, step_id, exit, records)
        on conflict (account_id, automation_id, step_id, exit, day) do update
          set records = f.records + excluded.records, last_at = excluded.last_at`,
    'automations.add-flows',
  );
}

/** What came to each step and left it by each exit, ever or within days of the account (both in it). */
export async function flowsOf(
  db: AccountDb,
  automationId: number,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): Promise<{ step_id: number; exit: number; records: number }[]> {
  return db.many(
    sql`select step_id, exit, sum(records)::bigint as records from automation_flows
        where account_id = ${db.accountId} and automation_id = ${automationId}
          and day between ${from ?? '-infinity'}::date and ${to ?? 'infinity'}::date
        group by step_id, exit`,
  );
}
