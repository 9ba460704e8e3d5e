import type { AccountDb } from '../app/db.ts';
import { reasonOf } from '../app/apply-apart.ts';
import type { Action, NextIds } from '../app/kernel/domain.ts';
import type { CompiledMap } from './rules/compiled-map.ts';
import { endOfWait, type ClockWait } from './rules/wait.ts';
import { ARRIVED, type Flow } from './queries/flows.ts';
import type { ClaimedPosition, Passes, Rest } from './queries/positions.ts';
import type { Step } from './schema.ts';
import { applyAction } from './apply-action.ts';

/** One record on its way over the map within one move. */
export interface Traveller {
  position: ClaimedPosition;
  path: number[];
}

/** What a walk needs to know of its surroundings. */
export interface WalkContext {
  db: AccountDb;
  automationId: number;
  objectId: number;
  timeZone: string;
  /** The account's calendar day. */
  today: string;
  actions: ReadonlyMap<string, Action>;
  ids: NextIds;
  /** Which of these records match; throws a Problem when the criteria cannot be compiled. */
  matching: (criteria: unknown, recordIds: readonly number[]) => Promise<ReadonlySet<number>>;
}

/** Where everybody came to rest, and what flowed over which step. */
export interface Walked {
  version: number;
  ended: Traveller[];
  rested: (Rest & { traveller: Traveller })[];
  flows: Flow[];
}

interface Walk extends WalkContext {
  compiled: CompiledMap;
  version: number;
  /** Who is about to take each step. */
  before: Map<number, Traveller[]>;
  ended: Traveller[];
  rested: Walked['rested'];
  flows: Map<string, Flow>;
}

/**
 * Carries a batch over the map of one version until each record comes to rest on a wait, leaves, or is set aside on a step it could not
 * take. A step is taken by all who stand before it at once; the lowest in rank goes first, so that whoever meets there goes on together.
 */
export async function walkMap(
  context: WalkContext,
  compiled: CompiledMap,
  version: number,
  positions: readonly ClaimedPosition[],
): Promise<Walked> {
  const walk: Walk = { ...context, compiled, version, before: new Map(), ended: [], rested: [], flows: new Map() };
  setOut(walk, positions);
  for (let step = nextStep(walk); step; step = nextStep(walk)) {
    const travellers = walk.before.get(step.id)!;
    walk.before.delete(step.id);
    await takeStep(walk, step, travellers);
  }
  return { version, ended: walk.ended, rested: walk.rested, flows: [...walk.flows.values()] };
}

/** Those that are ready stand before their step; those whose wait is over go on behind it. */
function setOut(walk: Walk, positions: readonly ClaimedPosition[]): void {
  for (const position of positions) {
    const traveller = { position, path: [] };
    const step = walk.compiled.steps.get(position.step_id);
    if (!step) setAside(walk, traveller, position.step_id, 'The step no longer exists.');
    else if (position.state === 'waiting') goOn(walk, step, 0, [traveller]);
    else come(walk, step.id, [traveller]);
  }
}

function nextStep({ before, compiled }: Walk): Step | undefined {
  let nearest: number | undefined;
  const rankOf = (id: number): number => compiled.rank.get(id) ?? Number.MAX_SAFE_INTEGER;
  for (const id of before.keys()) if (nearest === undefined || rankOf(id) < rankOf(nearest)) nearest = id;
  return nearest === undefined ? undefined : compiled.steps.get(nearest);
}

async function takeStep(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  for (const traveller of travellers) traveller.path.push(step.id);
  count(walk, step.id, ARRIVED, travellers.length);
  const allowed = walk.compiled.cyclic.has(step.id) ? stopCircling(walk, step, travellers) : travellers;
  if (step.kind === 'end') return void walk.ended.push(...allowed);
  if (step.kind === 'wait') return wait(walk, step, allowed);
  if (step.kind === 'condition') return decide(walk, step, allowed);
  return act(walk, step, allowed);
}

function wait(walk: Walk, step: Step, travellers: readonly Traveller[]): void {
  const dueAt = endOfWait(step.settings as ClockWait, walk.db.now, walk.timeZone);
  if (dueAt <= walk.db.now) return goOn(walk, step, 0, travellers);
  for (const traveller of travellers) rest(walk, traveller, { stepId: step.id, state: 'waiting', dueAt });
}

async function decide(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  try {
    const matching = await walk.matching(step.settings.criteria, recordsOf(travellers));
    const holds = (traveller: Traveller): boolean => matching.has(traveller.position.record_id);
    goOn(walk, step, 0, travellers.filter(holds));
    goOn(
      walk,
      step,
      1,
      travellers.filter((traveller) => !holds(traveller)),
    );
  } catch (error) {
    const reason = reasonOf(error);
    for (const traveller of travellers) setAside(walk, traveller, step.id, reason);
  }
}

async function act(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  const moved: Traveller[] = [];
  for (const layer of layersOf(travellers)) {
    const failed = await applyAction(walk, step, layer);
    for (const traveller of layer) {
      const reason = failed.get(traveller.position.record_id);
      if (reason === undefined) moved.push(traveller);
      else setAside(walk, traveller, step.id, reason);
    }
  }
  goOn(walk, step, 0, moved);
}

/** A record that stands on the map more than once takes a step once for each of its positions, one after the other. */
function layersOf(travellers: readonly Traveller[]): Traveller[][] {
  const layers: Traveller[][] = [];
  const times = new Map<number, number>();
  for (const traveller of travellers) {
    const layer = times.get(traveller.position.record_id) ?? 0;
    times.set(traveller.position.record_id, layer + 1);
    (layers[layer] ??= []).push(traveller);
  }
  return layers;
}

function goOn(walk: Walk, step: Step, exit: number, travellers: readonly Traveller[]): void {
  if (travellers.length === 0) return;
  count(walk, step.id, exit, travellers.length);
  const next = step.next[exit] ?? null;
  if (next === null) walk.ended.push(...travellers);
  else come(walk, next, travellers);
}

function come(walk: Walk, stepId: number, travellers: readonly Traveller[]): void {
  const there = walk.before.get(stepId);
  if (there) there.push(...travellers);
  else walk.before.set(stepId, [...travellers]);
}

/** Lets through those that have not yet come to this step of a circle too often today, and sets the others aside. */
function stopCircling(walk: Walk, step: Step, travellers: readonly Traveller[]): Traveller[] {
  const { perDay } = walk.compiled.map;
  return travellers.filter((traveller) => {
    const passes = passesToday(traveller.position.passes, walk.today);
    const times = (passes.steps[step.id] ?? 0) + 1;
    traveller.position.passes = { day: walk.today, steps: { ...passes.steps, [step.id]: times } };
    if (times <= perDay) return true;
    setAside(walk, traveller, step.id, `The record came to this step more than ${perDay} times in one day; the map leads in a circle.`);
    return false;
  });
}

const passesToday = (passes: Passes | null, today: string): Passes => (passes?.day === today ? passes : { day: today, steps: {} });

const setAside = (walk: Walk, traveller: Traveller, stepId: number, failure: string): void =>
  rest(walk, traveller, { stepId, state: 'failed', dueAt: undefined, failure });

function rest(walk: Walk, traveller: Traveller, where: Pick<Rest, 'stepId' | 'state' | 'dueAt' | 'failure'>): void {
  const { position } = traveller;
  walk.rested.push({ ...where, traveller, position, version: walk.version, passes: position.passes });
}

function count(walk: Walk, stepId: number, exit: number, records: number): void {
  const key = `${stepId}:${exit}`;
  const flow = walk.flows.get(key);
  if (flow) flow.records += records;
  else walk.flows.set(key, { stepId, exit, records });
}

export const recordsOf = (travellers: readonly Traveller[]): number[] => travellers.map(({ position }) => position.record_id);
