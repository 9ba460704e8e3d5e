import type { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { actions, eventKinds } from '../app/registry.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../criteria/index.ts';
import { endlessSteps, strandedSteps } from './rules/compiled-map.ts';
import { ENGINE_SETTINGS } from './rules/step-kinds.ts';
import { branchesOf, exitsOf, type AutomationMap, type Step, type Trigger } from './schema.ts';

/** Everything that keeps a map from running, one clear sentence each, keyed by the step's id, `trigger.ID`, `who` or `start`. */
export type MapProblems = Record<string, string>;

/** Checks a map as a whole and each of its steps and triggers; empty when it can be published. */
export async function findProblems(db: AccountDb, objectId: number, map: AutomationMap): Promise<MapProblems> {
  const problems: MapProblems = {};
  const complain = (key: string | number, sentence: string | undefined): void => {
    if (sentence !== undefined) problems[key] ??= sentence;
  };
  const checkCriteria = await criteriaChecker(db, objectId);

  complain('start', startProblem(map));
  for (const step of map.steps) complain(step.id, shapeProblem(map, step));
  for (const id of strandedSteps(map)) complain(id, 'No way leads to this step. Connect it or remove it.');
  for (const id of endlessSteps(map))
    complain(id, 'This step leads back to itself without a wait. Put a wait of at least a minute into the circle.');
  for (const step of map.steps) complain(step.id, await settingsProblem(db, objectId, step, checkCriteria));
  for (const trigger of map.triggers) complain(`trigger.${trigger.id}`, triggerProblem(trigger) ?? checkCriteria(trigger.criteria));
  complain('who', checkCriteria(map.who));
  return problems;
}

type CheckCriteria = (criteria: unknown) => string | undefined;

async function criteriaChecker(db: AccountDb, objectId: number): Promise<CheckCriteria> {
  const context = await criteriaContext(db, { objectId, viewer: everyone });
  return (criteria) => (criteria ? criteriaProblems(criteria as Criteria, context)[0]?.sentence : undefined);
}

function startProblem(map: AutomationMap): string | undefined {
  if (map.steps.length === 0) return 'The map has no steps yet. Add what happens first.';
  if (map.start === null) return 'Nothing follows the triggers. Choose the first step.';
  return map.steps.some(({ id }) => id === map.start) ? undefined : 'The first step no longer exists. Choose another.';
}

function shapeProblem(map: AutomationMap, step: Step): string | undefined {
  const exits = exitsOf(step);
  if (step.next.length !== exits)
    return `This kind of step has ${exits} ${exits === 1 ? 'way' : 'ways'} out, and ${step.next.length} are given.`;
  const missing = step.next.find((next) => next !== null && !map.steps.some(({ id }) => id === next));
  return missing === undefined ? undefined : `This step leads to step ${missing}, which does not exist. Choose where it goes on.`;
}

async function settingsProblem(db: AccountDb, objectId: number, step: Step, checkCriteria: CheckCriteria): Promise<string | undefined> {
  const engine = ENGINE_SETTINGS[step.kind as keyof typeof ENGINE_SETTINGS];
  if (engine)
    return (
      schemaProblem(engine, step) ??
      criteriaOf(step)
        .map(checkCriteria)
        .find((problem) => problem !== undefined)
    );
  const action = actions().find(({ kind, offeredTo }) => kind === step.kind && offeredTo !== 'people');
  if (!action) return `There is no step of the kind “${step.kind}”. Remove it.`;
  return schemaProblem(action.settings, step) ?? (await action.problems?.(db, objectId, action.settings.parse(step.settings)))?.[0];
}

/** Every criteria tree in the settings of one of the engine's own steps. */
function criteriaOf({ kind, settings }: Step): unknown[] {
  if (kind === 'condition') return branchesOf(settings).map(({ criteria }) => criteria);
  return settings.criteria ? [settings.criteria] : [];
}

function schemaProblem(schema: z.ZodType, { settings }: Step): string | undefined {
  const issue = schema.safeParse(settings).error?.issues[0];
  if (!issue) return undefined;
  // Sentences written for people say themselves what they are about.
  return issue.message.startsWith('Invalid') ? `${issue.message} (${issue.path.join('.')})` : issue.message;
}

function triggerProblem(trigger: Trigger): string | undefined {
  const kind = eventKinds().find((candidate) => candidate.kind === trigger.event);
  if (!kind?.trigger) return `Nothing can start from “${trigger.event}”. Choose another trigger.`;
  if (trigger.subject?.length === 0) return 'Choose at least one, or leave the choice open for any.';
  if (trigger.subject && !kind.subject) return `“${trigger.event}” is about nothing that could be chosen. Leave the choice open.`;
  return undefined;
}
