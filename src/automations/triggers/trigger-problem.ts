import type { EventContent } from '../../app/kernel/domain.ts';
import { eventKinds } from '../../app/registry.ts';
import { storedType, type FieldShape } from '../../records/index.ts';
import { dateReached } from '../events.ts';
import {
  contentOf,
  fieldAsked,
  operatorsOf,
  type AutomationMap,
  type ContentCondition,
  type DateTrigger,
  type Trigger,
} from '../schema.ts';

/** What keeps a trigger of a map or goal from being met, in a sentence; undefined when nothing does. `fields` are those of the map's records. */
export function triggerProblem(trigger: Trigger, fields: readonly FieldShape[]): string | undefined {
  const kind = eventKinds().find((candidate) => candidate.kind === trigger.event);
  if (!kind?.trigger) return `Nothing can start from “${trigger.event}”. Choose another trigger.`;
  if (trigger.subject?.length === 0) return 'Choose at least one, or leave the choice open for any.';
  if (trigger.subject && !kind.subject) return `“${trigger.event}” is about nothing that could be chosen. Leave the choice open.`;
  const known = fields.filter(({ deletedAt }) => deletedAt === null);
  if (trigger.fields?.some((fieldId) => !known.some(({ id }) => id === fieldId))) {
    return 'A field whose change this waits for was deleted. Choose another.';
  }
  if (trigger.event === dateReached.kind) return dateProblem(trigger.date, known);
  if (trigger.date) return `“${trigger.event}” waits for no date. Take the date away, or choose “date.reached”.`;
  for (const condition of trigger.where ?? []) {
    const problem = contentProblem(condition, trigger, { content: kind.content ?? [], fields: known });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Where those it brings are to begin, and cannot. */
export function beginningProblem({ step }: Trigger, map: Pick<AutomationMap, 'steps'>): string | undefined {
  if (step === undefined || step === null || map.steps.some(({ id }) => id === step)) return undefined;
  return 'The step at which this lets records begin no longer exists. Choose another.';
}

function dateProblem(date: DateTrigger | undefined, fields: readonly FieldShape[]): string | undefined {
  if (!date) return 'Choose the date this waits for.';
  if (date.when === 'time') return undefined;
  const field = fields.find(({ id }) => id === date.offset.fieldId);
  if (!field) return 'The date field this waits for was deleted. Choose another.';
  const type = storedType(field);
  return type === 'date' || type === 'datetime' ? undefined : `“${field.label}” is not a date. Choose a date field.`;
}

function contentProblem(
  { key, operator, values }: ContentCondition,
  trigger: Trigger,
  { content, fields }: { content: readonly EventContent[]; fields: readonly FieldShape[] },
): string | undefined {
  const asked = contentOf(content, key);
  if (!asked) return `“${trigger.event}” says nothing of “${key}”. Ask for something else.`;
  const field = asked.type === 'field' ? fieldAsked(trigger, fields) : undefined;
  if (asked.type === 'field' && !field) return 'Choose one field to ask what stood in it before and what stands in it now.';
  const what = field?.label ?? key;
  if (!operatorsOf(asked, field).includes(operator)) return `“${what}” cannot be compared in this way. Choose another comparison.`;
  if (operator === 'filled' || operator === 'empty') return undefined;
  if (values.length === 0) return `Give what “${what}” is compared with.`;
  return values.every((value) => fits(value, asked, field)) ? undefined : `“${values.join(', ')}” is no value of “${what}”. Give another.`;
}

function fits(value: ContentCondition['values'][number], { type, choices }: EventContent, field: FieldShape | undefined): boolean {
  if (choices) return choices.includes(String(value));
  const compared = field ? storedType(field) : type;
  switch (compared) {
    case 'number':
    case 'price':
      return String(value).trim() !== '' && Number.isFinite(Number(value));
    case 'user':
    case 'task_template':
    case 'inbox':
    case 'channel':
    case 'parent':
      return Number.isSafeInteger(Number(value)) && Number(value) > 0;
    case 'dropdown':
    case 'list':
      return field!.options.some(({ id }) => id === Number(value));
    case 'check':
      return value === true || value === false || value === 'true' || value === 'false';
    case 'date':
    case 'datetime':
      return /^\d{4}-\d\d-\d\d/.test(String(value)) && !Number.isNaN(Date.parse(String(value)));
    default:
      return typeof value !== 'boolean';
  }
}
