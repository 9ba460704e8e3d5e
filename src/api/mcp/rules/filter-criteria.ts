import { z } from 'zod';
import {
  kindOfField,
  kindOfSystemColumn,
  OPERATORS,
  SYSTEM_COLUMNS,
  UNITS,
  type Criteria,
  type SystemColumn,
  type ValueKind,
} from '../../../criteria/index.ts';
import { invalid } from '../../../app/kernel/problem.ts';
import { minorDigits, type FieldShape } from '../../../records/index.ts';

const value = z.union([z.string().max(1_000), z.number(), z.boolean()]);

/** A simple condition, in words that a caller has at hand. */
export const filterSchema = z.strictObject({
  field: z
    .string()
    .min(1)
    .max(100)
    .describe('A field’s label or key, or one of: tag, owner, group, id, name, created, updated, last_activity, email_status, sms_status.'),
  operator: z
    .string()
    .min(1)
    .max(40)
    .default('is')
    .describe(
      'is, is_not, contains, starts_with, greater, at_least, less, at_most, between, is_blank, is_not_blank; of dates before, after, on, in_last, in_next, more_than_ago, today, this_week, this_month…; of tags and lists has_any, has_all, has_none; of yes/no is_checked, is_not_checked. describe_object names those of each field.',
    ),
  value: z
    .union([value, z.array(value).max(200)])
    .optional()
    .describe(
      'What it is compared with; a list means any of them. Of drop-downs the labels, of amounts numbers such as 12.5, of dates texts such as 2026-03-31.',
    ),
  amount: z.int().min(0).max(100_000).optional().describe('Of in_last, in_next, more_than_ago, more_than_ahead: how many.'),
  unit: z.enum(UNITS).optional().describe('Of what amount is.'),
});
export type Filter = z.infer<typeof filterSchema>;

/** What the names in filters mean. */
export interface FilterNames {
  fieldNamed: (name: string) => FieldShape;
  tags: (names: readonly (string | number)[]) => Promise<number[]>;
  users: (names: readonly (string | number)[]) => Promise<(number | 'me' | 'team')[]>;
  groups: (names: readonly (string | number)[]) => Promise<number[]>;
  currency: string;
}

type Value = string | number | boolean;
const valuesOf = ({ value: given }: Filter): Value[] => (given === undefined ? [] : Array.isArray(given) ? given : [given]);
const isText = (one: Value): one is string | number => typeof one !== 'boolean';

/** A filter in the one language of criteria. Refuses names that there are not. */
export async function criteriaOfFilter(filter: Filter, names: FilterNames): Promise<Criteria> {
  const word = filter.field.trim().toLowerCase();
  const values = valuesOf(filter);
  const given = values.filter(isText);
  if (word === 'tag' || word === 'tags') return { tag: await names.tags(given), operator: setOperator(filter.operator) };
  if (word === 'owner') return ownerCriteria(filter, await names.users(given));
  if (word === 'group' || word === 'groups') {
    const operator = /not|none/.test(filter.operator) ? 'not_in' : 'in';
    const groups = await names.groups(given);
    if (groups.length === 0) throw invalid('filters', 'Name a group.');
    const parts = groups.map((group) => ({ group, operator }) as const);
    return parts.length === 1 ? parts[0]! : operator === 'in' ? { any: parts } : { all: parts };
  }
  const system = SYSTEM_COLUMNS.find((column) => column === word);
  if (system) return { system, ...question(filter, kindOfSystemColumn(system as SystemColumn), values) };
  const field = names.fieldNamed(filter.field);
  const kind = kindOfField(field) ?? 'text';
  return { field: field.id, ...question(filter, kind, await fieldValues(field, kind, values, names)) };
}

const setOperator = (operator: string): 'has_any' | 'has_all' | 'has_none' =>
  operator === 'has_all' ? 'has_all' : /not|none/.test(operator) ? 'has_none' : 'has_any';

function ownerCriteria({ operator }: Filter, owner: readonly (number | 'me' | 'team')[]): Criteria {
  const asked = SAME[operator] ?? operator;
  const known = (['is', 'is_not', 'is_blank', 'is_not_blank'] as const).find((one) => one === asked);
  if (!known) throw invalid('filters', 'Ask of the owner with is, is_not, is_blank or is_not_blank.');
  return { owner: [...owner], operator: known };
}

/** Other words for operators that callers know from elsewhere. */
const SAME: Readonly<Record<string, string>> = {
  '=': 'is',
  '==': 'is',
  equals: 'is',
  in: 'is',
  '!=': 'is_not',
  '<>': 'is_not',
  not_in: 'is_not',
  '>': 'greater',
  gt: 'greater',
  '>=': 'at_least',
  gte: 'at_least',
  '<': 'less',
  lt: 'less',
  '<=': 'at_most',
  lte: 'at_most',
  not_contains: 'does_not_contain',
  is_empty: 'is_blank',
  is_not_empty: 'is_not_blank',
};
const OF_TIMES: Readonly<Record<string, string>> = {
  is: 'on',
  is_not: 'not_on',
  greater: 'after',
  at_least: 'on_or_after',
  less: 'before',
  at_most: 'on_or_before',
};
const OF_CHOICES: Readonly<Record<string, string>> = {
  is: 'has_any',
  contains: 'has_any',
  is_not: 'has_none',
  does_not_contain: 'has_none',
};

function question(filter: Filter, kind: ValueKind, values: readonly Value[]) {
  const operator = operatorOf(filter, kind, values);
  const isNothing = OPERATORS[kind][operator] === 'nothing';
  return {
    operator,
    ...(values.length > 0 && !isNothing ? { values: [...values] } : {}),
    ...(filter.amount === undefined ? {} : { amount: filter.amount }),
    ...(filter.unit === undefined ? {} : { unit: filter.unit }),
  };
}

function operatorOf(filter: Filter, kind: ValueKind, values: readonly Value[]): string {
  const asked = filter.operator.trim().toLowerCase().replaceAll(' ', '_');
  const plain = SAME[asked] ?? asked;
  const operator =
    kind === 'date' || kind === 'time' ? (OF_TIMES[plain] ?? plain) : kind === 'choices' ? (OF_CHOICES[plain] ?? plain) : plain;
  if (kind === 'check' && (plain === 'is' || plain === 'is_not')) {
    const isTrue = values[0] === undefined || values[0] === true || /^(true|yes|1)$/i.test(String(values[0]));
    return isTrue === (plain === 'is') ? 'is_checked' : 'is_not_checked';
  }
  if (operator in OPERATORS[kind]) return operator;
  throw invalid(
    'filters',
    `${filter.field} cannot be asked with “${filter.operator.slice(0, 40)}”. Use one of ${Object.keys(OPERATORS[kind]).join(', ')}.`,
  );
}

async function fieldValues(field: FieldShape, kind: ValueKind, values: readonly Value[], names: FilterNames): Promise<Value[]> {
  if (kind === 'user') return names.users(values.filter(isText));
  if (kind === 'choice' || kind === 'choices') return values.map((one) => optionNamed(field, one));
  if (kind === 'number' || kind === 'record') return values.map((one) => numberOf(field, one, names.currency));
  return [...values];
}

function optionNamed(field: FieldShape, named: Value): Value {
  const word = String(named).trim().toLowerCase();
  const option = field.options.find(({ label }) => label.toLowerCase() === word) ?? field.options.find(({ id }) => String(id) === word);
  if (option) return option.id;
  const labels = field.options.filter(({ archived }) => !archived).map(({ label }) => label);
  throw invalid(
    'filters',
    `${field.label} has no option “${word.slice(0, 60)}”. Choose one of ${labels.slice(0, 12).join(', ')}.`,
    'unknown_option',
  );
}

function numberOf(field: FieldShape, given: Value, currency: string): Value {
  const number = Number(given);
  if (given === '' || typeof given === 'boolean' || !Number.isFinite(number))
    throw invalid('filters', `${field.label} is compared with numbers.`);
  const isPrice = field.type === 'price' || field.settings.result === 'price';
  return isPrice ? Math.round(number * 10 ** minorDigits(currency)) : number;
}
