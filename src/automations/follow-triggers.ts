import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { system } from '../app/kernel/actor.ts';
import { log } from '../app/log.ts';
import { enterRecords } from './enter-records.ts';
import { metTriggers, thoseWhoMeet, type MetTrigger } from './queries/triggers.ts';
import { addReaches, reachGoal, type Reaches } from './reach-goal.ts';

/**
 * Lets onto the published maps, and to the goals on them, whomever the events of one batch of the ledger bring: one statement finds every trigger that
 * is met, and each then takes all its records at once. The maps follow in order of their ids, so that two who let records in never wait for each
 * other in a circle; on each map the goals go first, so that nobody enters by an event and reaches a goal by the same.
 */
export async function followTriggers(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  const reaches: Reaches = new Map();
  for (const met of await metTriggers(db, batchId, kinds)) await act(db, { batchId, kinds, met, reaches });
  await addReaches(db, reaches);
}

interface Meeting {
  batchId: number;
  kinds: readonly string[];
  met: MetTrigger;
  reaches: Reaches;
}

async function act(db: AccountDb, { batchId, kinds, met, reaches }: Meeting): Promise<void> {
  const candidates = thoseWhoMeet(db, batchId, kinds, met);
  try {
    if (met.goal_id !== null) return await reachGoal(db, { met, goalId: met.goal_id, candidates, reaches });
    await enterRecords(db, system, {
      automationId: met.automation_id,
      candidates,
      criteria: met.criteria ?? undefined,
      data: { trigger: met.trigger_id },
      ...(met.begins_at === null ? {} : { step: met.begins_at }),
    });
  } catch (error) {
    // Conditions that no longer hold together (a field was deleted) let nobody in; the editor shows the same sentence beside them.
    if (!(error instanceof Problem)) throw error;
    log.warn(
      { accountId: db.accountId, automation: met.automation_id, trigger: met.trigger_id, reason: error.message },
      'trigger cannot run',
    );
  }
}
