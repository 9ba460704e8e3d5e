import { z } from 'zod';

/** Chance from a seed, the same every time. */
export type Luck = () => number;

export function luckFrom(seed: number): Luck {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(luck: Luck, choices: readonly T[]): T => choices[Math.floor(luck() * choices.length)]!;

/** Texts that have broken programs before. */
export const HOSTILE = [
  '',
  ' ',
  "'; drop table records; --",
  '" or 1=1 --',
  '$1',
  '{{ 1 | times: 99999 }}',
  '<script>alert(1)</script>',
  '\r\nBcc: everyone@example.com',
  '../../etc/passwd',
  '𝕌𝕟𝕚𝕔𝕠𝕕𝕖 🏴‍☠️',
  '‮evil',
  'x'.repeat(5000),
  '-1',
  '1e309',
  'null',
  '%00',
];

type Schema = Record<string, any>;

export interface Guess {
  luck: Luck;
  /** Ids to try wherever a number stands. */
  ids: readonly number[];
}

interface Place extends Guess {
  root: Schema;
  depth: number;
  /** What the value is called where it stands. */
  name: string;
}

/** A value that mostly has the shape of a schema, and now and then none. */
export function randomInput(schema: z.ZodType | undefined, guess: Guess): unknown {
  if (!schema) return undefined;
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return valueOf(root, { ...guess, root, depth: 0, name: '' });
}

/** The same for a schema that stands in a document, whose references lead to its other parts. */
export const randomOf = (schema: Schema, document: Schema, guess: Guess, name = ''): unknown =>
  valueOf(schema, { ...guess, root: document, depth: 0, name });

/** The path of a route, its parameters filled in: mostly with things there are, also of other kinds, now and then with nonsense. */
export function randomPath(path: string, { luck, ids }: Guess, objects: readonly number[]): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    if (luck() < 0.08) return encodeURIComponent(pick(luck, ['0', 'x', "'", '-1', '99999999999999999999', '1e3', '%', '..', ...HOSTILE]));
    return String(pick(luck, name === 'object' ? objects : ids));
  });
}

/** A query as it stands in an address. */
export function queryText(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>);
  return String(
    new URLSearchParams(entries.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])),
  );
}

function valueOf(schema: Schema, place: Place): unknown {
  const { luck, root, depth } = place;
  if (luck() < 0.02) return pick(luck, [null, 0, -1, 2 ** 53, 1e308, true, [], {}, ...HOSTILE]);
  const deeper = { ...place, depth: depth + 1 };
  if (schema.$ref) return depth > 6 ? null : valueOf(referred(schema.$ref, root), deeper);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(luck, schema.enum as unknown[]);
  const alternatives = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined;
  if (alternatives) return valueOf(pick(luck, alternatives), deeper);
  return typed(schema, place);
}

function typed(schema: Schema, place: Place): unknown {
  const { luck, ids, depth, name } = place;
  const type = Array.isArray(schema.type) ? pick(luck, schema.type as string[]) : schema.type;
  if (['criteria', 'who'].includes(name)) return type === 'string' ? JSON.stringify(randomCriteria(place)) : randomCriteria(place);
  if (type === 'object') return objectOf(schema, place);
  if (type === 'array') return listOf(schema, { ...place, depth: depth + 1 });
  if (type === 'boolean') return luck() < 0.5;
  if (type === 'integer' || type === 'number') return luck() < 0.7 ? pick(luck, ids) : Math.floor(luck() * 200) - 5;
  if (type === 'null') return null;
  if (type === 'string') return textOf(schema, place);
  return pick<unknown>(luck, [pick(luck, ids), textOf({}, place), pick(luck, HOSTILE), true, null]);
}

const listOf = (schema: Schema, place: Place): unknown[] =>
  Array.from({ length: place.depth > 6 ? 0 : Math.floor(place.luck() * 3) }, () => valueOf(schema.items ?? {}, place));

function objectOf(schema: Schema, place: Place): Record<string, unknown> {
  const { luck, depth } = place;
  const required = new Set((schema.required as string[] | undefined) ?? []);
  const object: Record<string, unknown> = {};
  for (const [name, property] of Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})) {
    const wanted = required.has(name) ? luck() < 0.98 : luck() < 0.5;
    if (wanted) object[name] = valueOf(property, { ...place, depth: depth + 1, name });
  }
  if (typeof schema.additionalProperties === 'object' && depth < 6) {
    const keys = [pick(luck, place.ids), 1 + Math.floor(luck() * 19), 3];
    for (const id of keys) object[String(id)] = valueOf(schema.additionalProperties as Schema, { ...place, depth: depth + 1 });
  }
  return object;
}

const PLAIN = ['Ada', 'Harbour', 'a@example.com', '2026-05-01', '12', 'en', 'UTC', '+43 664 1234567', 'AT', 'https://harbour.example/'];
const NAMED: Record<string, readonly string[]> = {
  sort: ['name', '-name', 'created', '-updated', 'last_activity', 'id', '17', '-17'],
  columns: ['1,3', '3', '11,17,4', 'id,owner,tags'],
  kinds: ['record.created', 'record.updated,tag.added', 'note.added'],
  timeZone: ['UTC', 'Europe/Vienna'],
  currency: ['EUR', 'JPY'],
  event: ['record.created', 'tag.added', 'group.entered', 'record.updated'],
  kind: ['tag.add', 'wait', 'condition', 'end', 'email.send', 'field.change', 'task.create'],
  subject: ['Hello {{ contact.first_name }}', 'Hello'],
  text: ['Dear {{ contact.first_name | default: "friend" }}', '**Hello** [there](https://harbour.example)', 'Hello'],
  evidence: ['They asked for it on the telephone last week.'],
  permission: ['They signed up for the newsletter on our own website.'],
};

function textOf(schema: Schema, { luck, name }: Place): string {
  if (luck() < 0.1) return pick(luck, HOSTILE);
  if (NAMED[name] && luck() < 0.9) return pick(luck, NAMED[name]);
  if (schema.format === 'email') return `someone.${Math.floor(luck() * 1e6)}@example.com`;
  if (schema.format === 'date-time') return '2026-05-01T10:00:00Z';
  return pick(luck, PLAIN);
}

const OPERATORS = [
  'is',
  'is_not',
  'contains',
  'starts_with',
  'is_blank',
  'greater',
  'between',
  'on',
  'in_last',
  'has_any',
  'today',
  'like',
];
const SYSTEM = ['id', 'unique_id', 'name', 'created', 'updated', 'last_activity', 'import', 'email_status', 'sms_status'];

/** A tree of conditions that has the right form more often than not; whether its parts fit each other is left to luck. */
export function randomCriteria({ luck, ids }: Guess, depth = 0): unknown {
  const deeper = (): unknown => randomCriteria({ luck, ids }, depth + 1);
  const id = (): number => pick(luck, ids);
  const value = (): unknown =>
    pick<unknown>(luck, [id(), pick(luck, PLAIN), pick(luck, PLAIN), pick(luck, HOSTILE), true, '2026-01-31', 1.5]);
  const question = (): object => ({
    operator: pick(luck, OPERATORS),
    ...(luck() < 0.7 ? { values: luck() < 0.3 ? [value(), value()] : [value()] } : {}),
    ...(luck() < 0.15 ? { amount: pick(luck, [0, 3, 1e6, 2 ** 31]), unit: pick(luck, ['days', 'months', 'years', 'hours']) } : {}),
  });
  const choices: (() => unknown)[] = [
    () => ({ field: pick(luck, [1 + Math.floor(luck() * 19), id()]), ...question() }),
    () => ({ field: pick(luck, [1, 2, 11]), operator: pick(luck, ['is', 'contains', 'starts_with']), values: [pick(luck, PLAIN)] }),
    () => ({ system: pick(luck, SYSTEM), ...question() }),
    () => ({ owner: [pick<unknown>(luck, ['me', 'team', id()])], operator: pick(luck, ['is', 'is_not', 'is_blank']) }),
    () => ({ tag: [id()], operator: pick(luck, ['has_any', 'has_all', 'has_none']) }),
    () => ({ group: id(), operator: pick(luck, ['in', 'not_in']) }),
    () => ({ behaviour: pick(luck, ['email.clicked', 'record.created', 'nothing.known']), subject: [id()] }),
    () => ({ search: pick(luck, [...PLAIN, ...HOSTILE]) }),
    () => pick<unknown>(luck, [{}, null, [], 'all', { all: null }, { field: '1' }, { not: [] }, { all: [], any: [] }]),
  ];
  if (depth < 4 && luck() < 0.4)
    return pick<() => unknown>(luck, [
      () => ({ all: [deeper(), deeper()] }),
      () => ({ any: [deeper(), deeper()] }),
      () => ({ not: deeper() }),
      () => ({ parent: pick(luck, [7, id()]), matches: deeper() }),
      () => ({ children: pick(luck, [7, id()]), object: pick(luck, [0, 149, id()]), matches: deeper() }),
    ])();
  return pick(luck, choices)();
}

function referred(reference: string, root: Schema): Schema {
  if (reference === '#') return root;
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((at: Schema, part) => at[part] as Schema, root);
}
