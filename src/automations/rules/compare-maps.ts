import { exitsOf } from './step-kinds.ts';
import type { AutomationMap, Step, Trigger } from '../schema.ts';

export type Difference = 'same' | 'added' | 'removed' | 'changed';

/** One value that two maps say differently; `path` is where it stands (`offset.amount`, `branches.1.name`). Null where one has none. */
export interface ValueDifference {
  path: string;
  before?: unknown;
  after?: unknown;
}

export interface StepDifference {
  stepId: number;
  difference: Difference;
  before: Step | null;
  after: Step | null;
  /** Whether another kind of step stands under this id now: another step, for those who stand on it. */
  isReplaced: boolean;
  settings: ValueDifference[];
  exits: { exit: number; before: number | null; after: number | null }[];
}

export interface TriggerDifference {
  triggerId: number;
  /** The goal it belongs to; null for what brings people onto the map. */
  goal: number | null;
  difference: Difference;
  before: Trigger | null;
  after: Trigger | null;
}

/** How two maps differ, in the order of the later one, what is gone from it last. */
export interface MapDifference {
  steps: StepDifference[];
  triggers: TriggerDifference[];
  /** The rules of the whole map: where it starts, who may enter, how often, quiet hours. */
  rules: ValueDifference[];
}

const RULES = ['start', 'who', 'exit', 'quiet', 'reentry', 'perDay'] as const;

export function compareMaps(before: AutomationMap, after: AutomationMap): MapDifference {
  return {
    steps: pairs(before.steps, after.steps).map(compareSteps),
    triggers: pairs(triggersIn(before), triggersIn(after)).map(compareTriggers),
    rules: RULES.filter((key) => !isSame(before[key], after[key])).map((key) => ({
      path: key,
      before: before[key] ?? null,
      after: after[key] ?? null,
    })),
  };
}

/** Whether two maps do the same, notes included; the count of ids is no part of a map. */
export const isSameMap = (one: AutomationMap, other: AutomationMap): boolean => isSame({ ...one, lastId: 0 }, { ...other, lastId: 0 });

/** Equality of values as JSON says them: the order of keys does not matter, and what is left out is null. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

type Pair<T> = { before: T | null; after: T | null };

function pairs<T extends { id: number }>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.map((one) => ({ before: old.get(one.id) ?? null, after: one })),
    ...before.filter(({ id }) => !now.has(id)).map((one) => ({ before: one, after: null })),
  ];
}

function compareSteps({ before, after }: Pair<Step>): StepDifference {
  const stepId = (after ?? before)!.id;
  const isReplaced = before !== null && after !== null && before.kind !== after.kind;
  if (!before || !after) {
    return { stepId, difference: before ? 'removed' : 'added', before, after, isReplaced, settings: [], exits: [] };
  }
  const settings = differences(before.settings, after.settings);
  const exits = exitDifferences(before, after);
  const isChanged = isReplaced || settings.length > 0 || exits.length > 0;
  return { stepId, difference: isChanged ? 'changed' : 'same', before, after, isReplaced, settings, exits };
}

function exitDifferences(before: Step, after: Step): StepDifference['exits'] {
  const count = Math.max(exitsOf(before), exitsOf(after), before.next.length, after.next.length);
  return Array.from({ length: count }, (_, exit) => ({
    exit,
    before: before.next[exit] ?? null,
    after: after.next[exit] ?? null,
  })).filter((one) => one.before !== one.after);
}

interface TriggerOf {
  id: number;
  goal: number | null;
  trigger: Trigger;
}

function triggersIn(map: AutomationMap): TriggerOf[] {
  const ofGoals = map.steps
    .filter(({ kind, settings }) => kind === 'goal' && Array.isArray(settings.triggers))
    .flatMap(({ id, settings }) => (settings.triggers as Trigger[]).map((trigger) => ({ id: trigger.id, goal: id, trigger })));
  return [...map.triggers.map((trigger) => ({ id: trigger.id, goal: null, trigger })), ...ofGoals];
}

function compareTriggers({ before, after }: Pair<TriggerOf>): TriggerDifference {
  const { id: triggerId, goal } = (after ?? before)!;
  const difference = !before ? 'added' : !after ? 'removed' : isSame(before, after) ? 'same' : 'changed';
  return { triggerId, goal, difference, before: before?.trigger ?? null, after: after?.trigger ?? null };
}

/** Where two values differ, down to the last that can be named; criteria are told as a whole, because a tree says nothing piece by piece. */
function differences(before: unknown, after: unknown, path = ''): ValueDifference[] {
  if (isSame(before, after)) return [];
  if (!isPlain(before) || !isPlain(after) || path.endsWith('criteria') || path.endsWith('triggers')) {
    return [{ path, before: before ?? null, after: after ?? null }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    const entries = Object.entries(one).filter(([, each]) => each !== undefined && each !== null);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
