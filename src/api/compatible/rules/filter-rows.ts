import { InvalidCondition, type Comparison, type Condition } from './condition.ts';

export type Row = Readonly<Record<string, string | null>>;

/**
 * Whether a row of one of the short lists that are read whole (tags, groups, users) meets a condition. Records never come here: their conditions are
 * criteria. Compares without case, numbers as numbers; refuses a field that the rows have not.
 */
export function meets(row: Row, condition: Condition): boolean {
  if ('join' in condition) {
    const met = (part: Condition): boolean => meets(row, part);
    return condition.join === 'and' ? condition.parts.every(met) : condition.parts.some(met);
  }
  if (!(condition.field in row)) throw new InvalidCondition(`There is no field “${condition.field}”.`);
  return compares(row[condition.field] ?? null, condition);
}

/** Every field that a condition asks about. */
export const conditionFields = (condition: Condition): string[] =>
  'join' in condition ? condition.parts.flatMap(conditionFields) : [condition.field];

function compares(value: string | null, { operator, values }: Comparison): boolean {
  switch (operator) {
    case 'is null':
      return value === null || value === '';
    case 'is not null':
      return value !== null && value !== '';
    case '=':
    case 'in':
      return values.some((one) => isSame(value, one));
    case '<>':
    case 'not in':
      return !values.some((one) => isSame(value, one));
    case 'like':
      return values.some((one) => isLike(value, one));
    case 'not like':
      return !values.some((one) => isLike(value, one));
    case 'contains':
      return values.some((one) => lower(value).includes(lower(one)));
    case 'does not contain':
      return !values.some((one) => lower(value).includes(lower(one)));
    default:
      return values.some((one) => ordered(value, one, operator));
  }
}

const lower = (text: string | null): string => (text ?? '').toLowerCase();
const isNumber = (text: string | null): text is string => text !== null && /^-?\d+(\.\d+)?$/.test(text.trim());

const isSame = (one: string | null, other: string): boolean =>
  isNumber(one) && isNumber(other) ? Number(one) === Number(other) : lower(one) === lower(other);

function ordered(one: string | null, other: string, operator: '>' | '<' | '>=' | '<='): boolean {
  if (one === null) return false;
  const order = isNumber(one) && isNumber(other) ? Number(one) - Number(other) : lower(one).localeCompare(lower(other));
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  return operator === '>=' ? order >= 0 : order <= 0;
}

/** `%` stands for any text, `_` for one sign. Step by step, so that no pattern takes long. */
export function isLike(value: string | null, pattern: string): boolean {
  const text = lower(value);
  const signs = lower(pattern);
  let at = 0;
  let sign = 0;
  let open = -1;
  let from = 0;
  while (at < text.length) {
    if (sign < signs.length && signs[sign] !== '%' && (signs[sign] === '_' || signs[sign] === text[at])) {
      at++;
      sign++;
    } else if (sign < signs.length && signs[sign] === '%') {
      open = sign++;
      from = at;
    } else if (open !== -1) {
      sign = open + 1;
      at = ++from;
    } else return false;
  }
  while (signs[sign] === '%') sign++;
  return sign === signs.length;
}
