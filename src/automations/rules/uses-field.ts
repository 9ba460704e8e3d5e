import type { FieldAsked } from '../../app/kernel/domain.ts';
import { asksField, type Criteria } from '../../criteria/index.ts';
import type { ObjectShape } from '../../records/index.ts';
import type { AutomationMap, Step } from '../schema.ts';

type Asked = FieldAsked & { optionLabel?: string | undefined };
type Objects = ReadonlyMap<number, ObjectShape>;

/** Whether a map of an object has to do with a field: a trigger on its change, a condition on it, or a step that changes it. */
export function mapUsesField({ map, objectId }: { map: AutomationMap; objectId: number }, asked: Asked, objects: Objects): boolean {
  const asks = (criteria: unknown): boolean => criteria != null && asksField(criteria as Criteria, objectId, asked, objects);
  if (asks(map.who)) return true;
  const isHere = objectId === asked.objectId;
  if (map.triggers.some(({ fields, criteria }) => asks(criteria) || (isHere && isWholeField(asked) && fields?.includes(asked.fieldId)))) {
    return true;
  }
  return map.steps.some((step) => asks(step.settings.criteria) || (isHere && changesField(step, asked)));
}

const isWholeField = ({ optionId }: Asked): boolean => optionId === undefined;

function changesField({ settings }: Step, asked: Asked): boolean {
  if (settings.fieldId !== asked.fieldId) return false;
  if (isWholeField(asked)) return true;
  const { value } = (settings.change ?? {}) as { value?: unknown };
  return (Array.isArray(value) ? value : [value]).some(
    (one) => one === asked.optionId || one === String(asked.optionId) || one === asked.optionLabel,
  );
}
