import type { AccountDb } from '../app/db.ts';
import { loadAutomation } from './load-automation.ts';
import { ARRIVED, ENTRANCE, flowsEver } from './queries/flows.ts';
import { standingByStep } from './queries/positions.ts';

export interface StepCount {
  id: number;
  /** Stand here now and will go on. */
  standing: number;
  /** Were set aside here. */
  failed: number;
  /** Ever came here. */
  arrived: number;
  /** Ever left by each exit. */
  exits: number[];
}

/** How many stand on each step, and ever came and went; `entered` counts every entry ever. Includes steps of older versions. */
export async function countSteps(
  db: AccountDb,
  automationId: number,
): Promise<{ entered: number; nextDueAt: Date | null; steps: StepCount[] }> {
  await loadAutomation(db, automationId);
  const steps = new Map<number, StepCount>();
  const stepOf = (id: number): StepCount => {
    const step = steps.get(id) ?? { id, standing: 0, failed: 0, arrived: 0, exits: [] };
    steps.set(id, step);
    return step;
  };
  let nextDueAt: Date | null = null;
  for (const { step_id, state, records, next_due } of await standingByStep(db, automationId)) {
    stepOf(step_id)[state === 'failed' ? 'failed' : 'standing'] += records;
    if (next_due && (!nextDueAt || next_due < nextDueAt)) nextDueAt = next_due;
  }
  for (const { step_id, exit, records } of await flowsEver(db, automationId)) {
    const step = stepOf(step_id);
    if (exit === ARRIVED) step.arrived = records;
    else step.exits[exit] = records;
  }
  const entered = steps.get(ENTRANCE)?.arrived ?? 0;
  steps.delete(ENTRANCE);
  return {
    entered,
    nextDueAt,
    steps: [...steps.values()].map((step) => ({ ...step, exits: Array.from(step.exits, (exit) => exit ?? 0) })),
  };
}
