import type { AccountDb } from '../../app/db.ts';
import type { EventsToRead } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { system } from '../../app/kernel/actor.ts';
import { log } from '../../app/log.ts';
import { addArrivals, type Arrivals } from './arrivals.ts';
import { enterRecords, openEntrances } from '../people/enter-records.ts';
import type { Entrance } from '../queries/entries.ts';
import { metTriggers, thoseWhoMeet, type MetTrigger } from '../queries/triggers.ts';
import { readableAtOnce } from '../rules/readable-at-once.ts';
import { reachGoal } from './reach-goal.ts';

/**
 * Lets onto the published maps, and to the goals on them, whomever the events of one batch of the ledger bring: one statement finds every trigger that
 * is met, and each then takes all its records at once. The maps follow in order of their ids, so that two who let records in never wait for each
 * other in a circle; on each map the goals go first, so that nobody enters by an event and reaches a goal by the same.
 */
export async function followTriggers(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  const batches = [{ batchId, kinds }];
  await actOn(db, batches, await metTriggers(db, batches));
}

/** The same for several batches, each record going through them in their order: those that are about different records are read as one. */
export async function followTriggersTogether(db: AccountDb, batches: readonly EventsToRead[]): Promise<void> {
  await actOn(db, batches, await metTriggers(db, batches));
}

/** The same for the triggers of one map alone. */
export async function followTriggersOf(db: AccountDb, automationId: number, batchId: number, kinds: readonly string[]): Promise<void> {
  const batches = [{ batchId, kinds }];
  const met = await metTriggers(db, batches);
  await actOn(
    db,
    batches,
    met.filter(({ automation_id }) => automation_id === automationId),
  );
}

async function actOn(db: AccountDb, batches: readonly EventsToRead[], all: readonly MetTrigger[]): Promise<void> {
  const entrances = await openEntrances(db, [...new Set(all.map(({ automation_id }) => automation_id))]);
  const arrivals: Arrivals = new Map();
  for (const together of readableAtOnce(all)) {
    for (const met of together) {
      const entrance = entrances.get(met.automation_id);
      if (entrance) await act(db, { batches, entrance, met, arrivals });
    }
  }
  await addArrivals(db, arrivals);
}

interface Meeting {
  batches: readonly EventsToRead[];
  entrance: Entrance;
  met: MetTrigger;
  arrivals: Arrivals;
}

async function act(db: AccountDb, { batches, entrance, met, arrivals }: Meeting): Promise<void> {
  const candidates = thoseWhoMeet(db, batches, met);
  try {
    if (met.goal_id !== null) return await reachGoal(db, { entrance, met, goalId: met.goal_id, candidates, arrivals });
    await enterRecords(db, system, {
      automationId: met.automation_id,
      entrance,
      arrivals,
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
