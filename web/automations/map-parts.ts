import { exitsOf, MOST_STEPS, type AutomationMap, type Step, type Trigger } from '../../src/automations/schema.ts';
import { lead, reachedFrom, stepAt, withoutCutOff, type Place } from './map-reach.ts';

const MARK = 'quayside.map-part';

/** Steps taken from a map: the first is where they begin, ways that led out of them are open. */
export interface MapPart {
  steps: Step[];
}

/** Copies steps; what leads from one to another is kept, everything else is cut. Begins with the one that no other of them leads to. */
export function partOf(map: AutomationMap, ids: readonly number[]): MapPart {
  const inside = new Set(ids);
  const steps = map.steps
    .filter(({ id }) => inside.has(id))
    .map((step) => ({ ...step, next: step.next.map((to) => (to !== null && inside.has(to) ? to : null)) }));
  const ledTo = new Set(steps.flatMap(({ next }) => next));
  const order = [...reachedFrom(map, [map.start, ...map.triggers.map(({ step }) => step), ...ids])];
  const rank = new Map(order.map((id, index) => [id, index]));
  const first = (step: Step): number => (ledTo.has(step.id) ? 1 : 0);
  return { steps: steps.toSorted((one, other) => first(one) - first(other) || rank.get(one.id)! - rank.get(other.id)!) };
}

/** Puts steps at a place under ids of their own; loose ones follow each other, and what stood there comes behind their first open end. */
export function insertPart(map: AutomationMap, place: Place, part: MapPart): { map: AutomationMap; id: number } {
  let { lastId } = map;
  const given = new Map(part.steps.map((step) => [step.id, ++lastId]));
  const steps = part.steps.map((step): Step => {
    const id = given.get(step.id)!;
    const next = Array.from({ length: exitsOf(step) }, (_, exit) => given.get(step.next[exit] ?? 0) ?? null);
    if (step.kind !== 'goal' || !Array.isArray(step.settings.triggers)) return { ...step, id, next };
    const triggers = (step.settings.triggers as Trigger[]).map((trigger) => ({ ...trigger, id: ++lastId }));
    return { ...step, id, next, settings: { ...step.settings, triggers } };
  });
  const heads = headsOf(steps);
  if (heads.length === 0) return { map, id: map.lastId };
  const behind = stepAt(map, place);
  let grown = lead({ ...map, lastId, steps: [...map.steps, ...steps] }, place, heads[0]!);
  for (const [index, head] of heads.entries()) {
    const open = openEndOf(grown, head);
    const to = heads[index + 1] ?? behind;
    if (open && to !== null) grown = lead(grown, open, to);
  }
  return { map: withoutCutOff(map, withoutUnled(grown, steps)), id: heads[0]! };
}

/** The steps that nothing among them leads to; of a circle, the first. */
function headsOf(steps: readonly Step[]): number[] {
  const ledTo = new Set(steps.flatMap(({ next }) => next));
  const heads = steps.filter(({ id }) => !ledTo.has(id)).map(({ id }) => id);
  return heads.length > 0 ? heads : steps.slice(0, 1).map(({ id }) => id);
}

function openEndOf(map: AutomationMap, from: number): Place | undefined {
  for (const id of reachedFrom(map, [from])) {
    const exit = map.steps.find((step) => step.id === id)!.next.indexOf(null);
    if (exit >= 0) return { at: 'exit', stepId: id, exit };
  }
  return undefined;
}

/** Without those of the new steps that nothing leads to, because what they would follow has no open end. */
function withoutUnled(map: AutomationMap, added: readonly Step[]): AutomationMap {
  const reached = reachedFrom(map, [map.start, ...map.triggers.map(({ step }) => step)]);
  const unled = new Set(added.filter(({ id }) => !reached.has(id)).map(({ id }) => id));
  return unled.size === 0 ? map : { ...map, steps: map.steps.filter(({ id }) => !unled.has(id)) };
}

export const textOfPart = (part: MapPart): string => JSON.stringify({ is: MARK, ...part });

/** What was copied, when the text is that; undefined for any other text. */
export function partFromText(text: string): MapPart | undefined {
  if (!text.includes(MARK)) return undefined;
  try {
    const { is, steps } = JSON.parse(text) as { is?: unknown; steps?: unknown };
    return is === MARK && Array.isArray(steps) && steps.length > 0 && steps.length <= MOST_STEPS && steps.every(isStep)
      ? { steps }
      : undefined;
  } catch {
    return undefined;
  }
}

function isStep(value: unknown): value is Step {
  const { id, kind, settings, next } = (value ?? {}) as Partial<Step>;
  return Number.isSafeInteger(id) && typeof kind === 'string' && typeof settings === 'object' && settings !== null && Array.isArray(next);
}
