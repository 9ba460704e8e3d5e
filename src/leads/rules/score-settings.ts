import { z } from 'zod';

/** So many lines a model may have: enough for the longest list of reasons, few enough to be read. */
export const MOST_LINES = 50;
const POINTS = 1_000;

const idSchema = z.int('Give a whole number.').positive('Ids are above zero.').max(2_000_000_000, 'Give a smaller number.');
const points = z
  .int('Points are whole numbers.')
  .min(-POINTS, `A line takes at most ${POINTS} points.`)
  .max(POINTS, `A line gives at most ${POINTS} points.`)
  .refine((value) => value !== 0, 'Give points, or remove the line.');
const times = z.int('Give a whole number.').min(1, 'Give at least 1.').max(100_000, 'Give at most 100,000.').nullable().default(null);

/** Points as long as the record matches. */
const criteriaLine = z.strictObject({
  id: idSchema,
  is: z.literal('criteria'),
  points,
  criteria: z.record(z.string(), z.unknown(), 'Say whom the points are for.'),
});
/** Points each time something happens, about certain subjects where given; at most so often ever, and so often a day. */
const eventLine = z.strictObject({
  id: idSchema,
  is: z.literal('event'),
  points,
  event: z.string().min(1, 'Choose what happens.').max(100),
  subject: z.array(idSchema).max(1_000).optional(),
  most: times,
  perDay: times,
});
const line = z.discriminatedUnion('is', [criteriaLine, eventLine]);
export type ScoreLine = z.infer<typeof line>;
export type CriteriaLine = z.infer<typeof criteriaLine>;
export type EventLine = z.infer<typeof eventLine>;

/** Points for what happened, and those given by hand or by maps, lose so many percent every so many days. */
const decay = z.strictObject({
  percent: z.int('Give a whole number.').min(1, 'Give at least 1 %.').max(100, 'Give at most 100 %.'),
  days: z.int('Give a whole number.').min(1, 'Give at least one day.').max(730, 'Give at most 730 days.'),
});
export type Decay = z.infer<typeof decay>;

const band = z.strictObject({
  /** The number of its option in the band field; left out of one that is new. */
  id: idSchema.optional(),
  name: z.string().trim().min(1, 'Name the band.').max(80, 'A name may have at most 80 characters.'),
  /** The lowest score in it. */
  from: z.int('Give a whole number.').min(-100_000).max(100_000),
});
export type Band = z.infer<typeof band>;

const LEVEL = z.int('Give a whole number.').min(-100_000, 'Give at least -100,000.').max(100_000, 'Give at most 100,000.');

export const DEFAULT_CAP = 100;
export const DEFAULT_BANDS: readonly Band[] = [
  { name: 'High', from: 70 },
  { name: 'Medium', from: 40 },
  { name: 'Low', from: 0 },
];
/** What a new model begins with: a fifth of the points goes each month. */
export const FIRST_DECAY: Decay = { percent: 20, days: 30 };

export const scoreSettingsSchema = z
  .strictObject({
    lines: z.array(line).max(MOST_LINES, `A score may have at most ${MOST_LINES} lines.`).default([]),
    decay: decay.nullable().default(null),
    floor: LEVEL.default(0),
    cap: LEVEL.default(DEFAULT_CAP),
    bands: z
      .array(band)
      .min(1, 'Keep at least one band.')
      .max(10, 'A score may have at most ten bands.')
      .default([...DEFAULT_BANDS]),
    /** The highest line id ever given: they are never given again, so that no line inherits another's points. */
    lastId: z.int().min(0).max(2_000_000_000).default(0),
  })
  .superRefine(({ lines, floor, cap, bands }, context) => {
    const complain = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (new Set(lines.map(({ id }) => id)).size < lines.length) complain(['lines'], 'Two lines have the same id.');
    if (floor >= cap) complain(['cap'], 'The highest score must be above the lowest.');
    if (new Set(bands.map(({ from }) => from)).size < bands.length) complain(['bands'], 'Two bands begin at the same score.');
    if (new Set(bands.map(({ name }) => name.toLowerCase())).size < bands.length) complain(['bands'], 'Two bands have the same name.');
  });
export type ScoreSettings = z.infer<typeof scoreSettingsSchema>;

export const isEventLine = (one: ScoreLine): one is EventLine => one.is === 'event';
export const isCriteriaLine = (one: ScoreLine): one is CriteriaLine => one.is === 'criteria';

/** Kinds of event that scores themselves lead to: a line on one would count its own effect, over and over. */
const OWN_EFFECTS = /^(score\.|record\.updated$|group\.|automation\.)/;
export const mayBeCounted = (kind: string): boolean => !OWN_EFFECTS.test(kind);
