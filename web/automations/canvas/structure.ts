import type { AutomationMap, Step, Trigger } from '../../../src/automations/schema.ts';
import { stepsById } from '../map-reach.ts';

/** The invisible beginning before every head. */
export const ROOT = 0;

/** A way out of a step that leads to another: 12.1 is the second way out of step 12; the ways of the root are its heads. */
export interface Edge {
  from: number;
  exit: number;
  to: number;
}

export const edgeKey = (from: number, exit: number): string => `${from}.${exit}`;

/** A map as it is drawn: from above, every step below all that it can only be come to through. */
export interface Structure {
  steps: ReadonlyMap<number, Step>;
  /** The first step, null where there is none. */
  start: number | null;
  /** Where paths begin: the start first, then what triggers of their own lead to, then what nothing leads to. */
  heads: number[];
  /** Triggers that lead to the start, or into the midst of a path. */
  common: Trigger[];
  /** What is drawn as a line; every other way is told in words at its end. */
  drawn: ReadonlyMap<string, Edge>;
  /** Steps that only one line leads to, by the step it comes from. */
  children: ReadonlyMap<number, ReadonlySet<number>>;
  /** Steps where lines meet again, under the step they all come from, in the order they are come to. */
  joins: ReadonlyMap<number, number[]>;
}

/** Ways in `told` are not drawn, though they could be. */
export function structureOf(map: AutomationMap, told: ReadonlySet<string> = new Set()): Structure {
  const steps = stepsById(map);
  const isDrawn = (step: Step, exit: number): boolean => step.kind !== 'goto' && !told.has(edgeKey(step.id, exit));
  const { heads, order, edges } = walk(map, steps, isDrawn);
  const into = new Map<number, Edge[]>();
  for (const edge of edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);
  const above = dominatorsOf(order, into);
  const children = new Map<number, Set<number>>();
  const joins = new Map<number, number[]>();
  for (const id of order.slice(1)) {
    const over = above.get(id)!;
    if (into.get(id)!.length === 1) children.set(over, (children.get(over) ?? new Set()).add(id));
    else joins.set(over, [...(joins.get(over) ?? []), id]);
  }
  const start = map.start !== null && steps.has(map.start) ? map.start : null;
  const common = map.triggers.filter(({ step }) => typeof step !== 'number' || step === start || !heads.includes(step));
  return { steps, start, heads, common, drawn: new Map(edges.map((edge) => [edgeKey(edge.from, edge.exit), edge])), children, joins };
}

interface Walked {
  heads: number[];
  /** So that every line leads from an earlier to a later one. */
  order: number[];
  edges: Edge[];
}

function walk(map: AutomationMap, steps: ReadonlyMap<number, Step>, isDrawn: (step: Step, exit: number) => boolean): Walked {
  const state = new Map<number, 'open' | 'done'>();
  const backwards: number[] = [];
  const edges: Edge[] = [];
  const heads: number[] = [];
  // A stack of its own: a map may be five hundred steps deep.
  const visit = (head: number): void => {
    const stack = [{ step: steps.get(head)!, exit: 0 }];
    state.set(head, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (top.exit >= top.step.next.length) {
        state.set(top.step.id, 'done');
        backwards.push(top.step.id);
        stack.pop();
        continue;
      }
      const exit = top.exit++;
      const to = top.step.next[exit] ?? null;
      if (to === null || !steps.has(to) || !isDrawn(top.step, exit) || state.get(to) === 'open') continue;
      edges.push({ from: top.step.id, exit, to });
      if (state.has(to)) continue;
      state.set(to, 'open');
      stack.push({ step: steps.get(to)!, exit: 0 });
    }
  };
  const wanted = [map.start, ...map.triggers.map(({ step }) => step), ...looseHeads(map)];
  for (const id of [...wanted, ...map.steps.map((step) => step.id)]) {
    if (typeof id !== 'number' || !steps.has(id) || state.has(id)) continue;
    edges.push({ from: ROOT, exit: heads.length, to: id });
    heads.push(id);
    visit(id);
  }
  return { heads, order: [ROOT, ...backwards.toReversed()], edges };
}

const looseHeads = (map: AutomationMap): number[] => {
  const ledTo = new Set(map.steps.flatMap(({ next }) => next));
  return map.steps.filter(({ id }) => !ledTo.has(id)).map(({ id }) => id);
};

/** For each step the nearest one that every line to it comes through (Cooper, Harvey and Kennedy; one round is enough without circles). */
function dominatorsOf(order: readonly number[], into: ReadonlyMap<number, readonly Edge[]>): Map<number, number> {
  const rank = new Map(order.map((id, index) => [id, index]));
  const above = new Map<number, number>([[ROOT, ROOT]]);
  const meet = (one: number, other: number): number => {
    let [left, right] = [one, other];
    while (left !== right) {
      if (rank.get(left)! > rank.get(right)!) left = above.get(left)!;
      else right = above.get(right)!;
    }
    return left;
  };
  for (const id of order.slice(1))
    above.set(
      id,
      into
        .get(id)!
        .map(({ from }) => from)
        .reduce(meet),
    );
  return above;
}
