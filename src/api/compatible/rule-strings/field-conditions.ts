import { isDeepStrictEqual } from 'node:util';
import { kindOfField, type Criteria } from '../../../criteria/index.ts';
import { minorDigits, type FieldShape } from '../../../records/index.ts';
import { InvalidCondition, type Operator } from '../rules/condition.ts';
import { criteriaOfCondition } from '../rules/condition-criteria.ts';
import { wireName } from '../rules/wire-values.ts';
import { dayOf, wordOfDay } from './days.ts';
import { nameOfField, oneOf, Unmeant, wordFor, type RuleTerms, type Wording } from './terms.ts';

/** How values are compared, in the words of calls; dates are known by their numbers too. */
const COMPARISONS = {
  'Equal To': '=',
  'Not Equal To': '<>',
  'Greater Than': '>',
  'Less Than': '<',
  'Greater Than or Equal To': '>=',
  'Less Than or Equal To': '<=',
  Contains: 'contains',
  'Does Not Contain': 'does not contain',
  'Starts With': 'starts_with',
  'Ends With': 'ends_with',
} as const;
const DATES = { '1': '=', '2': '<', '3': '>' } as const;
/** Comparisons of days, as criteria call them. */
const CALENDAR: Readonly<Record<string, string>> = {
  '=': 'on',
  '<>': 'not_on',
  '>': 'after',
  '<': 'before',
  '>=': 'on_or_after',
  '<=': 'on_or_before',
};
const TIMES: Readonly<Record<string, string>> = { date: 'created', dlm: 'updated', dla: 'last_activity' };

type Question = { operator: string; values?: string[] };

/** What a day or moment is asked, `1` on, `2` before, `3` after, or in words; of an empty day, whether there is one. */
export function questionOfDay(comparison: string, day: string): Question {
  const operator = oneOf(comparison, { ...DATES, ...COMPARISONS }, 'condition');
  if (day.trim() === '' && (operator === '=' || operator === '<>')) return { operator: operator === '=' ? 'is_blank' : 'is_not_blank' };
  const asked = CALENDAR[operator];
  if (asked === undefined) throw new Unmeant(`a date cannot be asked “${comparison.trim()}”. Give 1 for on, 2 for before or 3 for after.`);
  return { operator: asked, values: [dayOf(day)] };
}

/** The same question in the words of calls; undefined where they have none. */
export function wordsOfDay({ operator, values = [] }: Partial<Question>): [string, string] | undefined {
  if (operator === 'is_blank') return ['Equal To', ''];
  if (operator === 'is_not_blank') return ['Not Equal To', ''];
  const sign = operator === undefined ? undefined : wordFor(CALENDAR, operator);
  if (sign === undefined || values.length !== 1) return undefined;
  return [wordFor<string>(DATES, sign) ?? wordFor<string>(COMPARISONS, sign)!, wordOfDay(values[0]!)];
}

export const fieldHasValue: Wording<Criteria> = {
  name: 'field_is_condition_fieldvalue',
  parameters: ['field', 'condition', 'value?'],
  read: ([name = '', comparison = '', value = ''], terms) => asked(name.trim(), comparison, value, terms),
  say(node, terms) {
    const said = wordsOf(node as Leaf, terms);
    // What calls would read otherwise is not said to them.
    return said && isDeepStrictEqual(asked(said[0], said[1], said[2], terms), node) ? [said] : undefined;
  },
};

function asked(name: string, comparison: string, value: string, terms: RuleTerms): Criteria {
  const field = terms.shape.fields.find((one) => wireName(one) === name && one.deletedAt === null);
  const kind = field && kindOfField(field);
  if (Object.hasOwn(TIMES, name)) return { system: TIMES[name], ...questionOfDay(comparison, value) } as Criteria;
  if (field && (kind === 'date' || kind === 'time')) return { field: field.id, ...questionOfDay(comparison, value) } as Criteria;
  const operator = oneOf(comparison, COMPARISONS, 'condition');
  if (operator === 'starts_with' || operator === 'ends_with') {
    if (!field || kind !== 'text') throw new Unmeant('only texts are asked how they begin and end.');
    return { field: field.id, operator, values: [value] };
  }
  return condition(name, operator, value, terms);
}

function condition(name: string, operator: Operator, value: string, terms: RuleTerms): Criteria {
  try {
    return criteriaOfCondition({ field: name, operator, values: [value] }, { ...terms, unkept: {} });
  } catch (error) {
    if (error instanceof InvalidCondition) throw new Unmeant(`${error.message[0]!.toLowerCase()}${error.message.slice(1)}`);
    throw error;
  }
}

interface Leaf {
  field?: number;
  system?: string;
  owner?: readonly number[];
  part?: string;
  operator?: string;
  values?: (string | number)[];
}

/** The field, comparison and value of a condition; a guess, which is read again before it is believed. */
function wordsOf(leaf: Leaf, terms: RuleTerms): [string, string, string] | undefined {
  if (leaf.owner) return compared('owner', leaf.operator, leaf.owner[0]);
  if (leaf.system !== undefined) return wordsOfSystem(leaf);
  const name = leaf.field === undefined ? undefined : nameOfField(terms, leaf.field);
  const field = terms.shape.fields.find(({ id }) => id === leaf.field);
  if (name === undefined || !field || leaf.part !== undefined) return undefined;
  const kind = kindOfField(field);
  if (kind === 'date' || kind === 'time') {
    const words = wordsOfDay(leaf as Question);
    return words && [name, ...words];
  }
  if (leaf.operator === 'is_checked' || leaf.operator === 'is_not_checked') {
    return [name, 'Equal To', leaf.operator === 'is_checked' ? '1' : '0'];
  }
  return compared(name, leaf.operator, inWire(field, leaf.values?.[0], terms));
}

function wordsOfSystem(leaf: Leaf): [string, string, string] | undefined {
  const time = wordFor(TIMES, leaf.system!);
  if (time !== undefined) {
    const words = wordsOfDay(leaf as Question);
    return words && [time, ...words];
  }
  const name = { id: 'id', unique_id: 'unique_id', email_status: 'bulk_mail', sms_status: 'bulk_sms', import: 'import_id' }[leaf.system!];
  return name === undefined ? undefined : compared(name, leaf.operator, leaf.values?.[0]);
}

const inWire = (field: FieldShape, value: string | number | undefined, { currency }: RuleTerms): string | number | undefined =>
  kindOfField(field) === 'number' && (field.settings.result ?? field.type) === 'price' && value !== undefined
    ? (Number(value) / 10 ** minorDigits(currency)).toFixed(minorDigits(currency))
    : value;

const WORDS: Readonly<Record<string, keyof typeof COMPARISONS>> = {
  is: 'Equal To',
  is_not: 'Not Equal To',
  is_blank: 'Equal To',
  is_not_blank: 'Not Equal To',
  greater: 'Greater Than',
  less: 'Less Than',
  at_least: 'Greater Than or Equal To',
  at_most: 'Less Than or Equal To',
  contains: 'Contains',
  does_not_contain: 'Does Not Contain',
  starts_with: 'Starts With',
  ends_with: 'Ends With',
  has_all: 'Equal To',
  has_any: 'Contains',
  has_none: 'Does Not Contain',
};

function compared(name: string, operator: string | undefined, value: string | number | undefined): [string, string, string] | undefined {
  const word = operator === undefined ? undefined : WORDS[operator];
  return word === undefined ? undefined : [name, word, value === undefined ? '' : String(value)];
}
