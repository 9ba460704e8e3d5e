import { z } from 'zod';

/** Ids within one map, of steps, triggers and notes; never given twice. */
export const idSchema = z
  .int('Give the id, a whole number above zero.')
  .positive('Ids are above zero.')
  .max(2_000_000_000, 'Give a smaller number.');

/** Conditions; the criteria language itself says what is wrong with them when the map is published. */
export const criteriaSchema = z.record(z.string(), z.unknown());

const name = z.string().trim().max(100, 'A name here may have at most 100 characters.');

/** The nearest whole minute of a day, `09:00`. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 09:00.');
const localTime = z.iso.datetime({ local: true, error: 'Give a date and time such as 2026-12-24T09:00.' });
const weekdays = z.array(z.int().min(1).max(7)).min(1, 'Choose at least one day of the week.').max(7);

/** By whose clock days and hours are meant: the account's, the record's own (its field "Time zone"), or its owner's; the account's where those are unknown. */
export const ZONES = ['account', 'contact', 'owner'] as const;
export type Zone = (typeof ZONES)[number];
/** The account's when left out. */
const zone = z.enum(ZONES, `Choose one of ${ZONES.join(', ')}.`).optional();

export const WAIT_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months'] as const;
export const OFFSET_UNITS = ['hours', 'days', 'weeks', 'months'] as const;
const amount = z.int('Give a whole number.').min(0, 'Give zero or more.').max(10_000, 'Give at most 10,000.');
const waitUnit = z.enum(WAIT_UNITS, `Choose one of ${WAIT_UNITS.join(', ')}.`);

/** So long before or after a date field, at a time of day where given; `yearly` takes the day of the year alone, as for birthdays. */
export const offsetSchema = z.strictObject({
  fieldId: idSchema,
  amount: amount.default(0),
  unit: z.enum(OFFSET_UNITS, `Choose one of ${OFFSET_UNITS.join(', ')}.`).default('days'),
  direction: z.enum(['before', 'after'], 'Choose before or after.').default('after'),
  at: timeOfDaySchema.optional(),
  yearly: z.boolean().default(false),
});
export type Offset = z.infer<typeof offsetSchema>;

/**
 * For a time; until a date and time; until a weekday and time of day, or a window of it; until a date of the record; until the record matches. The
 * last has two exits: it matches, and the time has run out first (never, without `limit`).
 */
export const waitSettings = z.discriminatedUnion('wait', [
  z.strictObject({ wait: z.literal('for'), amount, unit: waitUnit, zone }),
  z.strictObject({ wait: z.literal('until'), at: localTime, zone }),
  z.strictObject({
    wait: z.literal('window'),
    /** 1 is Monday, 7 is Sunday. */
    weekdays,
    from: timeOfDaySchema,
    /** Left out, the wait ends at `from`; given, whoever comes before it passes at once. */
    to: timeOfDaySchema.optional(),
    zone,
  }),
  z.strictObject({
    wait: z.literal('field'),
    offset: offsetSchema,
    /** What becomes of records without the date: they go on at once, or are set aside. A date that has passed never holds anybody. */
    missing: z.enum(['pass', 'fail'], 'Choose pass or fail.').default('pass'),
    zone,
  }),
  z.strictObject({
    wait: z.literal('criteria'),
    criteria: criteriaSchema,
    limit: z
      .strictObject({ amount: amount.min(1, 'Give at least 1.'), unit: waitUnit })
      .nullable()
      .default(null),
  }),
]);
export type WaitSettings = z.infer<typeof waitSettings>;

/** The branches of a condition in their order: the first that a record matches is its way; the last exit is for all others. */
export const MOST_BRANCHES = 9;
export const conditionSettings = z.union([
  z.strictObject({
    branches: z
      .array(z.strictObject({ name: name.default(''), criteria: criteriaSchema }))
      .min(1, 'Give at least one branch.')
      .max(MOST_BRANCHES, `Give at most ${MOST_BRANCHES} branches; put a further condition behind the last exit.`),
  }),
  /** One branch, as maps said it before there could be several. */
  z.strictObject({ criteria: criteriaSchema }),
]);
export type ConditionSettings = z.infer<typeof conditionSettings>;

/** What records of a variant count as won by: matching criteria within so long after they took it. */
const measure = z.strictObject({
  criteria: criteriaSchema,
  within: z.strictObject({ amount: amount.min(1, 'Give at least 1.'), unit: waitUnit }),
});

export const MOST_VARIANTS = 5;
/** A record takes the same variant whenever it comes. With a winner chosen, everybody takes that one. */
export const splitSettings = z.strictObject({
  variants: z
    .array(z.strictObject({ name: name.default(''), weight: z.int().min(0, 'Give zero or more.').max(10_000, 'Give at most 10,000.') }))
    .min(2, 'A split needs at least two variants.')
    .max(MOST_VARIANTS, `A split may have at most ${MOST_VARIANTS} variants.`)
    .refine((variants) => variants.some(({ weight }) => weight > 0), 'At least one variant needs a weight above zero.'),
  measure: measure.nullable().default(null),
  /** Chosen by hand, or as soon as one variant is the best with at least this confidence, in basis points, and each was taken so often. */
  winner: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('hand') }),
      z.strictObject({
        by: z.literal('measure'),
        confidence: z.int().min(8_000, 'Give at least 80 %.').max(9_999, 'Give less than 100 %.').default(9_500),
        atLeast: z.int().min(10, 'Give at least 10.').max(1_000_000).default(100),
      }),
    ])
    .default({ by: 'hand' }),
});
export type SplitSettings = z.infer<typeof splitSettings>;

/** The first exit is the way of the record itself; a copy of its place goes down each of the others. */
export const forkSettings = z.strictObject({
  ways: z.int().min(2, 'A fork has at least two ways.').max(5, 'A fork has at most five ways.').default(2),
});
export const gotoSettings = z.strictObject({});
/** With `stay` the record stays standing here, on the map, until a goal or a trigger takes it elsewhere; without, it leaves this path. */
export const endSettings = z.strictObject({ stay: z.boolean().default(false) });
export type EndSettings = z.infer<typeof endSettings>;

export const MOST_TRIGGERS = 50;

/** What an event must say for itself: `key` is one of its kind's content in the catalogue. */
export const CONTENT_OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'starts', 'greater', 'less', 'filled', 'empty'] as const;
export const contentSchema = z.strictObject({
  key: z.string().min(1, 'Choose what is asked about.').max(100),
  operator: z.enum(CONTENT_OPERATORS, `Choose one of ${CONTENT_OPERATORS.join(', ')}.`),
  values: z
    .array(z.union([z.string().max(1000), z.number(), z.boolean()]))
    .max(100, 'Give at most 100 values.')
    .default([]),
});
export type ContentCondition = z.infer<typeof contentSchema>;

/** When a `date.reached` trigger brings records: by a date of each, or all that match at one time, once or again and again. */
export const dateTriggerSchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('field'), offset: offsetSchema, zone }),
  z.strictObject({
    when: z.literal('time'),
    at: localTime,
    every: z.enum(['once', 'day', 'week', 'month', 'year'], 'Choose once, day, week, month or year.').default('once'),
  }),
]);
export type DateTrigger = z.infer<typeof dateTriggerSchema>;

/**
 * What puts records on the map, or lets them reach a goal: a kind of event, about certain subjects (tags, groups, messages) or fields where given,
 * that says what `where` asks (all of it), for records that match.
 */
export const triggerSchema = z.strictObject({
  id: idSchema,
  event: z.string().min(1, 'Choose what happens.').max(100),
  subject: z.array(idSchema).max(1000).optional(),
  fields: z.array(idSchema).max(1000).optional(),
  where: z.array(contentSchema).max(20, 'Give at most 20 conditions.').optional(),
  criteria: criteriaSchema.nullish(),
  /** For `date.reached` alone. */
  date: dateTriggerSchema.optional(),
  /** Where those it brings begin; the start of the map when left out. Goals have none: who reaches one goes on behind it. */
  step: idSchema.nullish(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** A goal is reached by any of its triggers, wherever it stands below the start. */
export const goalSettings = z.strictObject({
  name: name.default(''),
  triggers: z.array(triggerSchema).min(1, 'Choose what reaches the goal.').max(20, 'A goal may have at most 20 triggers.'),
  /** People on a path that leads to it, anyone on the map, or anyone at all (who then enter here, as the map's rules of entering allow). */
  who: z.enum(['above', 'map', 'anyone'], 'Choose above, map or anyone.').default('above'),
  /** The record moves here from where it stands, or a further place of it begins here. */
  how: z.enum(['move', 'add'], 'Choose move or add.').default('move'),
  /** When it moves: which of its places on the map it leaves, those on paths that lead here or every one. */
  leaves: z.enum(['above', 'everywhere'], 'Choose above or everywhere.').default('above'),
  /** What becomes of records that come down the path before they reached it: they wait for it, or pass. */
  arrival: z.enum(['wait', 'pass'], 'Choose wait or pass.').default('wait'),
});
export type GoalSettings = z.infer<typeof goalSettings>;

/** What the engine itself knows; every other kind of step is an action of some domain. */
export const ENGINE_SETTINGS = {
  wait: waitSettings,
  condition: conditionSettings,
  split: splitSettings,
  fork: forkSettings,
  goto: gotoSettings,
  goal: goalSettings,
  end: endSettings,
} as const;
export type EngineKind = keyof typeof ENGINE_SETTINGS;
export const ENGINE_KINDS = Object.keys(ENGINE_SETTINGS) as EngineKind[];

/** The branches of a condition, whichever way its settings say them. */
export function branchesOf(settings: Record<string, unknown>): { name: string; criteria: Record<string, unknown> }[] {
  const { branches, criteria } = settings as {
    branches?: { name?: string; criteria: Record<string, unknown> }[];
    criteria?: Record<string, unknown>;
  };
  return branches
    ? branches.map((branch) => ({ name: branch.name ?? '', criteria: branch.criteria }))
    : [{ name: '', criteria: criteria ?? {} }];
}

/** How many ways lead out of a step, as its settings stand. */
export function exitsOf({ kind, settings }: { kind: string; settings: Record<string, unknown> }): number {
  switch (kind) {
    case 'end':
      return 0;
    case 'condition':
      return branchesOf(settings).length + 1;
    case 'split':
      return Array.isArray(settings.variants) ? settings.variants.length : 2;
    case 'fork':
      return typeof settings.ways === 'number' ? settings.ways : 2;
    case 'wait':
      return settings.wait === 'criteria' ? 2 : 1;
    default:
      return 1;
  }
}
