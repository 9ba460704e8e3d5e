import { branchesOf, exitsOf, type AutomationMap, type Step, type Trigger } from '../../src/automations/schema.ts';
import { type MapPart, insertPart, partOf } from './map-parts.ts';
import { branchOf, lead, placesTo, reachedFrom, stepAt, withoutCutOff, withoutSteps, type Place } from './map-reach.ts';

export type { Place } from './map-reach.ts';
export { branchOf, placesTo, samePlace, stepAt } from './map-reach.ts';

type Kind = Pick<Step, 'kind' | 'settings'>;

/** Puts a new step in; what stood there comes behind it, on its first way out. Gives the map and the step's id. */
export function addStep(map: AutomationMap, place: Place, step: Kind, to?: number): { map: AutomationMap; id: number } {
  const id = map.lastId + 1;
  const behind = to ?? stepAt(map, place);
  const next = Array.from({ length: exitsOf(step) }, (_, exit) => (exit === 0 ? behind : null));
  const added = withGoalIds({ ...map, lastId: id, steps: [...map.steps, { ...step, id, next }] }, id);
  // What an end cuts off could not be reached any more.
  return { map: withoutCutOff(map, lead(added, place, id)), id };
}

/** Takes a step out; what followed its first exit closes the gap, and what only its other exits led to goes with it. */
export function removeStep(map: AutomationMap, stepId: number): AutomationMap {
  const after = map.steps.find(({ id }) => id === stepId)?.next[0] ?? null;
  const bridge = after === stepId ? null : after;
  let bridged = map;
  for (const place of placesTo(map, stepId)) bridged = lead(bridged, place, bridge);
  return withoutCutOff(map, withoutSteps(bridged, [stepId]));
}

/** Takes several steps out, one after the other. */
export const removeSteps = (map: AutomationMap, ids: readonly number[]): AutomationMap => ids.reduce(removeStep, map);

/** Takes a step out with all that only it leads to; where its ways all went on at one step, the ways to it go on there. */
export function removeBranch(map: AutomationMap, stepId: number): AutomationMap {
  const branch = branchOf(map, stepId);
  return withoutSteps(ledPast(map, stepId, branch, wayOn(map, branch)), branch);
}

/** How many steps besides it would go with a step. */
export function wouldGoWith(map: AutomationMap, stepId: number): number {
  return map.steps.length - removeStep(map, stepId).steps.length - 1;
}

/** Gives a step other settings. Ways out that it keeps lead where they led; what only a lost one led to goes. */
export function changeStep(map: AutomationMap, stepId: number, settings: Step['settings']): AutomationMap {
  const steps = map.steps.map((step) => (step.id === stepId ? { ...step, settings, next: nextAfter(step, settings) } : step));
  return withoutCutOff(map, withGoalIds({ ...map, steps }, stepId));
}

/** Makes a way lead to a step that is there already, or nowhere. */
export const connect = (map: AutomationMap, place: Place, to: number | null): AutomationMap => withoutCutOff(map, lead(map, place, to));

/** Whether a step (or its branch) can be carried to a place without anything falling off the map. */
export const canMove = (map: AutomationMap, stepId: number, place: Place, what: 'step' | 'branch'): boolean =>
  moveTo(map, stepId, place, what) !== map;

/**
 * Carries a step, or all that only it leads to, to another place; ids stay, so that nobody loses their place. The path it leaves closes, and
 * what stands at the new place comes behind it. Gives the map itself where that cannot be.
 */
export function moveTo(map: AutomationMap, stepId: number, place: Place, what: 'step' | 'branch'): AutomationMap {
  const step = map.steps.find(({ id }) => id === stepId);
  const carried = what === 'step' ? [stepId] : branchOf(map, stepId);
  if (!step || stepAt(map, place) === stepId || (place.at === 'exit' && carried.includes(place.stepId))) return map;
  const bridge = what === 'step' ? (step.next[0] ?? null) : wayOn(map, carried);
  const lifted = ledPast(map, stepId, carried, bridge === stepId ? null : bridge);
  const behind = stepAt(lifted, place);
  const tails = what === 'step' ? exitsBehind(step) : tailsOf(lifted, stepId, carried);
  let there = lead(lifted, place, stepId);
  for (const tail of tails) there = lead(there, tail, behind);
  const kept = withoutCutOff(map, there);
  return kept.steps.length === map.steps.length ? kept : map;
}

const exitsBehind = ({ id, next }: Step): Place[] => (next.length > 0 ? [{ at: 'exit', stepId: id, exit: 0 }] : []);

/** The map with every way to a step from outside what is carried leading past it. */
function ledPast(map: AutomationMap, stepId: number, carried: readonly number[], to: number | null): AutomationMap {
  return placesTo(map, stepId)
    .filter((from) => from.at !== 'exit' || !carried.includes(from.stepId))
    .reduce((led, from) => lead(led, from, to), map);
}

/** The one step outside that a branch goes on at, when there is just one. */
function wayOn(map: AutomationMap, branch: readonly number[]): number | null {
  const inside = new Set(branch);
  const outside = new Set(
    map.steps.filter(({ id }) => inside.has(id)).flatMap(({ next }) => next.filter((to) => to !== null && !inside.has(to))),
  );
  return outside.size === 1 ? [...outside][0]! : null;
}

/** The ways out of a branch where the rest of a path goes on behind it: those that led out of it, else its first open end. */
function tailsOf(map: AutomationMap, stepId: number, branch: readonly number[]): Place[] {
  const inside = new Set(branch);
  const steps = [...reachedFrom(map, [stepId])].flatMap((id) => map.steps.filter((step) => step.id === id && inside.has(id)));
  const exits = (leads: (to: number | null) => boolean): Place[] =>
    steps.flatMap(({ id, next }) => next.flatMap((to, exit) => (leads(to) ? [{ at: 'exit', stepId: id, exit } as const] : [])));
  const out = exits((to) => to !== null && !inside.has(to));
  return out.length > 0 ? out : exits((to) => to === null).slice(0, 1);
}

/** Swaps a step with the one before or behind it on the same path; the map itself where there is none to swap with. */
export function moveStep(map: AutomationMap, stepId: number, direction: 'up' | 'down'): AutomationMap {
  if (direction === 'up') {
    const before = map.steps.find((step) => step.next.length === 1 && step.next[0] === stepId);
    return before ? moveStep(map, before.id, 'down') : map;
  }
  const step = map.steps.find(({ id }) => id === stepId);
  const behind = map.steps.find(({ id }) => id === step?.next[0]);
  if (step?.next.length !== 1 || behind?.next.length !== 1 || behind.next[0] === step.id) return map;
  if (placesTo(map, behind.id).length !== 1) return map;
  return moveTo(map, step.id, { at: 'exit', stepId: behind.id, exit: 0 }, 'step');
}

/** Puts a copy of a step (with its branch) behind it. */
export function duplicate(map: AutomationMap, stepId: number, what: 'step' | 'branch'): { map: AutomationMap; id: number } {
  const part = partOf(map, what === 'step' ? [stepId] : branchOf(map, stepId));
  const step = map.steps.find(({ id }) => id === stepId)!;
  const place = step.next.length > 0 ? ({ at: 'exit', stepId, exit: 0 } as const) : placesTo(map, stepId)[0];
  return place ? insertPart(map, place, part) : { map, id: stepId };
}

/** Puts what was copied at a place. */
export const paste = (map: AutomationMap, place: Place, part: MapPart): { map: AutomationMap; id: number } => insertPart(map, place, part);

/** Adds the trigger when it has no id yet, and replaces it otherwise. */
export function keepTrigger(map: AutomationMap, trigger: Omit<Trigger, 'id'> & { id?: number }): AutomationMap {
  if (trigger.id === undefined) {
    const id = map.lastId + 1;
    return { ...map, lastId: id, triggers: [...map.triggers, { ...trigger, id }] };
  }
  const kept = { ...trigger, id: trigger.id };
  return { ...map, triggers: map.triggers.map((one) => (one.id === kept.id ? kept : one)) };
}

export const removeTrigger = (map: AutomationMap, triggerId: number): AutomationMap =>
  withoutCutOff(map, { ...map, triggers: map.triggers.filter(({ id }) => id !== triggerId) });

/** Lets those a trigger brings begin at a step; with null at the start of the map. */
export const beginAt = (map: AutomationMap, triggerId: number, stepId: number | null): AutomationMap =>
  connect(map, { at: 'trigger', triggerId }, stepId === map.start ? null : stepId);

export function addNote(map: AutomationMap, note: { text: string; x: number; y: number }): { map: AutomationMap; id: number } {
  const id = map.lastId + 1;
  return { map: { ...map, lastId: id, notes: [...map.notes, { ...note, id }] }, id };
}

export const changeNote = (map: AutomationMap, id: number, change: Partial<{ text: string; x: number; y: number }>): AutomationMap => ({
  ...map,
  notes: map.notes.map((note) => (note.id === id ? { ...note, ...change } : note)),
});

export const removeNote = (map: AutomationMap, id: number): AutomationMap => ({
  ...map,
  notes: map.notes.filter((note) => note.id !== id),
});

/** Every trigger of a goal has an id of its own in the map. */
function withGoalIds(map: AutomationMap, stepId: number): AutomationMap {
  const goal = map.steps.find(({ id, kind }) => id === stepId && kind === 'goal');
  if (!goal || !Array.isArray(goal.settings.triggers)) return map;
  const others = new Set(map.steps.filter(({ id }) => id !== stepId).flatMap(({ settings }) => idsIn(settings.triggers)));
  for (const { id } of [...map.triggers, ...map.steps, ...map.notes]) others.add(id);
  let { lastId } = map;
  const triggers = (goal.settings.triggers as (Omit<Trigger, 'id'> & { id?: number })[]).map((trigger) => {
    const id = trigger.id !== undefined && !others.has(trigger.id) ? trigger.id : ++lastId;
    others.add(id);
    lastId = Math.max(lastId, id);
    return { ...trigger, id };
  });
  const steps = map.steps.map((step) => (step === goal ? { ...goal, settings: { ...goal.settings, triggers } } : step));
  return { ...map, lastId, steps };
}

const idsIn = (triggers: unknown): number[] => (Array.isArray(triggers) ? triggers.map((one: { id?: number }) => one.id ?? 0) : []);

/** Where each way out leads under new settings: branches and variants are known again by what they say, then by their place. */
function nextAfter(step: Step, settings: Step['settings']): (number | null)[] {
  const before = waysOf(step.kind, step.settings);
  const after = waysOf(step.kind, settings);
  const left = new Set(before.keys());
  const found = after.map((way) => {
    const index = before.findIndex((one, at) => left.has(at) && one === way);
    left.delete(index);
    return index;
  });
  return found.map((index, at) => {
    const from = index >= 0 ? index : left.has(at) ? at : -1;
    left.delete(from);
    return from >= 0 ? (step.next[from] ?? null) : null;
  });
}

/** A word for each way out by which it can be known again. */
function waysOf(kind: string, settings: Step['settings']): string[] {
  if (kind === 'condition') return [...branchesOf(settings).map((branch) => JSON.stringify(branch)), 'else'];
  if (kind === 'split' && Array.isArray(settings.variants))
    return settings.variants.map((variant: { name?: string }) => variant.name ?? '');
  return Array.from({ length: exitsOf({ kind, settings }) }, (_, exit) => String(exit));
}
