import { z } from 'zod';
import { criteriaText } from '../../criteria/index.ts';
import { automationParams, peopleQuery } from '../schema.ts';

const day = z.iso.date('Give a day such as 2026-03-29.');
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean => !from || !to || from <= to;
const OUT_OF_ORDER = { path: ['to'], message: 'The last day lies before the first.' };

const range = z.object({ from: day.optional(), to: day.optional(), criteria: criteriaText.optional() });
export const countsQuery = range.refine(inOrder, OUT_OF_ORDER);
export const standingQuery = peopleQuery.extend({ criteria: criteriaText.optional(), failure: z.string().max(2_000).optional() });

/** `TIME~RECORD`: the last of the page before. */
const cursor = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z~\d{1,15}$/, 'There is no such page.')
  .transform((text) => {
    const [at = '', recordId] = text.split('~');
    return { at: new Date(at), recordId: Number(recordId) };
  });
export const passersQuery = range
  .extend({
    exit: z.coerce.number().int().min(0).max(19).optional(),
    before: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(inOrder, OUT_OF_ORDER);

/** A step, a trigger by its own id, or 0 for the entrance. */
export const placeParams = automationParams.extend({ stepId: z.coerce.number().int().min(0) });

export const whomSchema = z.union(
  [
    z.strictObject({
      recordIds: z.array(z.int().positive()).min(1, 'Choose at least one record.').max(10_000, 'Name at most 10,000 records.'),
    }),
    z.strictObject({ all: z.enum(['failed', 'standing'], 'Choose failed or standing.') }),
  ],
  'Give recordIds or all.',
);
export const destinationSchema = z.union([z.int().positive(), z.literal('end'), z.literal('again')], 'Give a step, “end” or “again”.');
const to = destinationSchema;
export const moveSchema = z.union(
  [z.strictObject({ recordIds: whomSchema.options[0].shape.recordIds, to }), z.strictObject({ all: whomSchema.options[1].shape.all, to })],
  'Give recordIds or all, and where they go.',
);

/** The exit everybody takes from now on; null lets the weights decide again. */
export const winnerSchema = z.strictObject({ exit: z.int().min(0).max(19).nullable() });
