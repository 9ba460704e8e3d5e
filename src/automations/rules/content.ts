import type { EventContent } from '../../app/kernel/domain.ts';
import { storedType, type FieldShape } from '../../records/schema.ts';
import type { ContentCondition, Trigger } from './step-kinds.ts';

export type ContentOperator = ContentCondition['operator'];

/** How values are compared: as texts without case, as numbers, or as times. */
export type Comparing = 'text' | 'number' | 'time';

/** One condition on an event's content as the statement that matches reads it. */
export interface ContentTest {
  part: EventContent['at']['in'];
  path: readonly string[];
  comparing: Comparing;
  operator: ContentOperator;
  values: readonly string[];
}

const ONE_OF: readonly ContentOperator[] = ['is', 'is_not', 'filled', 'empty'];
const TEXT: readonly ContentOperator[] = ['is', 'is_not', 'contains', 'not_contains', 'starts', 'filled', 'empty'];
const ORDERED: readonly ContentOperator[] = ['is', 'is_not', 'greater', 'less', 'filled', 'empty'];
const NUMBERS = new Set(['number', 'price']);
const TIMES = new Set(['date', 'datetime']);
const CHOICES = new Set(['dropdown', 'list', 'check', 'user', 'parent']);

/** What may be asked of one thing that events say; of a value of a field, by the field's type. */
export function operatorsOf({ type, open }: Pick<EventContent, 'type' | 'open'>, field?: FieldShape): readonly ContentOperator[] {
  if (open) return [...TEXT, 'greater', 'less'];
  if (type === 'number') return ORDERED;
  if (type === 'text' || type === 'link') return TEXT;
  if (type !== 'field') return ONE_OF;
  if (!field) return [];
  const stored = storedType(field);
  if (NUMBERS.has(stored) || TIMES.has(stored)) return ORDERED;
  return CHOICES.has(stored) ? ONE_OF : TEXT;
}

/** What of a kind's content a condition names; `values.amount` names one that is open. */
export const contentOf = (content: readonly EventContent[], key: string): EventContent | undefined =>
  content.find((one) => (one.open ? key.startsWith(`${one.key}.`) && key.length > one.key.length + 1 : one.key === key));

/** The one field whose values before and after a trigger may ask about. */
export const fieldAsked = ({ fields }: Pick<Trigger, 'fields'>, known: readonly FieldShape[]): FieldShape | undefined =>
  fields?.length === 1 ? known.find(({ id }) => id === fields[0]) : undefined;

/** A trigger's conditions on content, made ready; those that no longer fit are never met. */
export function contentTests(trigger: Trigger, content: readonly EventContent[], known: readonly FieldShape[]): ContentTest[] {
  return (trigger.where ?? []).map((condition) => {
    const found = contentOf(content, condition.key);
    const field = fieldAsked(trigger, known);
    if (!found || (found.type === 'field' && !field)) return NEVER;
    return {
      part: found.at.in,
      path: pathOf(found, condition.key, field),
      comparing: comparingOf(found, condition, field),
      operator: condition.operator,
      values: condition.values.map((value) => String(value).trim()),
    };
  });
}

/** No value is one of none. */
const NEVER: ContentTest = { part: 'data', path: [], comparing: 'text', operator: 'is', values: [] };

function pathOf({ at, key: own, open }: EventContent, key: string, field: FieldShape | undefined): string[] {
  const path = (at.path ?? []).map((part) => (part === '{field}' ? String(field?.id) : part));
  return open ? [...path, key.slice(own.length + 1)] : path;
}

function comparingOf({ type, open }: EventContent, { operator, values }: ContentCondition, field: FieldShape | undefined): Comparing {
  if (type === 'number') return 'number';
  if (open) return operator === 'greater' || operator === 'less' || values.some((value) => typeof value === 'number') ? 'number' : 'text';
  if (type !== 'field' || !field) return 'text';
  const stored = storedType(field);
  if (NUMBERS.has(stored)) return 'number';
  return TIMES.has(stored) ? 'time' : 'text';
}
