import { exitsOf, type AutomationMap, type Step } from '../../../src/automations/schema.ts';

/** What a projection of a map begins with: how many come, where, and how they part. */
export interface Assumptions {
  /** How many come onto the map. */
  entering: number;
  /** Where they begin, as shares of those who enter; they add up to one. */
  begins: ReadonlyMap<number, number>;
  /** Of those who leave each step, the share that takes each exit; of a fork everybody takes every way. */
  shares: ReadonlyMap<number, readonly number[]>;
  /** Who comes to a step from elsewhere than along the ways (a goal that is reached), for each who enters. */
  arriving: ReadonlyMap<number, number>;
}

/** What somebody has changed: how many enter, the share of one exit, how many come to a step. */
export interface Changes {
  entering?: number;
  shares: ReadonlyMap<string, number>;
  coming: ReadonlyMap<number, number>;
}

export interface Projected {
  entering: number;
  came: ReadonlyMap<number, number>;
  /** By `STEP.EXIT`. */
  left: ReadonlyMap<string, number>;
  /** The shares as they now are, by `STEP.EXIT`. */
  shares: ReadonlyMap<string, number>;
}

interface Counted {
  arrived: number;
  exits: readonly number[];
}

export const NOTHING_CHANGED: Changes = { shares: new Map(), coming: new Map() };
export const wayOf = (stepId: number, exit: number): string => `${stepId}.${exit}`;

/** Going round a circle is followed until so little is left of anybody, and at most so often. */
const LITTLE = 1e-9;
const MOST_ROUNDS = 2_000;

/** What really happened, as assumptions: where nobody has left a step yet, its weights or equal shares stand in. */
export function assumptionsOf(map: AutomationMap, entered: number, counts: ReadonlyMap<number, Counted>): Assumptions {
  const shares = new Map(map.steps.map((step) => [step.id, sharesOf(step, counts.get(step.id)?.exits ?? [])]));
  const begins = beginsOf(map, counts);
  return { entering: entered, begins, shares, arriving: arrivingOf(map, entered, { counts, begins }) };
}

function sharesOf(step: Step, exits: readonly number[]): number[] {
  const ways = exitsOf(step);
  if (step.kind === 'fork') return Array.from({ length: ways }, () => 1);
  const left = Array.from({ length: ways }, (_, exit) => exits[exit] ?? 0);
  if (left.some((count) => count > 0)) return inParts(left);
  const weights = step.kind === 'split' && Array.isArray(step.settings.variants) ? step.settings.variants : [];
  return inParts(Array.from({ length: ways }, (_, exit) => Number((weights[exit] as { weight?: number } | undefined)?.weight ?? 1)));
}

function inParts(counts: readonly number[]): number[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  return counts.map((count) => (sum > 0 ? count / sum : 1 / counts.length));
}

/** Triggers may begin elsewhere than at the start: in the parts in which they really brought people. */
function beginsOf(map: AutomationMap, counts: ReadonlyMap<number, Counted>): Map<number, number> {
  const begins = new Map<number, number>();
  const add = (step: number | null, share: number): void => void (step !== null && begins.set(step, (begins.get(step) ?? 0) + share));
  const elsewhere = map.triggers.filter(({ step }) => step != null && map.steps.some(({ id }) => id === step));
  const brought = map.triggers.map(({ id }) => counts.get(id)?.arrived ?? 0);
  const all = brought.reduce((sum, count) => sum + count, 0);
  const away = all > 0 ? elsewhere.map(({ id, step }) => ({ step: step!, share: (counts.get(id)?.arrived ?? 0) / all })) : [];
  for (const { step, share } of away) add(step, share);
  add(map.start, 1 - away.reduce((sum, { share }) => sum + share, 0));
  return begins;
}

/** Goals are reached from anywhere: as many more came there as the ways to them brought. */
function arrivingOf(
  map: AutomationMap,
  entered: number,
  { counts, begins }: { counts: ReadonlyMap<number, Counted>; begins: ReadonlyMap<number, number> },
): Map<number, number> {
  const arriving = new Map<number, number>();
  if (entered === 0) return arriving;
  for (const goal of map.steps.filter(({ kind }) => kind === 'goal')) {
    const along = map.steps.reduce(
      (sum, { id, next }) =>
        sum + next.reduce<number>((part, to, exit) => part + (to === goal.id ? (counts.get(id)?.exits[exit] ?? 0) : 0), 0),
      (begins.get(goal.id) ?? 0) * entered,
    );
    const more = (counts.get(goal.id)?.arrived ?? 0) - along;
    if (more > 0) arriving.set(goal.id, more / entered);
  }
  return arriving;
}

/**
 * Lets everybody who enters walk to the end, as an expectation: how many come to each step and leave it by each exit, however long they wait on the
 * way. A share that was changed takes from the other exits of its step in their proportion; a number that was changed stands for itself, and what lies
 * behind follows from it.
 */
export function project(map: AutomationMap, assumptions: Assumptions, changes: Changes = NOTHING_CHANGED): Projected {
  const entering = changes.entering ?? assumptions.entering;
  const shares = new Map(map.steps.map((step) => [step.id, changedShares(step, assumptions.shares.get(step.id) ?? [], changes.shares)]));
  const came = flowThrough(map, { entering, assumptions, shares, coming: changes.coming });
  const left = new Map<string, number>();
  const told = new Map<string, number>();
  for (const { id, next } of map.steps) {
    for (const exit of next.keys()) {
      const share = shares.get(id)![exit] ?? 0;
      left.set(wayOf(id, exit), (came.get(id) ?? 0) * share);
      told.set(wayOf(id, exit), share);
    }
  }
  return { entering, came, left, shares: told };
}

function changedShares(step: Step, shares: readonly number[], changed: ReadonlyMap<string, number>): readonly number[] {
  const fixed = shares.map((_, exit) => changed.get(wayOf(step.id, exit)));
  if (fixed.every((share) => share === undefined) || step.kind === 'fork') {
    return shares.map((share, exit) => fixed[exit] ?? share);
  }
  const taken = fixed.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const free = shares.reduce((sum, share, exit) => sum + (fixed[exit] === undefined ? share : 0), 0);
  const others = fixed.filter((share) => share === undefined).length;
  const rest = Math.max(0, 1 - taken);
  return shares.map((share, exit) => fixed[exit] ?? (free > 0 ? (share / free) * rest : rest / Math.max(1, others)));
}

interface Flowing {
  entering: number;
  assumptions: Assumptions;
  shares: ReadonlyMap<number, readonly number[]>;
  coming: ReadonlyMap<number, number>;
}

function flowThrough(map: AutomationMap, { entering, assumptions, shares, coming }: Flowing): Map<number, number> {
  const steps = new Map(map.steps.map((step) => [step.id, step]));
  const came = new Map<number, number>();
  let moving = new Map<number, number>();
  const arrive = (there: Map<number, number>, id: number | null, people: number): void => {
    // A number that was changed is what it is, whoever comes along the ways.
    if (id !== null && steps.has(id) && !coming.has(id) && people > 0) there.set(id, (there.get(id) ?? 0) + people);
  };
  for (const [id, share] of assumptions.begins) arrive(moving, id, entering * share);
  for (const [id, each] of assumptions.arriving) arrive(moving, id, entering * each);
  for (const [id, people] of coming) if (steps.has(id) && people > 0) moving.set(id, people);
  const least = Math.max(entering, ...coming.values(), 1) * LITTLE;
  for (let round = 0; round < MOST_ROUNDS && moving.size > 0; round++) {
    const next = new Map<number, number>();
    for (const [id, people] of moving) {
      came.set(id, (came.get(id) ?? 0) + people);
      for (const [exit, to] of steps.get(id)!.next.entries()) arrive(next, to, people * (shares.get(id)?.[exit] ?? 0));
    }
    moving = new Map([...next].filter(([, people]) => people > least));
  }
  return came;
}
