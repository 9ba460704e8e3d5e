import { sendingHalted } from '../../compliance/index.ts';
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

/** While sending is stopped, people stand before a step that would reach them, and are looked at again after so long; when it is resumed, at once. */
const STOPPED_LOOK_MS = 86_400_000;

/**
 * Before a step that reaches people: while the account's sending is stopped all stand before it, and those for whom it is quiet until it no
 * longer is. Gives the others.
 */
export async function holdBefore(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<readonly Traveller[]> {
  const channel = walk.actions.get(step.kind)?.reaches;
  if (channel === undefined) return travellers;
  if ((channel === 'email' || channel === 'sms') && (await sendingHalted(walk.db, channel))) {
    const dueAt = new Date(walk.db.now.getTime() + STOPPED_LOOK_MS);
    for (const traveller of travellers) rest(walk, traveller, { stepId: step.id, state: 'ready', dueAt });
    return [];
  }
  const { quiet } = walk.compiled.map;
  if (!quiet) return travellers;
  const awake: Traveller[] = [];
  for (const [zone, theirs] of groupedBy(travellers, await zonesOf(walk, quiet.zone, travellers))) {
    const dueAt = endOfQuiet(quiet, walk.db.now, zone);
    if (!dueAt) awake.push(...theirs);
    else for (const traveller of theirs) rest(walk, traveller, { stepId: step.id, state: 'ready', dueAt });
  }
  return awake;
}
