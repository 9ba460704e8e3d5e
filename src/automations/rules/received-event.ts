import { z } from 'zod';

const MOST_VALUES = 50;
const value = z.union([z.string().max(2_000, 'A value may have at most 2,000 characters.'), z.number(), z.boolean(), z.null()]);

/** Something a program tells of a record, under a name of its own. */
export const receiveEventBody = z.strictObject({
  name: z
    .string('Give the event a name.')
    .trim()
    .min(1, 'Give the event a name.')
    .max(100, 'A name may have at most 100 characters.')
    .refine((name) => !name.includes('\0'), 'Remove the character NUL.'),
  data: z
    .record(z.string().min(1, 'Give each value a name.').max(100, 'A name may have at most 100 characters.'), value)
    .refine((data) => Object.keys(data).length <= MOST_VALUES, `Give at most ${MOST_VALUES} values.`)
    .refine((data) => !JSON.stringify(data).includes('\\u0000'), 'Remove the character NUL.')
    .default({}),
});
export type ReceivedEvent = z.infer<typeof receiveEventBody>;
