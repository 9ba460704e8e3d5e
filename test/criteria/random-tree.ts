import type { ObjectShape } from '../../src/criteria/rules/context.ts';
import {
  NAMED_DAYS,
  kindOfSystemColumn,
  kindOfType,
  OPERATORS,
  STRETCHES,
  SYSTEM_COLUMNS,
  type Criteria,
  type Question,
  type ValueKind,
} from '../../src/criteria/schema.ts';
import type { Random } from './random.ts';
import { BOOKINGS, COMPANIES, CONTACTS, dayNear, KINDS, momentNear, SECRET_SECTION, TAGS, TEXTS, USERS } from './world.ts';

export interface TreeOptions {
  random: Random;
  now: Date;
  objects: ReadonlyMap<number, ObjectShape>;
  /** Groups that may be referred to, by object. */
  groups: ReadonlyMap<number, readonly number[]>;
}

/** A tree of every kind of condition, nested some levels, that the account of the test world accepts. */
export function randomTree(objectId: number, options: TreeOptions, depth = 0): Criteria {
  const { random } = options;
  const bough = (): Criteria[] =>
    Array.from({ length: random.chance(0.05) ? 0 : 1 + random.below(3) }, () => randomTree(objectId, options, depth + 1));
  if (depth < 4 && random.chance(depth === 0 ? 0.7 : 0.3)) {
    return random.pick<() => Criteria>([
      () => ({ all: bough() }),
      () => ({ any: bough() }),
      () => ({ not: randomTree(objectId, options, depth + 1) }),
    ])();
  }
  return randomCondition(objectId, options, depth);
}

function randomCondition(objectId: number, options: TreeOptions, depth: number): Criteria {
  const { random, groups } = options;
  const choices: (() => Criteria)[] = [
    () => fieldCondition(objectId, options),
    () => fieldCondition(objectId, options),
    () => fieldCondition(objectId, options),
    () => systemCondition(options),
    () => ({ tag: [...new Set(random.some(TAGS, 3))], operator: random.pick(['has_any', 'has_all', 'has_none']) }),
    () => ownerCondition(random),
    () => behaviourCondition(options),
    () => ({ vip: random.chance(0.5) }),
  ];
  const known = groups.get(objectId) ?? [];
  if (known.length > 0) choices.push(() => ({ group: random.pick(known), operator: random.pick(['in', 'not_in']) }));
  if (depth < 5) choices.push(() => relation(objectId, options, depth));
  return random.pick(choices)();
}

function fieldCondition(objectId: number, options: TreeOptions): Criteria {
  const fields = options.objects.get(objectId)!.fields.filter(({ sectionId }) => sectionId !== SECRET_SECTION);
  const field = options.random.pick(fields);
  return { field: field.id, ...question(kindOfType(field.type)!, options) };
}

function systemCondition(options: TreeOptions): Criteria {
  const system = options.random.pick(SYSTEM_COLUMNS);
  return { system, ...question(kindOfSystemColumn(system), options) };
}

function ownerCondition(random: Random): Criteria {
  const operator = random.pick(['is', 'is_not', 'is_blank', 'is_not_blank'] as const);
  return { owner: operator.endsWith('blank') ? [] : random.some([...USERS, 'me' as const, 'team' as const], 2), operator };
}

function behaviourCondition(options: TreeOptions): Criteria {
  const { random } = options;
  return {
    behaviour: random.pick(Object.keys(KINDS)),
    ...(random.chance(0.3) ? { subject: random.some([1, 2, 3], 2) } : {}),
    ...(random.chance(0.6)
      ? { count: { operator: random.pick(['at_least', 'at_most', 'exactly'] as const), value: random.below(4) } }
      : {}),
    ...(random.chance(0.6) ? { within: question('time', options, STRETCHES) } : {}),
  };
}

function relation(objectId: number, options: TreeOptions, depth: number): Criteria {
  const { random } = options;
  const count = random.chance(0.5)
    ? { count: { operator: random.pick(['at_least', 'at_most', 'exactly'] as const), value: random.below(3) } }
    : {};
  const of = (other: number): Criteria => randomTree(other, options, Math.max(depth, 3));
  if (objectId === COMPANIES) return { children: 22, object: CONTACTS, matches: of(CONTACTS), ...count };
  if (objectId === BOOKINGS) return { parent: 40, matches: of(CONTACTS) };
  if (random.chance(0.5)) return { parent: 22, matches: of(COMPANIES) };
  return { children: 40, object: BOOKINGS, ...(random.chance(0.7) ? { matches: of(BOOKINGS) } : {}), ...count };
}

/** A question of a value of this kind, with one of the operators. */
export function question(kind: ValueKind, { random, now }: TreeOptions, from: readonly string[] = Object.keys(OPERATORS[kind])): Question {
  const operator = random.pick(from);
  const value = (): string | number => {
    switch (kind) {
      case 'text':
        return textValue(random, operator);
      case 'number':
        return random.pick([-5, 0, 1, 2.5, 5, 10, 100, 2500, 1e15]);
      case 'date':
        return dayNear(random, now);
      case 'time':
        return random.chance(0.5) ? dayNear(random, now) : momentNear(random, now);
      default:
        return 1 + random.below(kind === 'record' ? 40 : 4);
    }
  };
  switch (OPERATORS[kind][operator]) {
    case 'many':
      return { operator, values: Array.from({ length: 1 + random.below(3) }, value) };
    case 'one': {
      const isCalendar = kind === 'date' || kind === 'time';
      return { operator, values: [isCalendar && random.chance(0.3) ? random.pick(MOVING_DAYS) : value()] };
    }
    case 'two':
      return { operator, values: pairOf(kind, value) };
    case 'amount':
      return { operator, amount: random.pick([0, 1, 2, 7, 12, 30, 90]), unit: unitFor(random, operator, kind) };
    default:
      return { operator };
  }
}

const MOVING_DAYS = [...NAMED_DAYS, '7_days_ago', '30_days_ahead', '1_days_ago', '400_days_ahead'];

/** Two bounds written the same way: both days, or both moments. */
function pairOf(kind: ValueKind, value: () => string | number): (string | number)[] {
  for (;;) {
    const pair = [value(), value()];
    if (kind !== 'time' || String(pair[0]).length === String(pair[1]).length) return pair;
  }
}

function textValue(random: Random, operator: string): string {
  const text = random.pick([...TEXTS, 'person1', '@example.com', '+493', 'u1-', `Ada ${'long '.repeat(50)}end`]);
  if (operator.endsWith('like')) return random.pick([`%${text}%`, `${text}%`, '%a_%', '_da', '%', text]);
  return /contain|with/.test(operator) && random.chance(0.5) ? [...text.trim()].slice(0, 2).join('').trim() || text : text;
}

function unitFor(random: Random, operator: string, kind: ValueKind): 'hours' | 'days' | 'weeks' | 'months' | 'years' {
  const calendar = ['days', 'weeks', 'months', 'years'] as const;
  return kind === 'time' && !operator.startsWith('anniversary') ? random.pick(['hours', ...calendar]) : random.pick(calendar);
}
