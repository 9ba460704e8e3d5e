import { z } from 'zod';
import { parseValue, type ParseContext } from './parse-value.ts';
import { resultFor } from './format-value.ts';
import { LIMITS, type FieldShape } from './shape.ts';

export const SHIFT_UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;
export type ShiftUnit = (typeof SHIFT_UNITS)[number];

const distance = {
  amount: z.int('Give a whole number.').min(-100_000, 'Give a smaller number.').max(100_000, 'Give a smaller number.'),
  unit: z.enum(SHIFT_UNITS, `Choose one of ${SHIFT_UNITS.join(', ')}.`),
};

const chosenOptions = z.array(z.int(), 'Choose options.').min(1, 'Choose at least one option.').max(200, 'Choose at most 200 options.');

/** How the value of one field changes, for any number of records alike. */
export const fieldChangeSchema = z.discriminatedUnion(
  'how',
  [
    z.strictObject({
      how: z.literal('set'),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))], 'Give a value.'),
    }),
    z.strictObject({ how: z.literal('clear') }),
    /** To a number, or to a price in minor units. */
    z.strictObject({ how: z.literal('add'), amount: z.number('Give a number.').min(-1e12).max(1e12) }),
    /** Options of a list field that are added to, or taken out of, those a record has. */
    z.strictObject({ how: z.literal('include'), options: chosenOptions }),
    z.strictObject({ how: z.literal('exclude'), options: chosenOptions }),
    z.strictObject({ how: z.literal('shift'), ...distance }),
    /** Today, or this moment, and so much on. */
    z.strictObject({ how: z.literal('from_now'), ...distance }),
    /** A number or price times so much. */
    z.strictObject({
      how: z.literal('multiply'),
      by: z.number('Give a number.').min(-1e6, 'Give a smaller number.').max(1e6, 'Give a smaller number.'),
    }),
    /** What a formula over the record gives, its fields named by ids as formulas keep them: `{12} * 2`. */
    z.strictObject({ how: z.literal('calculate'), formula: z.string().trim().min(1, 'Write a formula.').max(LIMITS.formula) }),
    z.strictObject({
      how: z.literal('copy'),
      fromFieldId: z.int('Choose the field to copy from.').positive('Choose the field to copy from.'),
    }),
    /** A text with merge fields, read as if a person had typed what it comes to. */
    z.strictObject({
      how: z.literal('fill'),
      text: z.string().trim().min(1, 'Write what the field is filled with.').max(10_000, 'Write at most 10,000 characters.'),
    }),
  ],
  'Say how the field changes: set, clear, add, multiply, calculate, copy, fill, include, exclude, shift or from_now.',
);
export type FieldChange = z.infer<typeof fieldChangeSchema>;

const isNumber = ({ type }: FieldShape): boolean => type === 'number' || type === 'price';
const isTime = ({ type }: FieldShape): boolean => type === 'date' || type === 'datetime';

/** Why a field cannot change so, in one sentence; undefined when it can. */
export function fieldChangeProblem(field: FieldShape, change: FieldChange, context: Partial<ParseContext>): string | undefined {
  if (field.isReadOnly) return `${field.label} is worked out by itself and cannot be written.`;
  switch (change.how) {
    case 'set': {
      const parsed = parseValue(field, change.value, context);
      if ('problem' in parsed) return parsed.problem;
      return field.isUnique && parsed.value !== null ? `${field.label} is unique: no two records may have the same.` : undefined;
    }
    case 'clear':
      return field.isRequired ? `${field.label} is required and cannot be cleared.` : undefined;
    case 'add':
      if (!isNumber(field) || field.columnName !== null) return `${field.label} is not a number, so nothing can be added to it.`;
      return field.type === 'price' && !Number.isInteger(change.amount) ? `${field.label}: add a whole number of minor units.` : undefined;
    case 'multiply':
      return isNumber(field) && field.columnName === null ? undefined : `${field.label} is not a number, so it cannot be multiplied.`;
    case 'calculate':
      return resultFor(field) === undefined || field.columnName !== null
        ? `${field.label} cannot hold what a formula gives. Choose a text, a number, a price, a date or a check box.`
        : undefined;
    case 'copy':
      return change.fromFieldId === field.id ? `${field.label} cannot be copied from itself. Choose another field.` : undefined;
    case 'fill':
      return undefined;
    case 'include':
    case 'exclude':
      if (field.type !== 'list') return `${field.label} is not a list, so options can be neither added nor removed.`;
      return change.options.every((id) => field.options.some((option) => option.id === id))
        ? undefined
        : `${field.label} has no such option. Choose another.`;
    case 'shift':
    case 'from_now':
      if (!isTime(field)) return `${field.label} is not a date, so it cannot be moved.`;
      return field.type === 'date' && change.unit === 'hours'
        ? `${field.label} is a date without a time; move it by days or more.`
        : undefined;
  }
}
