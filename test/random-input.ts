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

/** A value that mostly has the shape of a schema, and now and then none. */
export function randomInput(schema: z.ZodType | undefined, guess: Guess): unknown {
  if (!schema) return undefined;
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return valueOf(json, json, guess, 0);
}

function valueOf(schema: Schema, root: Schema, guess: Guess, depth: number): unknown {
  const { luck } = guess;
  if (luck() < 0.04) return pick(luck, [null, 0, -1, 2 ** 53, 1e308, true, [], {}, ...HOSTILE]);
  if (schema.$ref) return depth > 6 ? null : valueOf(referred(schema.$ref, root), root, guess, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(luck, schema.enum as unknown[]);
  const alternatives = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined;
  if (alternatives) return valueOf(pick(luck, alternatives), root, guess, depth + 1);
  return typed(schema, root, guess, depth);
}

function typed(schema: Schema, root: Schema, guess: Guess, depth: number): unknown {
  const { luck, ids } = guess;
  const type = Array.isArray(schema.type) ? pick(luck, schema.type as string[]) : schema.type;
  if (type === 'object') return objectOf(schema, root, guess, depth);
  if (type === 'array')
    return Array.from({ length: depth > 5 ? 0 : Math.floor(luck() * 3) }, () => valueOf(schema.items ?? {}, root, guess, depth + 1));
  if (type === 'boolean') return luck() < 0.5;
  if (type === 'integer' || type === 'number') return luck() < 0.7 ? pick(luck, ids) : Math.floor(luck() * 1000) - 10;
  if (type === 'null') return null;
  if (type === 'string') return textOf(schema, luck);
  return pick<unknown>(luck, [pick(luck, ids), pick(luck, HOSTILE), true, null]);
}

function objectOf(schema: Schema, root: Schema, guess: Guess, depth: number): Record<string, unknown> {
  const required = new Set((schema.required as string[] | undefined) ?? []);
  const object: Record<string, unknown> = {};
  for (const [name, property] of Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})) {
    const wanted = required.has(name) ? guess.luck() < 0.97 : guess.luck() < 0.5;
    if (wanted) object[name] = valueOf(property, root, guess, depth + 1);
  }
  if (typeof schema.additionalProperties === 'object' && depth < 6) {
    for (const id of [pick(guess.luck, guess.ids), 1, 3])
      object[String(id)] = valueOf(schema.additionalProperties as Schema, root, guess, depth + 1);
  }
  return object;
}

function textOf(schema: Schema, luck: Luck): string {
  if (luck() < 0.3) return pick(luck, HOSTILE);
  if (schema.format === 'email') return `someone.${Math.floor(luck() * 1e6)}@example.com`;
  if (schema.format === 'date-time') return '2026-05-01T10:00:00Z';
  return pick(luck, ['Ada', 'Harbour', 'a@example.com', '2026-05-01', '12', 'en', 'UTC']);
}

function referred(reference: string, root: Schema): Schema {
  if (reference === '#') return root;
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((at: Schema, part) => at[part] as Schema, root);
}
