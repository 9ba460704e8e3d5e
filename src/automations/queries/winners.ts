import { sql, type AccountDb } from '../../app/db.ts';

/** The exit that was chosen as the winner of each split of a map. */
export async function winnersOf(db: AccountDb, automationId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db.many<{ step_id: number; exit: number }>(
    sql`select w.step_id, w.exit from automation_winners w where w.account_id = ${db.accountId} and w.automation_id = ${automationId}`,
    'automations.winners',
  );
  return new Map(rows.map(({ step_id, exit }) => [step_id, exit]));
}
