import { z } from 'zod';

export const STREAMS = ['all', 'bulk', 'transactional', 'confirmation'] as const;
export const TRANSPORT_KINDS = ['smtp', 'direct'] as const;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]+$/, 'Give a domain, such as example.com.');
const letters = z.int().min(1, 'At least one letter.').max(10_000_000, 'At most ten million letters.');

/** How many letters may leave by a transport: in an hour, in a day, and in an hour for single domains of receivers. */
export const paceSchema = z.strictObject({
  perHour: letters.nullable().default(null),
  perDay: letters.nullable().default(null),
  domains: z
    .array(z.strictObject({ domain, perHour: letters }))
    .max(50, 'At most fifty domains.')
    .default([]),
});
export type Pace = z.infer<typeof paceSchema>;

/** A new sender begins with few letters a day and more each day, until `days` have passed. */
export const warmUpSchema = z.strictObject({
  startedOn: z.iso.date('Give the day it began.'),
  first: letters.default(50),
  /** Percent of the day before: 150 is half as many again. */
  growth: z.int().min(105, 'It must grow.').max(300, 'At most three times the day before.').default(150),
  days: z.int().min(2, 'Two days at least.').max(90, 'Ninety days at most.').default(21),
});
export type WarmUp = z.infer<typeof warmUpSchema>;
