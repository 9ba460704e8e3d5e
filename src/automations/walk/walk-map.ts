import type { CompiledMap } from '../rules/compiled-map.ts';
import type { ClaimedPosition, Passes } from '../queries/positions.ts';
import type { EndSettings } from '../rules/step-kinds.ts';
import type { GoalSettings, Step } from '../schema.ts';
import { decideBranch, forkWays, takeVariant } from './choose-way.ts';
import { holdBefore, takeAction } from './take-action.ts';
import {
  arrive,
  come,
  goOn,
  groupedBy,
  rest,
  setAllAside,
  setAside,
  type Traveller,
  type Walk,
  type WalkContext,
  type Walked,
} from './walk.ts';
import { endWait, waitOnStep } from './wait-on-step.ts';

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
  await setOut(walk, positions);
  for (let step = nextStep(walk); step; step = nextStep(walk)) {
    const travellers = walk.before.get(step.id)!;
    walk.before.delete(step.id);
    await takeStep(walk, step, await holdBefore(walk, step, travellers));
  }
  return { version, ended: walk.ended, rested: walk.rested, flows: [...walk.flows.values()] };
}

/** Those that are ready stand before their step; those whose wait is over go on behind it. */
async function setOut(walk: Walk, positions: readonly ClaimedPosition[]): Promise<void> {
  const travellers = positions.map((position): Traveller => ({ position, path: [], exits: [] }));
  for (const [stepId, theirs] of groupedBy(travellers, ({ position }) => position.step_id)) {
    const step = walk.compiled.steps.get(stepId);
    if (!step) {
      setAllAside(walk, theirs, stepId, 'The step no longer exists.');
      continue;
    }
    const { waiting = [], ready = [] } = Object.groupBy(theirs, ({ position }) => position.state);
    if (ready.length > 0) come(walk, stepId, ready);
    if (step.kind === 'wait') await endWait(walk, step, waiting);
    else goOn(walk, step, 0, waiting);
  }
}

function nextStep({ before, compiled }: Walk): Step | undefined {
  let nearest: number | undefined;
  const rankOf = (id: number): number => compiled.rank.get(id) ?? Number.MAX_SAFE_INTEGER;
  for (const id of before.keys()) if (nearest === undefined || rankOf(id) < rankOf(nearest)) nearest = id;
  return nearest === undefined ? undefined : compiled.steps.get(nearest);
}

async function takeStep(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  arrive(walk, step, travellers);
  const allowed = walk.compiled.cyclic.has(step.id) ? stopCircling(walk, step, travellers) : travellers;
  if (allowed.length === 0) return;
  if (walk.compiled.unreadable.has(step.id))
    return setAllAside(walk, allowed, step.id, 'The settings of this step no longer fit. Open the step, correct it and publish the map.');
  switch (step.kind) {
    case 'end':
      return end(walk, step, allowed);
    case 'wait':
      return waitOnStep(walk, step, allowed);
    case 'condition':
      return decideBranch(walk, step, allowed);
    case 'split':
      return takeVariant(walk, step, allowed);
    case 'fork':
      return forkWays(walk, step, allowed);
    case 'goto':
      return goOn(walk, step, 0, allowed);
    case 'goal':
      return reachGoal(walk, step, allowed);
    default:
      return takeAction(walk, step, allowed);
  }
}

function end(walk: Walk, step: Step, travellers: readonly Traveller[]): void {
  if (!(step.settings as EndSettings).stay) walk.ended.push(...travellers);
  else for (const traveller of travellers) rest(walk, traveller, { stepId: step.id, state: 'resting', dueAt: undefined });
}

/** Whoever comes down the path before it reached the goal waits for it, or passes. */
function reachGoal(walk: Walk, step: Step, travellers: readonly Traveller[]): void {
  if ((step.settings as GoalSettings).arrival === 'pass') return goOn(walk, step, 0, travellers);
  for (const traveller of travellers) rest(walk, traveller, { stepId: step.id, state: 'waiting', dueAt: undefined });
}

/** Lets through those that have not yet come to this step of a circle too often today, and sets the others aside. */
function stopCircling(walk: Walk, step: Step, travellers: readonly Traveller[]): Traveller[] {
  const { perDay } = walk.compiled.map;
  return travellers.filter((traveller) => {
    const passes = passesToday(traveller.position.passes, walk.today);
    const times = (passes.steps[step.id] ?? 0) + 1;
    traveller.position.passes = { day: walk.today, steps: { ...passes.steps, [step.id]: times } };
    if (times <= perDay) return true;
    setAside(walk, traveller, step.id, circling(perDay));
    return false;
  });
}

const circling = (perDay: number): string =>
  `The record came to this step more than ${perDay} times in one day; the map leads in a circle. Put a longer wait into the circle, or let a record pass more often in the settings of the map.`;

const passesToday = (passes: Passes | null, today: string): Passes => (passes?.day === today ? passes : { day: today, steps: {} });
