import sql, { join, type Sql } from 'sql-template-tag';
import type { Question } from './language.ts';
import type { ValueKind } from './operators.ts';
import { COPIED_LENGTH, type Place, type Test } from './places.ts';
import { daysOf, momentsOfQuestion, yearlyOf, type Present, type Stretch } from './time.ts';

/** Operators that can only be answered from the whole text, whatever its length. */
const NEEDS_WHOLE_TEXT = /^(contains|ends_with|like)$/;

/** Whether the question must be asked of the whole text and not of its copy, which is cut. */
export const needsWhole = (kind: ValueKind, { operator, values = [] }: Question): boolean =>
  kind === 'text' && (NEEDS_WHOLE_TEXT.test(operator) || values.some((value) => String(value).length >= COPIED_LENGTH));

/** The SQL of a question whose operator is no opposite (see OPPOSITES), for a value kept in the given form. */
export function testOf(kind: ValueKind, question: Question, form: Place['form'], present: Present): Test {
  switch (kind) {
    case 'text':
      return textTest(question, form);
    case 'number':
      return orderedTest(question, (value) => sql`${value}::float8`);
    case 'date':
      return dateTest(question, form, present);
    case 'time':
      return timeTest(question, form, present);
    case 'check':
      return (value) => sql`${value} = 'true'`;
    case 'color':
      return textTest(question, form);
    case 'whole':
      return (value) => sql`jsonb_typeof(${value}) = 'object'`;
    case 'user':
    case 'choice':
      return choiceTest(question, form);
    case 'choices':
      return choicesTest(question);
    case 'record':
      return orderedTest(question, (value) => (form === 'column' ? sql`${value}::bigint` : sql`${value}::float8`));
  }
}

/** Texts are compared without case and without spaces around them, both sides by the same functions of the database. */
const normal = (value: unknown): Sql => sql`lower(btrim(${String(value)}::text))`;

function textTest({ operator, values = [] }: Question, form: Place['form']): Test {
  const texts = values.map(normal);
  const [first, second] = texts;
  const either =
    (test: (value: Sql, text: Sql) => Sql): Test =>
    (value) =>
      sql`(${join(
        texts.map((text) => test(value, text)),
        ' or ',
      )})`;
  switch (operator) {
    case 'is':
      return (value) => (texts.length === 1 ? sql`${value} = ${first!}` : sql`${value} in (${join(texts)})`);
    case 'contains':
      return either((value, text) => sql`position(${text} in ${value}) > 0`);
    case 'starts_with':
      return either((value, text) =>
        form === 'json'
          ? sql`starts_with(${value}, ${text})`
          : sql`(${value} >= ${text} collate "C" and ${value} < ${text} || chr(1114111) collate "C")`,
      );
    case 'ends_with':
      return either((value, text) => sql`right(${value}, length(${text})) = ${text}`);
    case 'like':
      return either((value, text) => sql`(${value} like ${text} escape '' and ${value} <> '')`);
    case 'is_not_blank':
      return (value) => sql`${value} <> ''`;
    case 'between':
      return (value) => sql`(${value} >= ${first!} collate "C" and ${value} <= ${second!} collate "C")`;
    default:
      return (value) => sql`(${value} ${COMPARED[operator]!} ${first!} collate "C" and ${value} <> '')`;
  }
}

const COMPARED: Readonly<Record<string, Sql>> = { greater: sql`>`, at_least: sql`>=`, less: sql`<`, at_most: sql`<=` };

function orderedTest({ operator, values = [] }: Question, typed: (value: unknown) => Sql): Test {
  const [first, second] = values.map(typed);
  switch (operator) {
    case 'is':
      return (value) => (values.length === 1 ? sql`${value} = ${first!}` : sql`${value} in (${join(values.map(typed))})`);
    case 'is_not_blank':
      return (value) => sql`${value} is not null`;
    case 'between':
      return (value) => sql`(${value} >= ${first!} and ${value} <= ${second!})`;
    default:
      return (value) => sql`${value} ${COMPARED[operator]!} ${first!}`;
  }
}

function choiceTest({ operator, values = [] }: Question, form: Place['form']): Test {
  if (form !== 'json') return orderedTest({ operator, values }, (value) => sql`${value}::float8`);
  if (operator === 'is_not_blank') return (value) => sql`${value} <> ''`;
  return (value) => sql`${value} = any(${values.map(String)}::text[])`;
}

function choicesTest({ operator, values = [] }: Question): Test {
  switch (operator) {
    case 'has_any':
      return (value) => sql`${value} @> any(${values.map(String)}::jsonb[])`;
    case 'has_all':
      return (value) => sql`${value} @> ${JSON.stringify(values)}::jsonb`;
    default:
      return (value) => sql`jsonb_array_length(case when jsonb_typeof(${value}) = 'array' then ${value} end) > 0`;
  }
}

/** A date stands in JSON as `2026-03-31`, which sorts as text; in field_values as the beginning of that day in UTC. */
function dateTest(question: Question, form: Place['form'], present: Present): Test {
  const yearly = yearlyOf(question, present);
  if (yearly)
    return (value) =>
      anniversary(form === 'json' ? sql`substr(${value}, 6, 5)` : sql`to_char(${value} at time zone 'UTC', 'MM-DD')`, yearly);
  if (question.operator === 'is_not_blank') return filled(form);
  const typed = (day: string): Sql => (form === 'json' ? sql`${day}::text` : sql`${`${day}T00:00:00Z`}::timestamptz`);
  return within(daysOf(question, present)!, typed);
}

/** A moment stands in JSON as ISO 8601 in UTC, which sorts as text up to its Z. */
function timeTest(question: Question, form: Place['form'], present: Present): Test {
  const yearly = yearlyOf(question, present);
  const moment = (value: Sql): Sql => (form === 'json' ? sql`(${value})::timestamptz` : value);
  if (yearly) return (value) => anniversary(sql`to_char(${moment(value)} at time zone ${present.timeZone}::text, 'MM-DD')`, yearly);
  if (question.operator === 'is_not_blank') return filled(form);
  const typed = (at: Date): Sql =>
    form === 'json' ? sql`${at.toISOString().replace(/(\.000)?Z$/, '')}::text` : sql`${at.toISOString()}::timestamptz`;
  return within(momentsOfQuestion(question, present)!, typed);
}

const filled =
  (form: Place['form']): Test =>
  (value) =>
    form === 'json' ? sql`${value} <> ''` : sql`${value} is not null`;

/** The stretch of time as a pair of comparisons; a value that is blank lies in none. */
export function within<Point>({ from, until }: Stretch<Point>, typed: (point: Point) => Sql): Test {
  return (value) => {
    const bounds = [
      from === undefined ? undefined : sql`${value} >= ${typed(from)}`,
      until === undefined ? undefined : sql`${value} < ${typed(until)}`,
    ];
    return sql`(${join(
      bounds.filter((bound) => bound !== undefined),
      ' and ',
    )} and ${value} is not null)`;
  };
}

function anniversary(monthDay: Sql, stretches: readonly (readonly [string, string])[]): Sql {
  return sql`(${join(
    stretches.map(([from, to]) => sql`(${monthDay} >= ${from}::text collate "C" and ${monthDay} <= ${to}::text collate "C")`),
    ' or ',
  )})`;
}
