import { z } from 'zod';
import { transfersSchema } from './rules/transfers.ts';
import { criteriaSchema, idSchema, MOST_TRIGGERS, timeOfDaySchema, triggerSchema, ZONES, type Trigger } from './rules/step-kinds.ts';

export type { Rule } from './rules/rule-shape.ts';
export { contentOf, fieldAsked, operatorsOf, type ContentOperator } from './rules/content.ts';
export {
  branchesOf,
  conditionSettings,
  contentSchema,
  dateTriggerSchema,
  endSettings,
  ENGINE_KINDS,
  exitsOf,
  goalSettings,
  MOST_TRIGGERS,
  OFFSET_UNITS,
  splitSettings,
  triggerSchema,
  WAIT_UNITS,
  waitSettings,
  ZONES,
} from './rules/step-kinds.ts';
export type {
  ConditionSettings,
  ContentCondition,
  DateTrigger,
  EndSettings,
  EngineKind,
  GoalSettings,
  Offset,
  SplitSettings,
  Trigger,
  WaitSettings,
  Zone,
} from './rules/step-kinds.ts';

export { transferSchema, transfersSchema, type Transfer } from './rules/transfers.ts';
export {
  isSameMap,
  type Difference,
  type MapDifference,
  type StepDifference,
  type TriggerDifference,
  type ValueDifference,
} from './rules/compare-maps.ts';
export type { Effect, Fate, StepEffect } from './rules/effect.ts';

/** The largest map: enough for the longest welcome series, small enough to be read by a person. */
export const MOST_STEPS = 500;
/** A record passes the same step at most so often a day unless the map says otherwise. */
export const DEFAULT_PER_DAY = 20;

const id = idSchema;
const name = z.string().trim().min(1, 'Give the automation a name.').max(200, 'A name may have at most 200 characters.');
const criteria = criteriaSchema;

/** `next` holds the step behind each exit, as many as `exitsOf` says; null ends the path. */
export const stepSchema = z.strictObject({
  id,
  kind: z.string().min(1).max(100),
  settings: z.record(z.string(), z.unknown(), 'Give the settings of the step, {} for none.'),
  next: z
    .array(id.nullable(), 'Give the step behind each exit as a list of ids, [null] where the path ends.')
    .max(20, 'A step may have at most 20 exits.'),
});
export type Step = z.infer<typeof stepSchema>;

/** Again never; once it has left; by leaving where it stands and starting anew; or in as many places as it is brought to. */
export const REENTRIES = ['never', 'after_leaving', 'restart', 'always'] as const;

/** Within these hours steps that reach people (letters, texts, calls) wait for their end. `from` after `to` means over midnight. */
export const quietSchema = z.strictObject({
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  /** Days on which it is quiet all day, 1 being Monday. */
  weekdays: z.array(z.int().min(1).max(7)).max(6, 'Leave at least one day of the week.').default([]),
  zone: z.enum(ZONES).default('account'),
});
export type QuietHours = z.infer<typeof quietSchema>;

/** A word on the map for those who look after it; it does nothing. */
export const noteSchema = z.strictObject({
  id,
  text: z.string().max(2_000, 'A note may have at most 2,000 characters.'),
  x: z.number().min(-100_000).max(100_000),
  y: z.number().min(-100_000).max(100_000),
});

export const mapSchema = z
  .strictObject({
    triggers: z
      .array(triggerSchema, 'Give a list of triggers, [] for none.')
      .max(MOST_TRIGGERS, `A map may have at most ${MOST_TRIGGERS} triggers.`),
    steps: z.array(stepSchema, 'Give a list of steps, [] for none.').max(MOST_STEPS, `A map may have at most ${MOST_STEPS} steps.`),
    start: id.nullable(),
    /** Only records that match may enter. */
    who: criteria.nullable().default(null),
    /** Records that match leave the map, wherever they stand. */
    exit: criteria.nullable().default(null),
    quiet: quietSchema.nullable().default(null),
    /** What happens when a record that has been on the map is brought again. */
    reentry: z.enum(REENTRIES, 'Choose never, after leaving, restart or always.').default('after_leaving'),
    perDay: z.int().min(1, 'Give at least 1.').max(1000, 'Give at most 1,000.').default(DEFAULT_PER_DAY),
    notes: z.array(noteSchema).max(100, 'A map may have at most 100 notes.').default([]),
    /** The highest step, trigger or note id ever given in this map: ids are never given again, so that nobody stands on a stranger's step. */
    lastId: z.int().min(0).max(2_000_000_000).default(0),
  })
  .superRefine((map, context) => {
    const seen = new Set<number>();
    for (const own of idsOf(map)) {
      if (seen.has(own)) context.addIssue({ code: 'custom', path: ['steps'], message: `The id ${own} is used twice in this map.` });
      seen.add(own);
    }
    if (JSON.stringify(map).length > 1_000_000) {
      context.addIssue({ code: 'custom', path: ['steps'], message: 'The map is larger than one megabyte; split it in two.' });
    }
  });
export type AutomationMap = z.infer<typeof mapSchema>;

/** A map with nothing on it. */
export const EMPTY_MAP: AutomationMap = mapSchema.parse({ triggers: [], steps: [], start: null });

/** Every id given in a map: triggers, steps, the triggers of goals, notes. */
export function idsOf(map: { triggers: readonly Trigger[]; steps: readonly Step[]; notes?: readonly { id: number }[] }): number[] {
  const ofGoals = map.steps.flatMap(({ kind, settings }) => (kind === 'goal' && Array.isArray(settings.triggers) ? settings.triggers : []));
  return [...map.triggers, ...map.steps, ...(ofGoals as Trigger[]), ...(map.notes ?? [])].map((one) => one.id);
}

/** A map that keeps account of the highest id ever given in it, and in the one before it, which the editor counts on from. */
export const withLastId = (map: AutomationMap, before?: AutomationMap): AutomationMap => ({
  ...map,
  lastId: Math.max(map.lastId, before?.lastId ?? 0, ...idsOf(map), ...(before ? idsOf(before) : [])),
});

/** A map as it was kept before it could say all that it can say now. */
export const completeMap = (kept: AutomationMap): AutomationMap => ({
  ...kept,
  exit: kept.exit ?? null,
  quiet: kept.quiet ?? null,
  notes: kept.notes ?? [],
});

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

const versionName = z.string().trim().max(100, 'A version’s name may have at most 100 characters.');
const versionNote = z.string().trim().max(2_000, 'A note may have at most 2,000 characters.');
/** `revision` is the draft that was looked at; `removed` says what becomes of people on steps it no longer has. */
export const publishSchema = z.strictObject({
  revision: z.int().optional(),
  removed: transfersSchema.optional(),
  name: versionName.optional(),
  note: versionNote.optional(),
});
export const versionParams = automationParams.extend({ version: z.coerce.number().int().positive().max(2_000_000_000) });
export const nameVersionSchema = z.strictObject({ name: versionName, note: versionNote.default('') });
export const revisionSchema = z.strictObject({ revision: z.int() });
const comparable = z.union([z.literal('draft'), z.coerce.number().int().positive().max(2_000_000_000)], 'Give a version or “draft”.');
export const compareQuery = z.object({ from: comparable, to: comparable.default('draft') });
