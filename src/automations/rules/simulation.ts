import { z } from 'zod';
import { criteriaSchema, WAIT_UNITS } from './step-kinds.ts';
import { luckOf } from './split.ts';

/** The most records and days that are played. */
const MOST_TRIED = 1_000;
const MOST_DAYS = 400;

const within = z.strictObject({
  amount: z.int('Give a whole number.').min(1, 'Give at least 1.').max(1_000, 'Give at most 1,000.'),
  unit: z.enum(WAIT_UNITS, `Choose one of ${WAIT_UNITS.join(', ')}.`),
});

/** What is supposed of people: so many of a hundred reach a goal, or meet what a wait is for, within a time of entering or of beginning to wait. */
const suppositionSchema = z.strictObject({
  stepId: z.int().positive(),
  share: z.number('Give a share in percent.').min(0, 'Give zero or more.').max(100, 'Give at most 100 %.'),
  within,
});
export type Supposition = z.infer<typeof suppositionSchema>;

export const simulationSchema = z.strictObject({
  /** The draft as it stands, or the version that runs. */
  of: z.enum(['draft', 'published'], 'Choose draft or published.').default('draft'),
  /** Whom: all that match; everybody where it is left out. */
  criteria: criteriaSchema.nullable().default(null),
  records: z.int('Give a whole number.').min(1, 'Try at least one record.').max(MOST_TRIED, 'Try at most 1,000 records.').default(200),
  days: z.int('Give a whole number.').min(1, 'Give at least one day.').max(MOST_DAYS, 'Give at most 400 days.').default(90),
  suppositions: z.array(suppositionSchema).max(100, 'Suppose at most a hundred things.').default([]),
});
export type AskedSimulation = z.infer<typeof simulationSchema>;

/** How far into the time of a supposition a record does what is supposed, from above 0 to 1; undefined where it never does. */
export function doesAt({ stepId, share }: Supposition, recordId: number): number | undefined {
  if (luckOf([stepId, recordId, 1]) * 100 >= share) return undefined;
  return 1 - luckOf([stepId, recordId, 2]);
}
