import type { FormulaCall, FormulaType } from './tree.ts';

/** A place for a value in a function: what it takes, `same` for what the others of its kind take too. */
export type Slot = FormulaType | 'any' | 'same' | 'day';

export interface FunctionShape {
  takes: readonly Slot[];
  /** How many of `takes` must be there; all when left out. */
  least?: number;
  /** Whether the last place may be filled again and again. */
  repeats?: boolean;
  gives: FormulaType | 'same';
}

/** What a formula may call. `day` is a date or a date and time; `same` all of one kind. */
export const FUNCTIONS: Readonly<Record<string, FunctionShape & { call: FormulaCall }>> = {
  if: { call: 'if', takes: ['check', 'same', 'same'], least: 2, gives: 'same' },
  and: { call: 'and', takes: ['check', 'check'], repeats: true, gives: 'check' },
  or: { call: 'or', takes: ['check', 'check'], repeats: true, gives: 'check' },
  not: { call: 'not', takes: ['check'], gives: 'check' },
  round: { call: 'round', takes: ['number', 'number'], least: 1, gives: 'number' },
  floor: { call: 'floor', takes: ['number'], gives: 'number' },
  ceil: { call: 'ceil', takes: ['number'], gives: 'number' },
  abs: { call: 'abs', takes: ['number'], gives: 'number' },
  min: { call: 'min', takes: ['same', 'same'], least: 1, repeats: true, gives: 'same' },
  max: { call: 'max', takes: ['same', 'same'], least: 1, repeats: true, gives: 'same' },
  concat: { call: 'concat', takes: ['any', 'any'], least: 1, repeats: true, gives: 'text' },
  upper: { call: 'upper', takes: ['text'], gives: 'text' },
  lower: { call: 'lower', takes: ['text'], gives: 'text' },
  trim: { call: 'trim', takes: ['text'], gives: 'text' },
  left: { call: 'left', takes: ['text', 'number'], gives: 'text' },
  right: { call: 'right', takes: ['text', 'number'], gives: 'text' },
  length: { call: 'length', takes: ['text'], gives: 'number' },
  coalesce: { call: 'coalesce', takes: ['same', 'same'], repeats: true, gives: 'same' },
  blank: { call: 'blank', takes: ['any'], gives: 'check' },
  date: { call: 'date', takes: ['day'], gives: 'date' },
  days: { call: 'days', takes: ['day', 'day'], gives: 'number' },
  months: { call: 'months', takes: ['day', 'day'], gives: 'number' },
  years: { call: 'years', takes: ['day', 'day'], gives: 'number' },
  add_days: { call: 'add_days', takes: ['day', 'number'], gives: 'date' },
  add_months: { call: 'add_months', takes: ['day', 'number'], gives: 'date' },
  add_years: { call: 'add_years', takes: ['day', 'number'], gives: 'date' },
  year: { call: 'year', takes: ['day'], gives: 'number' },
  month: { call: 'month', takes: ['day'], gives: 'number' },
  day: { call: 'day', takes: ['day'], gives: 'number' },
};

/** What an operator between two values, or before one, does. */
export const OPERATORS: Readonly<Record<string, FormulaCall>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '&': 'concat',
  '=': 'equal',
  '==': 'equal',
  '!=': 'unequal',
  '<>': 'unequal',
  '<': 'less',
  '<=': 'at_most',
  '>': 'greater',
  '>=': 'at_least',
  and: 'and',
  '&&': 'and',
  or: 'or',
  '||': 'or',
};
