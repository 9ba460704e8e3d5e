import { applyApart } from '../../app/apply-apart.ts';
import type { Step } from '../schema.ts';
import type { Traveller, WalkContext } from './walk.ts';

/** Takes one action with a set of records and gives those that could not take it, with a sentence each; see `applyApart`. */
export async function applyAction(
  context: WalkContext,
  step: Step,
  travellers: readonly Traveller[],
): Promise<ReadonlyMap<number, string>> {
  const action = context.actions.get(step.kind);
  if (!action) return failing(travellers, `There is no action “${step.kind}”.`);
  const settings = action.settings.safeParse(step.settings);
  if (!settings.success)
    return failing(travellers, 'The settings of this step no longer fit. Open the step, correct it and publish the map.');
  const sorted = [...travellers].sort((a, b) => a.position.record_id - b.position.record_id);
  return applyApart(context.db, action, {
    actor: { type: 'step', id: `${context.automationId}.${step.id}` },
    objectId: context.objectId,
    recordIds: sorted.map(({ position }) => position.record_id),
    causeIds: sorted.map(({ position }) => position.event_id),
    settings: settings.data,
    ids: context.ids,
  });
}

const failing = (travellers: readonly Traveller[], reason: string): ReadonlyMap<number, string> =>
  new Map(travellers.map(({ position }) => [position.record_id, reason]));
