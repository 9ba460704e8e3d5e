import { endOfQuiet } from '../rules/wait.ts';
import type { Step } from '../schema.ts';
import { applyAction } from './apply-action.ts';
import { goOn, groupedBy, rest, setAside, type Traveller, type Walk } from './walk.ts';
import { zonesOf } from './zones-of.ts';

/** Takes an action with all travellers; those that cannot take it are set aside with the reason. */
export async function takeAction(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
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

/** Before a step that reaches people: those for whom it is quiet stand before it until it no longer is. Gives the others. */
export async function holdWhileQuiet(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<readonly Traveller[]> {
  const { quiet } = walk.compiled.map;
  if (!quiet || walk.actions.get(step.kind)?.reaches === undefined) return travellers;
  const awake: Traveller[] = [];
  for (const [zone, theirs] of groupedBy(travellers, await zonesOf(walk, quiet.zone, travellers))) {
    const dueAt = endOfQuiet(quiet, walk.db.now, zone);
    if (!dueAt) awake.push(...theirs);
    else for (const traveller of theirs) rest(walk, traveller, { stepId: step.id, state: 'ready', dueAt });
  }
  return awake;
}
