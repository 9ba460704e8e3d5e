import type { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { actions } from '../app/registry.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../criteria/index.ts';
import { objectShape, type FieldShape } from '../records/index.ts';
import { shapeProblems } from './rules/shape-problems.ts';
import { ENGINE_SETTINGS, type EngineKind } from './rules/step-kinds.ts';
import { branchesOf, goalSettings, splitSettings, waitSettings, type AutomationMap, type Step, type Trigger } from './schema.ts';
import { beginningProblem, triggerProblem } from './triggers/trigger-problem.ts';

/** Everything that keeps a map from running, one clear sentence each, keyed by the step's id, `trigger.ID`, `who`, `exit`, `quiet` or `start`. */
export type MapProblems = Record<string, string>;

/** Checks a map as a whole and each of its steps and triggers; empty when it can be published. */
export async function findProblems(db: AccountDb, objectId: number, map: AutomationMap): Promise<MapProblems> {
  const problems: MapProblems = {};
  const complain = (key: string | number, sentence: string | undefined): void => {
    if (sentence !== undefined) problems[key] ??= sentence;
  };
  const checks = await checksFor(db, objectId);

  for (const [where, sentence] of shapeProblems(map)) complain(where, sentence);
  for (const step of map.steps) complain(step.id, await settingsProblem(db, objectId, step, checks));
  for (const trigger of map.triggers) complain(`trigger.${trigger.id}`, checks.trigger(trigger) ?? beginningProblem(trigger, map));
  complain('who', checks.criteria(map.who));
  complain('exit', checks.criteria(map.exit));
  return problems;
}

/** What an object's fields and the account's words let a map ask; each gives a sentence, or undefined. */
interface Checks {
  criteria: (criteria: unknown) => string | undefined;
  trigger: (trigger: Trigger) => string | undefined;
  dateField: (fieldId: number) => string | undefined;
}

async function checksFor(db: AccountDb, objectId: number): Promise<Checks> {
  const context = await criteriaContext(db, { objectId, viewer: everyone });
  const { fields } = await objectShape(db, objectId);
  const criteria = (tree: unknown): string | undefined => (tree ? criteriaProblems(tree as Criteria, context)[0]?.sentence : undefined);
  return {
    criteria,
    trigger: (trigger) => triggerProblem(trigger, fields) ?? criteria(trigger.criteria),
    dateField: (fieldId) => dateFieldProblem(fields, fieldId),
  };
}

async function settingsProblem(db: AccountDb, objectId: number, step: Step, checks: Checks): Promise<string | undefined> {
  const engine = ENGINE_SETTINGS[step.kind as EngineKind];
  if (engine) return schemaProblem(engine, step) ?? engineProblem(step, checks);
  const action = actions().find(({ kind, offeredTo }) => kind === step.kind && offeredTo !== 'people');
  if (!action) return `There is no step of the kind “${step.kind}”. Remove it.`;
  return schemaProblem(action.settings, step) ?? (await action.problems?.(db, objectId, action.settings.parse(step.settings)))?.[0];
}

function engineProblem({ kind, settings }: Step, checks: Checks): string | undefined {
  switch (kind) {
    case 'condition':
      return firstOf(branchesOf(settings), ({ criteria }) => checks.criteria(criteria));
    case 'split':
      return checks.criteria(splitSettings.parse(settings).measure?.criteria);
    case 'goal':
      return firstOf(goalSettings.parse(settings).triggers, checks.trigger);
    case 'wait': {
      const wait = waitSettings.parse(settings);
      if (wait.wait === 'criteria') return checks.criteria(wait.criteria);
      return wait.wait === 'field' ? checks.dateField(wait.offset.fieldId) : undefined;
    }
    default:
      return undefined;
  }
}

function firstOf<Thing>(things: readonly Thing[], problemOf: (thing: Thing) => string | undefined): string | undefined {
  for (const thing of things) {
    const problem = problemOf(thing);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function schemaProblem(schema: z.ZodType, { settings }: Step): string | undefined {
  // Where a schema has words of its own, these stand: they say themselves what they are about.
  const error = ({ path = [] }: { path?: PropertyKey[] | undefined }): string =>
    `Something of this step is missing or not as it should be (${path.join('.')}).`;
  return schema.safeParse(settings, { error }).error?.issues[0]?.message;
}

function dateFieldProblem(fields: readonly FieldShape[], fieldId: number): string | undefined {
  const field = fields.find(({ id, deletedAt }) => id === fieldId && deletedAt === null);
  if (!field) return 'The date field this step waits for was deleted. Choose another.';
  const type = field.settings.result ?? field.type;
  return type === 'date' || type === 'datetime' ? undefined : `“${field.label}” is not a date. Choose a date field.`;
}
