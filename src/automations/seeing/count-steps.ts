import type { AccountDb, Sql } from '../../app/db.ts';
import { everyone, type Viewer } from '../../app/kernel/viewer.ts';
import { accountSettings } from '../../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { ARRIVED, ENTRANCE, flowsOf } from '../queries/flows.ts';
import { passesByStep } from '../queries/passes.ts';
import { standingByStep } from '../queries/positions.ts';
import { momentsOf, type DayRange } from '../rules/day-range.ts';
import type { StepCount } from '../rules/step-count.ts';

/** Of whom the numbers are, and of which days those of coming and going. */
export interface AskedCounts {
  viewer: Viewer;
  range?: DayRange;
  criteria?: Criteria | undefined;
}

export interface Counts {
  /** How often records came onto the map. */
  entered: number;
  nextDueAt: Date | null;
  steps: StepCount[];
}

/**
 * How many stand on each step now, and how many came and went, ever or on some days; of those records that the viewer may see and that match. Includes
 * steps of older versions, and triggers by their own ids. All of them are counted from the sums of each day; some of them from the ledger.
 */
export async function countSteps(db: AccountDb, automationId: number, asked: AskedCounts = { viewer: everyone }): Promise<Counts> {
  const { object_id: objectId } = await loadAutomation(db, automationId);
  const visible = await visibleOf(db, objectId, asked);
  const steps = new Map<number, StepCount>();
  const stepOf = (id: number): StepCount => {
    const step = steps.get(id) ?? { id, standing: 0, held: 0, failed: 0, arrived: 0, exits: [] };
    steps.set(id, step);
    return step;
  };
  let nextDueAt: Date | null = null;
  for (const { step_id, state, records, held, next_due } of await standingByStep(db, automationId, visible)) {
    const step = stepOf(step_id);
    step[state === 'failed' ? 'failed' : 'standing'] += records;
    if (state !== 'failed') step.held += held;
    if (next_due && (!nextDueAt || next_due < nextDueAt)) nextDueAt = next_due;
  }
  for (const { step_id, exit, records } of await flowsIn(db, automationId, { range: asked.range ?? {}, visible })) {
    const step = stepOf(step_id);
    if (exit === ARRIVED) step.arrived += records;
    else step.exits[exit] = (step.exits[exit] ?? 0) + records;
  }
  const entered = steps.get(ENTRANCE)?.arrived ?? 0;
  steps.delete(ENTRANCE);
  return {
    entered,
    nextDueAt,
    steps: [...steps.values()].map((step) => ({ ...step, exits: Array.from(step.exits, (exit) => exit ?? 0) })),
  };
}

/** Whose numbers are asked for; undefined means everybody's, who are not looked at one by one. */
async function visibleOf(db: AccountDb, objectId: number, { viewer, criteria }: AskedCounts): Promise<Sql | undefined> {
  if (!criteria && viewer.on(objectId).view === 'all') return undefined;
  const tree = criteria ?? { all: [] };
  return matching(tree, await criteriaContext(db, { objectId, viewer, criteria: tree }));
}

async function flowsIn(
  db: AccountDb,
  automationId: number,
  { range, visible }: { range: DayRange; visible: Sql | undefined },
): Promise<{ step_id: number; exit: number; records: number }[]> {
  if (!visible) return flowsOf(db, automationId, range);
  const { timeZone } = await accountSettings(db);
  const passes = await passesByStep(db, { automationId, ...momentsOf(range, timeZone), visible });
  return passes.flatMap(({ step_id, exit, came, left }) => [
    { step_id, exit: ARRIVED, records: came },
    ...(exit === null ? [] : [{ step_id, exit, records: left }]),
  ]);
}
