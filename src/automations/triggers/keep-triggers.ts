import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventKinds } from '../../app/registry.ts';
import { objectShape, updateField, type FieldShape } from '../../records/index.ts';
import { dateReached } from '../events.ts';
import { keepSchedules } from './keep-schedules.ts';
import { replaceTriggers, type KeptTrigger } from '../queries/triggers.ts';
import { contentTests } from '../rules/content.ts';
import { triggersOf, type OwnTrigger } from '../rules/triggers-of.ts';
import type { AutomationMap } from '../schema.ts';
import { trackGroups } from './track-groups.ts';

/**
 * Makes the triggers of a map, and of the goals on it, those that events are matched with from now on; none without a map. Groups they name are
 * tracked, and date fields they wait for made sortable, because that is how those who reach a date are found.
 */
export async function keepTriggers(
  db: AccountDb,
  actor: Actor,
  automation: { id: number; objectId: number; map: AutomationMap | null },
): Promise<void> {
  const own = automation.map ? triggersOf(automation.map) : [];
  const { fields } = await objectShape(db, automation.objectId);
  await replaceTriggers(
    db,
    automation.id,
    own.map((one) => keptTrigger(one, automation.id, fields)),
  );
  const triggers = own.map(({ trigger }) => trigger);
  for (const { date } of triggers) {
    const field = date?.when === 'field' ? fields.find(({ id }) => id === date.offset.fieldId) : undefined;
    if (field && !field.sortable) await updateField(db, actor, { objectId: automation.objectId, id: field.id, sortable: true });
  }
  await keepSchedules(db, automation.id, triggers);
  await trackGroups(db, automation.id, triggers);
}

/** A date reached is an event of one trigger of one map alone. */
export function keptTrigger({ trigger, goalId }: OwnTrigger, automationId: number, fields: readonly FieldShape[]): KeptTrigger {
  const content = eventKinds().find(({ kind }) => kind === trigger.event)?.content ?? [];
  if (trigger.event !== dateReached.kind) {
    return { trigger, stepId: goalId, subjects: trigger.subject ?? null, tests: contentTests(trigger, content, fields) };
  }
  const itsOwn = { part: 'data', path: ['trigger'], comparing: 'number', operator: 'is', values: [String(trigger.id)] } as const;
  return { trigger, stepId: goalId, subjects: [automationId], tests: [itsOwn] };
}
