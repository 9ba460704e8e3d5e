import type { AccountDb } from '../app/db.ts';
import { Problem, invalid } from '../app/kernel/problem.ts';
import type { AutomationRow } from './queries/automations.ts';
import { kindsOfSteps, stepsStoodOn, transfersOf } from './queries/versions.ts';
import type { Transfer } from './rules/transfers.ts';
import type { AutomationMap } from './schema.ts';
import { standingNow } from './standing-now.ts';

export type Choices = Readonly<Record<string, Transfer>>;

/**
 * The choices for people on steps that the draft no longer has, as they are kept with the new version. Refuses with `people_left_out` when somebody stands on such
 * a step and nothing was chosen for it, and a way to a step that the draft does not have.
 */
export async function choicesForPeople(db: AccountDb, automation: AutomationRow, removed: Choices): Promise<Choices> {
  const { draft } = automation;
  refuseMissingSteps(draft, removed);
  const lost = await lostSteps(db, automation);
  const leftOut = lost.filter(({ stepId }) => !(stepId in removed));
  if (leftOut.length > 0) {
    const people = leftOut.reduce((sum, { records }) => sum + records, 0);
    throw new Problem(
      'people_left_out',
      `${people === 1 ? 'Somebody stands' : `${people} stand`} on ${leftOut.length === 1 ? 'a step' : `${leftOut.length} steps`} that the new map does not have, and nothing is chosen for them. Look again at what publishing does, and choose.`,
      { status: 409, details: { steps: leftOut } },
    );
  }
  return Object.fromEntries(lost.map(({ stepId }) => [String(stepId), removed[String(stepId)]!]));
}

function refuseMissingSteps(draft: AutomationMap, removed: Choices): void {
  const here = new Set(draft.steps.map(({ id }) => id));
  for (const [stepId, choice] of Object.entries(removed)) {
    if (choice.do === 'move' && !here.has(choice.to)) {
      throw invalid(`removed.${stepId}.to`, `The new map has no step ${choice.to}. Choose a step it has.`, 'no_such_step');
    }
  }
}

/** The steps on which somebody stands who does not find them in the draft any more. Reads only those steps, so that it is short on a full map. */
async function lostSteps(db: AccountDb, { id, draft }: AutomationRow): Promise<{ stepId: number; records: number }[]> {
  const stood = await stepsStoodOn(db, id);
  const kinds = await kindsOfSteps(db, id, stood);
  const pending = await transfersOf(db, id, { above: 0, upTo: 2_147_483_647 });
  const kindNow = new Map(draft.steps.map((step) => [step.id, step.kind]));
  const mayBeLost = stood.filter(
    (stepId) =>
      !kindNow.has(stepId) ||
      kinds.some(({ step_id, kind }) => step_id === stepId && kind !== kindNow.get(stepId)) ||
      pending.some(({ transfers }) => String(stepId) in transfers),
  );
  if (mayBeLost.length === 0) return [];
  const { standing, kindOf } = await standingNow(db, id, mayBeLost);
  const lost = new Map<number, number>();
  for (const { stepId, version, now, failed, resting, paused } of standing) {
    const before = kindOf(version, stepId);
    if (kindNow.has(stepId) && (before === undefined || before === kindNow.get(stepId))) continue;
    lost.set(stepId, (lost.get(stepId) ?? 0) + now + failed + resting + paused);
  }
  return [...lost].map(([stepId, records]) => ({ stepId, records }));
}
