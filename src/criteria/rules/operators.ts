import type { SystemColumn } from './language.ts';
import { isNamedDay } from './named-days.ts';

/** What an operator takes: nothing, one or more alternatives, two bounds, one bound, or an amount with a unit. */
export type Takes = 'nothing' | 'many' | 'two' | 'one' | 'amount';

/** The shape of a value, which decides what may be asked of it. Of a `whole` (an address, a file) only whether there is one. */
export type ValueKind = 'text' | 'number' | 'date' | 'time' | 'check' | 'choice' | 'choices' | 'record' | 'user' | 'color' | 'whole';

export const FIELD_TYPES = [
  'text',
  'longtext',
  'number',
  'price',
  'email',
  'phone',
  'sms',
  'date',
  'datetime',
  'check',
  'dropdown',
  'list',
  'country',
  'state',
  'url',
  'address',
  'color',
  'image',
  'file',
  'user',
  'parent',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const KIND_OF_TYPE: Readonly<Record<FieldType, ValueKind>> = {
  text: 'text',
  longtext: 'text',
  email: 'text',
  phone: 'text',
  sms: 'text',
  country: 'text',
  state: 'text',
  url: 'text',
  number: 'number',
  price: 'number',
  date: 'date',
  datetime: 'time',
  check: 'check',
  dropdown: 'choice',
  list: 'choices',
  address: 'whole',
  color: 'color',
  image: 'whole',
  file: 'whole',
  user: 'user',
  parent: 'record',
};

const KIND_OF_SYSTEM_COLUMN: Readonly<Record<SystemColumn, ValueKind>> = {
  id: 'record',
  unique_id: 'text',
  name: 'text',
  created: 'time',
  updated: 'time',
  last_activity: 'time',
  import: 'record',
  email_status: 'number',
  sms_status: 'number',
};

/** The shape of a field's value; undefined for a type that this release does not know. */
export const kindOfType = (type: string): ValueKind | undefined => KIND_OF_TYPE[type as FieldType];

/** The shape of what is asked of a field: of what a formula or roll-up gives, or of the part of an address. */
export function kindOfField(field: { type: string; settings?: unknown }, part?: string): ValueKind | undefined {
  if (part !== undefined) return field.type === 'address' ? 'text' : undefined;
  const { result } = (field.settings ?? {}) as { result?: string };
  return kindOfType((field.type === 'formula' || field.type === 'rollup') && result !== undefined ? result : field.type);
}
export const kindOfSystemColumn = (column: SystemColumn): ValueKind => KIND_OF_SYSTEM_COLUMN[column];

const BLANK = { is_blank: 'nothing', is_not_blank: 'nothing' } as const;
const ORDERED = { greater: 'one', at_least: 'one', less: 'one', at_most: 'one', between: 'two', not_between: 'two' } as const;
const CALENDAR = {
  on: 'one',
  not_on: 'one',
  before: 'one',
  after: 'one',
  on_or_before: 'one',
  on_or_after: 'one',
  between: 'two',
  not_between: 'two',
  in_last: 'amount',
  in_next: 'amount',
  more_than_ago: 'amount',
  more_than_ahead: 'amount',
  today: 'nothing',
  yesterday: 'nothing',
  tomorrow: 'nothing',
  this_week: 'nothing',
  this_month: 'nothing',
  this_year: 'nothing',
  last_week: 'nothing',
  last_month: 'nothing',
  last_year: 'nothing',
  next_week: 'nothing',
  next_month: 'nothing',
  next_year: 'nothing',
  anniversary_in_next: 'amount',
  anniversary_in_last: 'amount',
  anniversary_this_month: 'nothing',
} as const;

/** Every operator of a shape of value with what it takes, in the order a builder offers them. */
export const OPERATORS: Readonly<Record<ValueKind, Readonly<Record<string, Takes>>>> = {
  text: {
    is: 'many',
    is_not: 'many',
    contains: 'many',
    does_not_contain: 'many',
    starts_with: 'many',
    does_not_start_with: 'many',
    ends_with: 'many',
    does_not_end_with: 'many',
    like: 'many',
    not_like: 'many',
    ...ORDERED,
    ...BLANK,
  },
  number: { is: 'many', is_not: 'many', ...ORDERED, ...BLANK },
  date: { ...CALENDAR, ...BLANK },
  time: { ...CALENDAR, ...BLANK },
  check: { is_checked: 'nothing', is_not_checked: 'nothing' },
  choice: { is: 'many', is_not: 'many', ...BLANK },
  choices: { has_any: 'many', has_all: 'many', has_none: 'many', ...BLANK },
  record: { is: 'many', is_not: 'many', ...ORDERED, ...BLANK },
  user: { is: 'many', is_not: 'many', ...BLANK },
  color: { is: 'many', is_not: 'many', ...BLANK },
  whole: { ...BLANK },
};

/** Operators that say the opposite of another: true exactly where that one is false, of blank values too. */
export const OPPOSITES: Readonly<Record<string, string>> = {
  is_not: 'is',
  does_not_contain: 'contains',
  does_not_start_with: 'starts_with',
  does_not_end_with: 'ends_with',
  not_like: 'like',
  not_between: 'between',
  not_on: 'on',
  is_not_checked: 'is_checked',
  has_none: 'has_any',
  is_blank: 'is_not_blank',
  not_in: 'in',
};

/** The operators with which a behaviour's time may be limited: those that name one stretch of time. */
export const STRETCHES: readonly string[] = Object.keys(CALENDAR).filter(
  (operator) => !operator.startsWith('anniversary') && !operator.startsWith('not_'),
);

/** Whether what is asked has another outcome as time passes though the record stays as it is. A text that reads like a day is one too many, and does no harm. */
export const isRelative = (operator: string, values: readonly unknown[] = []): boolean =>
  values.some(isNamedDay) || /^(in_last|in_next|more_than_|today|yesterday|tomorrow|this_|last_|next_|anniversary_)/.test(operator);
