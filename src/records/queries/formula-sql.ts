import { join, raw, sql, type Sql } from '../../app/db.ts';
import { minorDigits, type FieldShape, type ResultType } from '../schema.ts';
import { storedType } from '../rules/format-value.ts';
import type { Reference } from '../rules/formula/references.ts';
import type { Formula, FormulaCall, FormulaType } from '../rules/formula/tree.ts';

/** What an account decides about how its formulas work out. */
export interface FormulaTerms {
  currency: string;
  timeZone: string;
}

/** Where a reference's stored text stands, and the field it is of; undefined of a record's name. */
export type PlaceOf = (reference: Reference) => { text: Sql; field: FieldShape | undefined };

/**
 * A formula as one SQL expression that cannot fail, whatever the values: what cannot be worked out (a division by zero, a date beyond the
 * calendar) is null. Expressions needed twice stand in a sub-select once, or nesting would double them each time.
 */
export function formulaSql(formula: Formula, placeOf: PlaceOf, terms: FormulaTerms): Sql {
  if (formula.is === 'literal') return literalSql(formula.type, formula.value);
  if (formula.is === 'field') {
    const { text, field } = placeOf(formula.reference);
    return fieldSql(field, text, terms);
  }
  const parts = formula.parts.map((part) => ({ type: part.type, sql: formulaSql(part, placeOf, terms) }));
  return sql`(${CALLS[formula.of](parts, terms)})`;
}

function literalSql(type: FormulaType, value: string | number | boolean): Sql {
  if (type === 'number') return sql`${String(value)}::numeric`;
  if (type === 'check') return value === true ? sql`true` : sql`false`;
  return type === 'date' ? sql`${value}::date` : sql`${value}::text`;
}

/** A field's stored value, read as what it is. A price becomes whole units, an option its label. */
function fieldSql(field: FieldShape | undefined, text: Sql, { currency }: FormulaTerms): Sql {
  if (field === undefined) return text;
  switch (storedType(field)) {
    case 'number':
      return sql`(${text})::numeric`;
    case 'price':
      return sql`((${text})::numeric / ${unit(currency)})`;
    case 'check':
      return sql`coalesce((${text})::boolean, false)`;
    case 'date':
      return sql`(${text})::date`;
    case 'datetime':
      return sql`(${text})::timestamptz`;
    case 'dropdown':
      return labelOf(field, text);
    default:
      return text;
  }
}

const unit = (currency: string): Sql => raw(String(10 ** minorDigits(currency)));

function labelOf(field: FieldShape, text: Sql): Sql {
  if (field.options.length === 0) return sql`null::text`;
  const cases = field.options.map(({ id, label }) => sql`when ${String(id)} then ${label}`);
  return sql`(case ${text} ${join(cases, ' ')} end)::text`;
}

/** What a formula gives as the text of its stored value, null where it is blank. */
export function storedText(value: Sql, result: ResultType, { currency }: FormulaTerms): Sql {
  switch (result) {
    case 'number':
      return sql`(select case when abs(x.n) <= 1e15 then trim_scale(round(x.n, 10))::text end from (select ${value} as n) x)`;
    case 'price':
      return sql`(select case when abs(x.n) <= 1e13 then trim_scale(round(x.n * ${unit(currency)}))::text end from (select ${value} as n) x)`;
    case 'date':
      return sql`(select case when x.d between '0001-01-01' and '9999-12-31' then x.d::text end from (select ${value} as d) x)`;
    case 'datetime':
      return sql`(select case when x.d between '0001-01-02' and '9999-12-30' then to_char(x.d at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end
        from (select ${value} as d) x)`;
    case 'check':
      return sql`(${value})::text`;
    case 'text':
      return sql`nullif(btrim(left(btrim(${value}), 1000)), '')`;
  }
}

/** The stored value of such a text as jsonb. */
export function storedJson(text: Sql, result: ResultType): Sql {
  if (result === 'number' || result === 'price') return sql`to_jsonb((${text})::numeric)`;
  return result === 'check' ? sql`to_jsonb((${text})::boolean)` : sql`to_jsonb(${text})`;
}

interface Part {
  type: FormulaType;
  sql: Sql;
}
type Call = (parts: readonly Part[], terms: FormulaTerms) => Sql;

const between =
  (operator: string): Call =>
  ([left, right]) =>
    sql`${left!.sql} ${raw(operator)} ${right!.sql}`;

/** Whether two compare so. Texts are compared without case and spaces around them, a blank one as an empty one; other blanks meet nothing. */
const comparison =
  (operator: string): Call =>
  ([left, right]) => {
    const compared = ({ type, sql: value }: Part): Sql => (type === 'text' ? sql`lower(btrim(coalesce(${value}, ''))) collate "C"` : value);
    return sql`coalesce(${compared(left!)} ${raw(operator)} ${compared(right!)}, false)`;
  };

const list = (parts: readonly Part[]): Sql =>
  join(parts.map(({ type, sql: value }) => (type === 'text' ? sql`${value} collate "C"` : value)));

function asText({ type, sql: value }: Part, { timeZone }: FormulaTerms): Sql {
  if (type === 'number') return sql`trim_scale(round(${value}, 10))::text`;
  if (type === 'check') return sql`case when ${value} then 'Yes' else 'No' end`;
  if (type === 'date') return sql`(${value})::text`;
  return type === 'datetime' ? sql`to_char((${value}) at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI')` : value;
}

const asDay = ({ type, sql: value }: Part, { timeZone }: FormulaTerms): Sql =>
  type === 'datetime' ? sql`((${value}) at time zone ${timeZone})::date` : value;

/** A number of characters or digits within bounds. */
const within = (value: Sql, least: number, most: number): Sql =>
  sql`greatest(least(trunc(${value}), ${raw(String(most))}), ${raw(String(least))})::integer`;

/** Whole months from one day to another: one is full when the day of the month is reached. */
const months = ([from, to]: readonly Part[], terms: FormulaTerms): Sql =>
  sql`select (case when x.a <= x.b then 1 else -1 end) * ((extract(year from y.late) - extract(year from y.early)) * 12
      + extract(month from y.late) - extract(month from y.early) - (extract(day from y.late) < extract(day from y.early))::integer)
    from (select ${asDay(from!, terms)} as a, ${asDay(to!, terms)} as b) x
    cross join lateral (select least(x.a, x.b) as early, greatest(x.a, x.b) as late) y where x.a is not null and x.b is not null`;

/** A day moved by so many units, if that stays within reach. */
function moved(unitName: string, most: number): Call {
  return ([day, amount], terms) =>
    sql`select case when abs(x.n) <= ${raw(String(most))} then (x.d + make_interval(${raw(unitName)} => trunc(x.n)::integer))::date end
      from (select ${asDay(day!, terms)} as d, ${amount!.sql} as n) x where x.d between '0001-01-01' and '9999-12-31'`;
}

const part =
  (name: string): Call =>
  ([day], terms) =>
    sql`extract(${raw(name)} from ${asDay(day!, terms)})::numeric`;

const CALLS: Readonly<Record<FormulaCall, Call>> = {
  add: between('+'),
  subtract: between('-'),
  multiply: between('*'),
  divide: ([left, right]) => sql`${left!.sql} / nullif(${right!.sql}, 0)`,
  negate: ([value]) => sql`- ${value!.sql}`,
  concat: (parts, terms) => sql`concat(${join(parts.map((each) => sql`(${asText(each, terms)})::text`))})`,
  equal: comparison('='),
  unequal: ([left, right], terms) => sql`not ${comparison('=')([left!, right!], terms)}`,
  less: comparison('<'),
  at_most: comparison('<='),
  greater: comparison('>'),
  at_least: comparison('>='),
  and: (parts) =>
    join(
      parts.map(({ sql: value }) => value),
      ' and ',
    ),
  or: (parts) =>
    join(
      parts.map(({ sql: value }) => value),
      ' or ',
    ),
  not: ([value]) => sql`not ${value!.sql}`,
  if: ([condition, then, otherwise]) => {
    const chosen = sql`case when ${condition!.sql} then ${then!.sql} ${otherwise ? sql`else ${otherwise.sql}` : sql``} end`;
    return then!.type === 'check' ? sql`coalesce(${chosen}, false)` : chosen;
  },
  round: ([value, digits]) => (digits ? sql`round(${value!.sql}, ${within(digits.sql, -15, 10)})` : sql`round(${value!.sql})`),
  floor: ([value]) => sql`floor(${value!.sql})`,
  ceil: ([value]) => sql`ceil(${value!.sql})`,
  abs: ([value]) => sql`abs(${value!.sql})`,
  min: (parts) => sql`least(${list(parts)})`,
  max: (parts) => sql`greatest(${list(parts)})`,
  upper: ([text]) => sql`upper(${text!.sql})`,
  lower: ([text]) => sql`lower(${text!.sql})`,
  trim: ([text]) => sql`btrim(${text!.sql})`,
  left: ([text, length]) => sql`left(${text!.sql}, ${within(length!.sql, 0, 1000)})`,
  right: ([text, length]) => sql`right(${text!.sql}, ${within(length!.sql, 0, 1000)})`,
  length: ([text]) => sql`char_length(coalesce(${text!.sql}, ''))::numeric`,
  coalesce: (parts) =>
    sql`coalesce(${join(parts.map(({ type, sql: value }) => (type === 'text' ? sql`nullif(btrim(${value}), '')` : value)))})`,
  blank: ([value]) =>
    value!.type === 'text'
      ? sql`coalesce(btrim(${value!.sql}), '') = ''`
      : value!.type === 'check'
        ? sql`not ${value!.sql}`
        : sql`${value!.sql} is null`,
  date: ([day], terms) => asDay(day!, terms),
  moment: ([day], { timeZone }) => sql`(${day!.sql})::timestamp at time zone ${timeZone}`,
  days: ([from, to], terms) => sql`(${asDay(to!, terms)} - ${asDay(from!, terms)})::numeric`,
  months,
  years: (parts, terms) => sql`trunc((${months(parts, terms)}) / 12)`,
  add_days: moved('days', 1_000_000),
  add_months: moved('months', 30_000),
  add_years: moved('years', 3_000),
  year: part('year'),
  month: part('month'),
  day: part('day'),
};
