import type { AccountDb } from '../../app/db.ts';
import { Problem, invalid } from '../../app/kernel/problem.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { kindsOfSteps, stepsStoodOn, transfersOf } from '../queries/versions.ts';
import type { Transfer } from '../rules/transfers.ts';
import type { AutomationMap } from '../schema.ts';
import { standingNow } from './standing-now.ts';

export type Choices = Readonly<Record<string, Transfer>>;

/**
 * The choices for people on steps that the draft no longer has, as they are kept with the new version. Refuses with `people_left_out` when somebody stands on such
 * a step and nothing was chosen for it, and a way to a step that the draft does not have.
 */
export async function choicesForPeople(db: AccountDb, automation: AutomationRow, removed: Choices): Promise<Choices> {
  refuseMissingSteps(automation.draft, removed);
  const stood = (await stepsStoodOn(db, automation.id)).filter((stepId) => !(stepId in removed));
  const kinds = await kindsOfSteps(db, automation.id, [...stood, ...Object.keys(removed).map(Number)]);
  const kindNow = new Map(automation.draft.steps.map(({ id, kind }) => [id, kind]));
  const isLost = (stepId: number): boolean =>
    !kindNow.has(stepId) || kinds.some(({ step_id, kind }) => step_id === stepId && kind !== kindNow.get(stepId));
  await refuseLeftOut(db, automation.id, { stood, removed, isLost, kindNow });
  return Object.fromEntries(Object.entries(removed).filter(([stepId]) => isLost(Number(stepId))));
}

function refuseMissingSteps(draft: AutomationMap, removed: Choices): void {
  const here = new Set(draft.steps.map(({ id }) => id));
  for (const [stepId, choice] of Object.entries(removed)) {
    if (choice.do === 'move' && !here.has(choice.to)) {
      throw invalid(`removed.${stepId}.to`, `The new map has no step ${choice.to}. Choose a step it has.`, 'no_such_step');
    }
  }
}

interface Left {
  /** Steps for which nothing was chosen. */
  stood: readonly number[];
  removed: Choices;
  isLost: (stepId: number) => boolean;
  kindNow: ReadonlyMap<number, string>;
}

/** Counts nobody for whom something was chosen, or whose step is still there: on a full map, that would be everybody. */
async function refuseLeftOut(db: AccountDb, id: number, { stood, removed, isLost, kindNow }: Left): Promise<void> {
  const pending = await transfersOf(db, id, { above: 0, upTo: 2_147_483_647 });
  const inQuestion = stood.filter((stepId) => isLost(stepId) || pending.some(({ transfers }) => String(stepId) in transfers));
  if (inQuestion.length === 0) return;
  const { standing, kindOf } = await standingNow(db, id, inQuestion);
  const leftOut = new Map<number, number>();
  for (const { stepId, version, now, failed, resting, paused } of standing) {
    const before = kindOf(version, stepId);
    const isHere = kindNow.has(stepId) && (before === undefined || before === kindNow.get(stepId));
    if (!isHere && !(stepId in removed)) leftOut.set(stepId, (leftOut.get(stepId) ?? 0) + now + failed + resting + paused);
  }
  if (leftOut.size === 0) return;
  const steps = [...leftOut].map(([stepId, records]) => ({ stepId, records }));
  const people = steps.reduce((sum, { records }) => sum + records, 0);
  throw new Problem(
    'people_left_out',
    `${people === 1 ? 'Somebody stands' : `${people} stand`} on ${steps.length === 1 ? 'a step' : `${steps.length} steps`} that the new map does not have, and nothing is chosen for them. Look again at what publishing does, and choose.`,
    { status: 409, details: { steps } },
  );
}
