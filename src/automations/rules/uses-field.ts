import type { FieldAsked } from '../../app/kernel/domain.ts';
import { asksField, type Criteria } from '../../criteria/index.ts';
import type { ObjectShape } from '../../records/index.ts';
import { branchesOf, type AutomationMap, type Offset, type Step, type Trigger } from '../schema.ts';

type Asked = FieldAsked & { optionLabel?: string | undefined };
type Objects = ReadonlyMap<number, ObjectShape>;

/**
 * Whether a map of an object has to do with a field: a trigger on its change or its date, criteria that ask for it, a wait for it. What the steps of
 * other domains read and change they say themselves.
 */
export function mapUsesField({ map, objectId }: { map: AutomationMap; objectId: number }, asked: Asked, objects: Objects): boolean {
  const triggers = [...map.triggers, ...map.steps.flatMap(triggersOf)];
  const asks = (criteria: unknown): boolean => criteria != null && asksField(criteria as Criteria, objectId, asked, objects);
  if ([map.who, map.exit, ...triggers.map(({ criteria }) => criteria), ...map.steps.flatMap(criteriaOf)].some(asks)) return true;
  if (objectId !== asked.objectId || asked.optionId !== undefined) return false;
  return (
    triggers.some((trigger) => fieldsOf(trigger).includes(asked.fieldId)) || map.steps.some((step) => waitsFor(step) === asked.fieldId)
  );
}

const triggersOf = ({ kind, settings }: Step): Trigger[] =>
  kind === 'goal' && Array.isArray(settings.triggers) ? (settings.triggers as Trigger[]) : [];

const fieldsOf = ({ fields = [], date }: Trigger): number[] => (date?.when === 'field' ? [...fields, date.offset.fieldId] : fields);

const waitsFor = ({ kind, settings }: Step): number | undefined =>
  kind === 'wait' ? (settings.offset as Offset | undefined)?.fieldId : undefined;

/** Every criteria tree in the settings of the engine's own steps. */
function criteriaOf({ kind, settings }: Step): unknown[] {
  if (kind === 'condition') return branchesOf(settings).map(({ criteria }) => criteria);
  if (kind === 'split') return [(settings.measure as { criteria?: unknown } | null | undefined)?.criteria];
  return kind === 'wait' ? [settings.criteria] : [];
}
