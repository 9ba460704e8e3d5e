import type { ResultType } from '../shape.ts';
import type { Reference } from './references.ts';

/** What a part of a formula gives. A price counts in whole units, as people write it; only fields keep it in minor units. */
export type FormulaType = 'text' | 'number' | 'date' | 'datetime' | 'check';

/** A formula that has been read and found right: what is worked out, from what. */
export type Formula =
  | { is: 'literal'; type: FormulaType; value: string | number | boolean }
  | { is: 'field'; type: FormulaType; reference: Reference }
  | { is: 'call'; type: FormulaType; of: FormulaCall; parts: readonly Formula[] };

/** Everything that can be done in a formula, operators included. */
export type FormulaCall =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'negate'
  | 'concat'
  | 'equal'
  | 'unequal'
  | 'less'
  | 'at_most'
  | 'greater'
  | 'at_least'
  | 'and'
  | 'or'
  | 'not'
  | 'if'
  | 'round'
  | 'floor'
  | 'ceil'
  | 'abs'
  | 'min'
  | 'max'
  | 'upper'
  | 'lower'
  | 'trim'
  | 'left'
  | 'right'
  | 'length'
  | 'coalesce'
  | 'blank'
  | 'date'
  | 'moment'
  | 'days'
  | 'months'
  | 'years'
  | 'add_days'
  | 'add_months'
  | 'add_years'
  | 'year'
  | 'month'
  | 'day';

/** What a formula of a result type has to give. */
export const typeOfResult = (result: ResultType): FormulaType => (result === 'price' ? 'number' : result);

/** A formula as far as it could be read, or one sentence that names the place and says what to do. */
export type ReadFormula = { formula: Formula } | { problem: string };
