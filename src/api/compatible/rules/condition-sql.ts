import { join, sql, type Sql } from '../../../app/db.ts';
import { timeOfWire } from './wire-values.ts';
import { InvalidCondition, type Comparison, type Condition } from './condition.ts';

/** What a condition may ask of the rows of a table, and how: comparisons of texts know no case, times are given in seconds. */
export type Columns = Readonly<Record<string, { column: Sql; kind: 'number' | 'text' | 'time' }>>;

/** A condition over the columns of a table that holds no records: notes, tasks. Refuses with `InvalidCondition` columns that there are not. */
export function sqlOfCondition(condition: Condition, columns: Columns): Sql {
  if ('join' in condition) {
    const parts = condition.parts.map((part) => sql`(${sqlOfCondition(part, columns)})`);
    return join(parts, condition.join === 'and' ? ' and ' : ' or ');
  }
  const known = Object.hasOwn(columns, condition.field) ? columns[condition.field] : undefined;
  if (!known) throw new InvalidCondition(`There is no field “${condition.field}”.`);
  return comparison(condition, known);
}

function comparison({ operator, values }: Comparison, { column, kind }: Columns[string]): Sql {
  const blank = kind === 'text' ? sql`(${column} is null or ${column} = '')` : sql`${column} is null`;
  if (operator === 'is null') return blank;
  if (operator === 'is not null') return sql`not (${blank})`;
  const given = listOf(kind, values);
  const value = kind === 'text' ? sql`lower(${column})` : column;
  switch (operator) {
    case '=':
    case 'in':
      return sql`coalesce(${value} = any(${given}), false)`;
    case '<>':
    case 'not in':
      return sql`not coalesce(${value} = any(${given}), false)`;
    case '>':
      return sql`coalesce(${value} > (${given})[1], false)`;
    case '<':
      return sql`coalesce(${value} < (${given})[1], false)`;
    case '>=':
      return sql`coalesce(${value} >= (${given})[1], false)`;
    case '<=':
      return sql`coalesce(${value} <= (${given})[1], false)`;
    default:
      return ofWords({ operator, values }, { value, kind });
  }
}

function ofWords({ operator, values }: Pick<Comparison, 'operator' | 'values'>, { value, kind }: { value: Sql; kind: string }): Sql {
  if (kind !== 'text') throw new InvalidCondition('Only texts are asked for parts.');
  const pattern = values.map((text) =>
    (operator.endsWith('like') ? text : `%${text.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`).toLowerCase(),
  );
  const found = sql`coalesce(${value} like any(${pattern}::text[]), false)`;
  return operator === 'not like' || operator === 'does not contain' ? sql`not ${found}` : found;
}

function listOf(kind: 'number' | 'text' | 'time', values: readonly string[]): Sql {
  if (kind === 'text') return sql`${values.map((text) => text.toLowerCase())}::text[]`;
  if (values.some((text) => !/^-?\d{1,15}(\.\d+)?$/.test(text.trim()))) throw new InvalidCondition('This is asked for with a number.');
  if (kind === 'number') return sql`${values.map(Number)}::float8[]`;
  const times = values.map(timeOfWire);
  if (times.includes(undefined)) throw new InvalidCondition('A time is given in seconds since 1970.');
  return sql`${times}::timestamptz[]`;
}
