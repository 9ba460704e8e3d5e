import { Temporal } from 'temporal-polyfill';
import type { Viewer } from '../../src/app/kernel/viewer.ts';
import type { GroupShape } from '../../src/criteria/rules/context.ts';
import type { Count, Criteria, Question } from '../../src/criteria/schema.ts';
import type { PlainRecord, World } from './world.ts';

/** Criteria evaluated the simplest way there is: one record at a time, in JavaScript, by someone who has not seen the compiler. */
export interface NaiveContext {
  world: World;
  viewer: Viewer;
  groups: ReadonlyMap<number, GroupShape>;
}

export function matchingIds(tree: Criteria, objectId: number, context: NaiveContext): number[] {
  return context.world.records
    .filter((record) => record.objectId === objectId && sees(record, context) && holds(tree, record, context))
    .map(({ id }) => id);
}

function sees(record: PlainRecord, { viewer }: NaiveContext): boolean {
  const { view } = viewer.on(record.objectId);
  if (record.deleted || view === 'none') return false;
  if (view === 'all') return true;
  return view === 'own' ? record.ownerId === viewer.userId : [viewer.userId, ...viewer.teamIds].includes(record.ownerId ?? -1);
}

// oxlint-disable-next-line complexity -- a table of cases reads best in one piece
function holds(tree: Criteria, record: PlainRecord, context: NaiveContext): boolean {
  const node = tree as Record<string, any>;
  const { world, viewer } = context;
  const visible = (objectId: number) => world.records.filter((other) => other.objectId === objectId && sees(other, context));
  if (node.all) return node.all.every((child: Criteria) => holds(child, record, context));
  if (node.any) return node.any.some((child: Criteria) => holds(child, record, context));
  if (node.not) return !holds(node.not, record, context);
  if (node.field) {
    const field = world.objects.get(record.objectId)!.fields.find(({ id }) => id === node.field)!;
    const columns: Record<string, unknown> = { email: record.email, sms_number: record.smsNumber };
    return answer(node as Question, field.type, field.columnName ? columns[field.columnName] : record.values[field.id], world);
  }
  if (node.system) {
    const [value, type] = ({
      id: [record.id, 'number'],
      unique_id: [record.uniqueId, 'text'],
      name: [record.name, 'text'],
      created: [record.createdAt.toISOString(), 'datetime'],
      updated: [record.updatedAt.toISOString(), 'datetime'],
      last_activity: [record.lastActivityAt?.toISOString(), 'datetime'],
      import: [record.importId, 'number'],
      email_status: [record.emailStatus, 'number'],
      sms_status: [0, 'number'],
    }[node.system as string] ?? []) as [unknown, string];
    return answer(node as Question, type, value, world);
  }
  if (node.owner) {
    if (node.operator === 'is_blank') return record.ownerId === null;
    if (node.operator === 'is_not_blank') return record.ownerId !== null;
    const owners = node.owner.flatMap((owner: number | string) =>
      owner === 'me' ? viewer.userId : owner === 'team' ? [viewer.userId, ...viewer.teamIds] : owner,
    );
    return owners.includes(record.ownerId) === (node.operator === 'is');
  }
  if (node.tag) {
    const has = (tag: number) => record.tags.includes(tag);
    return node.operator === 'has_all' ? node.tag.every(has) : node.tag.some(has) === (node.operator === 'has_any');
  }
  if (node.parent) {
    const field = world.objects.get(record.objectId)!.fields.find(({ id }) => id === node.parent)!;
    const parent = visible(field.parentObjectId!).find(({ id }) => id === record.values[node.parent]);
    return parent !== undefined && holds(node.matches, parent, context);
  }
  if (node.children) {
    const children = visible(node.object).filter((child) => child.values[node.children] === record.id);
    return isCount(children.filter((child) => holds(node.matches ?? { all: [] }, child, context)).length, node.count);
  }
  if (node.behaviour) {
    const happened = record.events.filter(
      (event) =>
        event.kind === node.behaviour &&
        (!node.subject || node.subject.includes(event.subject)) &&
        (!node.within || answer(node.within, 'datetime', event.at.toISOString(), world)),
    );
    return isCount(happened.length, node.count);
  }
  if (node.group) return holds(context.groups.get(node.group)!.criteria, record, context) === (node.operator === 'in');
  if (node.vip !== undefined) return record.tags.includes(1) === node.vip;
  throw new Error(`The naive evaluator does not know ${JSON.stringify(node)}.`);
}

function isCount(number: number, { operator, value }: Count = { operator: 'at_least', value: 1 }): boolean {
  if (operator === 'exactly') return number === value;
  return operator === 'at_least' ? number >= value : number <= value;
}

function answer(question: Question, type: string, raw: unknown, world: World): boolean {
  const value = typeof raw === 'string' && raw.trim() === '' ? undefined : (raw ?? undefined);
  const negated: Record<string, string> = {
    is_not: 'is',
    does_not_contain: 'contains',
    does_not_start_with: 'starts_with',
    does_not_end_with: 'ends_with',
    not_like: 'like',
    not_between: 'between',
    not_on: 'on',
    has_none: 'has_any',
    is_not_checked: 'is_checked',
  };
  const positive = negated[question.operator];
  if (positive) return !answer({ ...question, operator: positive }, type, raw, world);
  if (question.operator === 'is_blank') return value === undefined || (Array.isArray(value) && value.length === 0);
  if (question.operator === 'is_not_blank') return !answer({ ...question, operator: 'is_blank' }, type, raw, world);
  if (value === undefined) return false;
  if (type === 'date') return dateAnswer(onWrittenDays(question, world), Temporal.PlainDate.from(value as string), world);
  if (type === 'datetime') return timeAnswer(onWrittenDays(question, world), Date.parse(value as string), world);
  if (type === 'check') return value === true;
  if (type === 'list') {
    const has = (option: unknown) => (value as unknown[]).includes(option);
    return question.operator === 'has_all' ? question.values!.every(has) : question.values!.some(has);
  }
  if (typeof value === 'number') return ordered(question, value, (a, b) => a - (b as number));
  return textAnswer(question, plain(value));
}

const plain = (value: unknown): string =>
  String(value)
    .replace(/^ +| +$/g, '')
    .toLowerCase();

function ordered<T>({ operator, values = [] }: Question, value: T, compare: (a: T, b: unknown) => number): boolean {
  const [first, second] = values;
  switch (operator) {
    case 'is':
      return values.some((one) => compare(value, one) === 0);
    case 'greater':
      return compare(value, first) > 0;
    case 'at_least':
      return compare(value, first) >= 0;
    case 'less':
      return compare(value, first) < 0;
    case 'at_most':
      return compare(value, first) <= 0;
    case 'between':
      return compare(value, first) >= 0 && compare(value, second) <= 0;
    default:
      throw new Error(`The naive evaluator does not know ${operator}.`);
  }
}

function textAnswer(question: Question, value: string): boolean {
  const texts = (question.values ?? []).map(plain);
  switch (question.operator) {
    case 'contains':
      return texts.some((text) => value.includes(text));
    case 'starts_with':
      return texts.some((text) => value.startsWith(text));
    case 'ends_with':
      return texts.some((text) => value.endsWith(text));
    case 'like':
      return texts.some((text) =>
        new RegExp(`^${[...text].map((sign) => ({ '%': '.*', _: '.' })[sign] ?? literally(sign)).join('')}$`, 'su').test(value),
      );
    default:
      return ordered(question, value, (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(plain(b))));
  }
}

const literally = (sign: string): string => sign.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');

/** Days that move with the calendar, as they are written today. */
function onWrittenDays(question: Question, { now, timeZone }: World): Question {
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate();
  return { ...question, ...(question.values ? { values: question.values.map((value) => writtenDay(String(value), today) ?? value) } : {}) };
}

function writtenDay(value: string, today: Temporal.PlainDate): string | undefined {
  const { year, month } = today;
  const sundays = [1, 2, 3, 4, 5, 6, 7].map((days) => today.subtract({ days })).find(({ dayOfWeek }) => dayOfWeek === 7)!;
  const [count, unit, way] = value.split('_');
  if (unit === 'days' && way) return today.add({ days: way === 'ago' ? -Number(count) : Number(count) }).toString();
  return {
    today: today.toString(),
    yesterday: today.subtract({ days: 1 }).toString(),
    tomorrow: today.add({ days: 1 }).toString(),
    last_sunday: sundays.toString(),
    sunday_before_last: sundays.subtract({ weeks: 1 }).toString(),
    first_of_this_month: Temporal.PlainDate.from({ year, month, day: 1 }).toString(),
    first_of_last_month: Temporal.PlainDate.from({ year, month, day: 1 }).subtract({ days: 1 }).with({ day: 1 }).toString(),
    first_of_next_month: Temporal.PlainDate.from({ year, month, day: 1 }).add({ days: 32 }).with({ day: 1 }).toString(),
    this_day_last_month: today.subtract({ months: 1 }).toString(),
    this_day_next_month: today.add({ months: 1 }).toString(),
    first_of_this_year: `${year}-01-01`,
    first_of_next_year: `${year + 1}-01-01`,
    this_day_last_year: today.subtract({ years: 1 }).toString(),
    this_day_next_year: today.add({ years: 1 }).toString(),
  }[value];
}

function dateAnswer(question: Question, value: Temporal.PlainDate, world: World): boolean {
  const today = Temporal.Instant.from(world.now.toISOString()).toZonedDateTimeISO(world.timeZone).toPlainDate();
  return dayAnswer(question, value, today) ?? relativeDay(question, value, today);
}

function relativeDay({ operator, amount = 0, unit = 'days' }: Question, value: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const compare = Temporal.PlainDate.compare;
  const back = today.subtract({ [unit]: amount });
  const ahead = today.add({ [unit]: amount });
  switch (operator) {
    case 'in_last':
      return compare(value, back) >= 0 && compare(value, today) <= 0;
    case 'in_next':
      return compare(value, today) >= 0 && compare(value, ahead) <= 0;
    case 'more_than_ago':
      return compare(value, back) < 0;
    case 'more_than_ahead':
      return compare(value, ahead) > 0;
    default:
      throw new Error(`The naive evaluator does not know ${operator}.`);
  }
}

/** Whatever a whole day decides; undefined for amounts of time, which days and moments count differently. */
function dayAnswer(
  { operator, values = [], amount = 0, unit = 'days' }: Question,
  value: Temporal.PlainDate,
  today: Temporal.PlainDate,
): boolean | undefined {
  const [first, second] = values.map(String);
  const text = value.toString();
  const monday = (date: Temporal.PlainDate): string => date.subtract({ days: date.dayOfWeek - 1 }).toString();
  switch (operator) {
    case 'on':
      return text === first;
    case 'before':
      return text < first!;
    case 'after':
      return text > first!;
    case 'on_or_before':
      return text <= first!;
    case 'on_or_after':
      return text >= first!;
    case 'between':
      return text >= first! && text <= second!;
    case 'today':
      return text === today.toString();
    case 'yesterday':
      return text === today.subtract({ days: 1 }).toString();
    case 'tomorrow':
      return text === today.add({ days: 1 }).toString();
    case 'this_week':
      return monday(value) === monday(today);
    case 'last_week':
      return monday(value) === monday(today.subtract({ weeks: 1 }));
    case 'next_week':
      return monday(value) === monday(today.add({ weeks: 1 }));
    case 'this_month':
      return text.slice(0, 7) === today.toString().slice(0, 7);
    case 'last_month':
      return text.slice(0, 7) === today.subtract({ months: 1 }).toString().slice(0, 7);
    case 'next_month':
      return text.slice(0, 7) === today.add({ months: 1 }).toString().slice(0, 7);
    case 'this_year':
      return value.year === today.year;
    case 'last_year':
      return value.year === today.year - 1;
    case 'next_year':
      return value.year === today.year + 1;
    case 'anniversary_this_month':
      return value.month === today.month;
    case 'anniversary_in_next':
      return hasAnniversary(value, today, today.add({ [unit]: amount }));
    case 'anniversary_in_last':
      return hasAnniversary(value, today.subtract({ [unit]: amount }), today);
    default:
      return undefined;
  }
}

/** Walks through the days: on 28 February of a common year, those born on the 29th have theirs too. */
function hasAnniversary(born: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean {
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    if (day.month === born.month && day.day === born.day) return true;
    if (born.month === 2 && born.day === 29 && day.month === 2 && day.day === 28 && !day.inLeapYear) return true;
    if (day.since(from).total('days') > 366 * 4) return true;
  }
  return false;
}

function timeAnswer(question: Question, value: number, world: World): boolean {
  const zoned = (at: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(world.timeZone);
  const now = zoned(world.now.getTime());
  const { operator, amount = 0, unit = 'days', values = [] } = question;
  if (values.some((one) => String(one).length > 10))
    return secondAnswer(
      operator,
      value,
      values.map((one) => Date.parse(String(one))),
    );
  const moved = (sign: 1 | -1): number => now.add(Temporal.Duration.from({ [unit]: sign * amount || 0 })).epochMilliseconds;
  switch (operator) {
    case 'in_last':
      return value >= moved(-1) && value <= world.now.getTime();
    case 'in_next':
      return value >= world.now.getTime() && value < moved(1);
    case 'more_than_ago':
      return value < moved(-1);
    case 'more_than_ahead':
      return value >= moved(1);
    default:
      return dayAnswer(question, zoned(value).toPlainDate(), now.toPlainDate())!;
  }
}

function secondAnswer(operator: string, value: number, [first, second]: number[]): boolean {
  const second_ = (at: number): number => Math.floor(at / 1000);
  const [asked, from, to] = [second_(value), second_(first!), second_(second ?? 0)];
  return {
    on: asked === from,
    before: asked < from,
    after: asked > from,
    on_or_before: asked <= from,
    on_or_after: asked >= from,
    between: asked >= from && asked <= to,
  }[operator]!;
}
