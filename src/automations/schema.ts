import { z } from 'zod';

/** The largest map: enough for the longest welcome series, small enough to be read by a person. */
export const MOST_STEPS = 500;
export const MOST_TRIGGERS = 50;
/** A record passes the same step at most so often a day unless the map says otherwise. */
export const DEFAULT_PER_DAY = 20;

const id = z.int('Give a whole number.').positive('Ids are above zero.').max(2_000_000_000, 'Give a smaller number.');
const name = z.string().trim().min(1, 'Give the automation a name.').max(200, 'A name may have at most 200 characters.');

/** Conditions; the criteria language itself says what is wrong with them when the map is published. */
const criteria = z.record(z.string(), z.unknown());

/** What puts records on the map: a kind of event, about certain subjects (tags, groups) or fields where given, for records that match. */
export const triggerSchema = z.strictObject({
  id,
  event: z.string().min(1, 'Choose what happens.').max(100),
  subject: z.array(id).max(1000).optional(),
  fields: z.array(id).max(1000).optional(),
  criteria: criteria.nullish(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** `next` holds the step behind each exit: one for most kinds, [yes, no] for a condition, none for an end; null ends the path. */
export const stepSchema = z.strictObject({
  id,
  kind: z.string().min(1).max(100),
  settings: z.record(z.string(), z.unknown()),
  next: z.array(id.nullable()).max(20, 'A step may have at most 20 exits.'),
});
export type Step = z.infer<typeof stepSchema>;

export const REENTRIES = ['never', 'after_leaving', 'always'] as const;

export const mapSchema = z
  .strictObject({
    triggers: z.array(triggerSchema).max(MOST_TRIGGERS, `A map may have at most ${MOST_TRIGGERS} triggers.`),
    steps: z.array(stepSchema).max(MOST_STEPS, `A map may have at most ${MOST_STEPS} steps.`),
    start: id.nullable(),
    /** Only records that match may enter. */
    who: criteria.nullable().default(null),
    /** Whether a record that has been on the map may enter again. */
    reentry: z.enum(REENTRIES, 'Choose never, after leaving, or always.').default('after_leaving'),
    perDay: z.int().min(1, 'Give at least 1.').max(1000, 'Give at most 1,000.').default(DEFAULT_PER_DAY),
    /** The highest step or trigger id ever given in this map: ids are never given again, so that nobody stands on a stranger's step. */
    lastId: z.int().min(0).max(2_000_000_000).default(0),
  })
  .superRefine((map, context) => {
    const seen = new Set<number>();
    for (const { id: own } of [...map.triggers, ...map.steps]) {
      if (seen.has(own)) context.addIssue({ code: 'custom', path: ['steps'], message: `The id ${own} is used twice in this map.` });
      seen.add(own);
    }
    if (JSON.stringify(map).length > 1_000_000) {
      context.addIssue({ code: 'custom', path: ['steps'], message: 'The map is larger than one megabyte; split it in two.' });
    }
  });
export type AutomationMap = z.infer<typeof mapSchema>;

/** The nearest whole minute of a day, `09:00`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 09:00.');

export const WAIT_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months'] as const;

/** For a time; until a date and time; until a weekday and time of day, or a window of it. All in the account's time zone. */
export const waitSettings = z.discriminatedUnion('wait', [
  z.strictObject({
    wait: z.literal('for'),
    amount: z.int('Give a whole number.').min(0, 'Give zero or more.').max(10_000, 'Give at most 10,000.'),
    unit: z.enum(WAIT_UNITS, `Choose one of ${WAIT_UNITS.join(', ')}.`),
  }),
  z.strictObject({
    wait: z.literal('until'),
    at: z.iso.datetime({ local: true, error: 'Give a date and time such as 2026-12-24T09:00.' }),
  }),
  z.strictObject({
    wait: z.literal('window'),
    /** 1 is Monday, 7 is Sunday. */
    weekdays: z.array(z.int().min(1).max(7)).min(1, 'Choose at least one day of the week.').max(7),
    from: timeOfDay,
    /** Left out, the wait ends at `from`; given, whoever comes before it passes at once. */
    to: timeOfDay.optional(),
  }),
]);
export type WaitSettings = z.infer<typeof waitSettings>;

export const conditionSettings = z.strictObject({ criteria });
export const endSettings = z.strictObject({});

export const createAutomationSchema = z.strictObject({ name, objectId: z.int().min(0), map: mapSchema.optional() });
export type CreateAutomation = z.infer<typeof createAutomationSchema>;

/** `revision` is the one the change was made from; somebody else's change in between is not overwritten. */
export const updateAutomationSchema = z.strictObject({ name: name.optional(), map: mapSchema.optional(), revision: z.int() });
export type UpdateAutomation = z.infer<typeof updateAutomationSchema>;

const recordIds = z
  .array(z.int().positive())
  .min(1, 'Choose at least one record.')
  .max(10_000, 'Name at most 10,000 records; use conditions for more.');

/** Which records: named ones, or all that match. */
export const recordsSchema = z.union([z.strictObject({ recordIds }), z.strictObject({ criteria })], 'Give recordIds or criteria.');
export type ChosenRecords = z.infer<typeof recordsSchema>;

export const automationParams = z.object({ id: z.coerce.number().int().positive() });
export const stepParams = automationParams.extend({ stepId: z.coerce.number().int().positive() });
export const recordParams = automationParams.extend({ recordId: z.coerce.number().int().positive() });
export const recordOfObjectParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });
export const peopleQuery = z.object({
  state: z.enum(['standing', 'failed']).optional(),
  after: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
