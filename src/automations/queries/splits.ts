import { sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';
import { recordIdRows } from './entries.ts';
import { takersOf, type Passing } from './passes.ts';

/** A split as it is measured. */
export interface MeasuredSplit {
  automationId: number;
  objectId: number;
  stepId: number;
  /** Names the criteria and the time. */
  measure: string;
  /** `3 days`: how long after taking a variant one may win. */
  within: string;
}

/** Somebody is looked at for so long after their time is over: who wins in the last minute is seen a little later. */
const SEEN_AFTER = '20 minutes';

export interface VariantTaken {
  exit: number;
  taken: number;
  decided: number;
  won: number;
}

/** How many ever took each variant, for how many of them the time is over, and how many of those won; each record once. */
export async function variantsTaken(
  db: AccountDb,
  split: MeasuredSplit | undefined,
  passing: Passing & { stepId: number },
): Promise<VariantTaken[]> {
  if (!split) {
    return db.scan.many(
      sql`select t.exit, count(*) as taken, 0::bigint as decided, 0::bigint as won from (${takersOf(db, passing)}) t group by t.exit`,
    );
  }
  const isOver = sql`t.at + ${split.within}::interval <= ${db.now}::timestamptz`;
  return db.scan.many(
    sql`select t.exit, count(*) as taken, count(*) filter (where ${isOver}) as decided, count(w.record_id) filter (where ${isOver}) as won
        from (${takersOf(db, passing)}) t
        left join automation_split_wins w on w.account_id = ${db.accountId} and w.automation_id = ${split.automationId}
          and w.step_id = ${split.stepId} and w.measure = md5(${split.measure}::text) and w.record_id = t.record_id
          and w.won_at <= t.at + ${split.within}::interval + ${SEEN_AFTER}::interval
        group by t.exit`,
  );
}

/** Those who took the split so lately that they may still win, have not yet, and match now. */
export async function winnersNow(
  db: AccountDb,
  split: MeasuredSplit,
  { matching, limit }: { matching: Sql; limit: number },
): Promise<number[]> {
  const { automationId, stepId } = split;
  const { since } = await db.one<{ since: Date }>(
    sql`select ${db.now}::timestamptz - ${split.within}::interval - ${SEEN_AFTER}::interval as since`,
  );
  const rows = await db.scan.many<{ record_id: number }>(
    sql`select t.record_id from (${takersOf(db, { automationId, stepId, from: since, visible: matching })}) t
        where not exists (
          select from automation_split_wins w where w.account_id = ${db.accountId} and w.automation_id = ${automationId}
            and w.step_id = ${stepId} and w.measure = md5(${split.measure}::text) and w.record_id = t.record_id)
        order by t.record_id limit ${limit}`,
  );
  return rows.map(({ record_id }) => record_id);
}

export async function insertWins(db: AccountDb, split: MeasuredSplit, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`insert into automation_split_wins (account_id, automation_id, step_id, measure, object_id, record_id, won_at)
        select ${db.accountId}, ${split.automationId}, ${split.stepId}, md5(${split.measure}::text), ${split.objectId}, n.id, ${db.now}
        from (${recordIdRows(recordIds)}) n (id)
        on conflict do nothing`,
  );
}

export async function forgetWins(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from automation_split_wins where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

export interface WinnerRow {
  step_id: number;
  exit: number;
  chosen_at: Date;
  chosen_by: number | null;
  confidence: number | null;
}

/** The winner of each split of a map, with how it came to be one. */
export async function winnersWithReasons(db: AccountDb, automationId: number): Promise<WinnerRow[]> {
  return db.many(
    sql`select w.step_id, w.exit, w.chosen_at, w.chosen_by, w.confidence from automation_winners w
        where w.account_id = ${db.accountId} and w.automation_id = ${automationId}`,
  );
}

export async function keepWinner(db: AccountDb, automationId: number, winner: Omit<WinnerRow, 'chosen_at'>): Promise<void> {
  const { step_id: stepId, exit, chosen_by: chosenBy, confidence } = winner;
  await db.run(
    sql`insert into automation_winners as w (account_id, automation_id, step_id, exit, chosen_at, chosen_by, confidence)
        values (${db.accountId}, ${automationId}, ${stepId}, ${exit}, ${db.now}, ${chosenBy}, ${confidence})
        on conflict (account_id, automation_id, step_id) do update set exit = excluded.exit, chosen_at = excluded.chosen_at,
          chosen_by = excluded.chosen_by, confidence = excluded.confidence`,
  );
}

/** Gives whether there was a winner. */
export async function forgetWinner(db: AccountDb, automationId: number, stepId: number): Promise<boolean> {
  const gone = await db.run(
    sql`delete from automation_winners where account_id = ${db.accountId} and automation_id = ${automationId} and step_id = ${stepId}`,
  );
  return gone > 0;
}

export async function accountsWithMeasuredSplits(db: SystemDb): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(sql`select account_id from accounts_with_measured_splits()`);
  return rows.map(({ account_id }) => account_id);
}
