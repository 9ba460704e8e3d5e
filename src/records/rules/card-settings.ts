import { z } from 'zod';
import { OPTION_COLORS } from './shape.ts';

/**
 * How long ago something last happened, by colour: a card has the colour of the first band its days do not reach beyond. The last band's
 * days are no limit: it is everything older.
 */
export const DEFAULT_BANDS = [
  { days: 7, color: 'green' },
  { days: 30, color: 'yellow' },
  { days: 90, color: 'orange' },
  { days: 180, color: 'red' },
] as const satisfies readonly z.infer<typeof bandSchema>[];

const bandSchema = z.strictObject({
  days: z.int('Give whole days.').min(1, 'Give at least a day.').max(3650, 'Give at most ten years.'),
  color: z.enum(OPTION_COLORS, 'Choose a colour.'),
});
const field = z.int().positive();

/** How the records of an object are shown as cards; what a saved view keeps of it. */
export const cardSettingsSchema = z.strictObject({
  /** The drop-down field whose options are the columns. */
  fieldId: field,
  /** The fields on a card, in order. */
  fields: z.array(field).max(12, 'A card has room for twelve fields.').default([]),
  /** The number or price field that is summed at the head of each column. */
  sumFieldId: field.optional(),
  /** What colours a card: the time since the last activity, or a colour or drop-down field. */
  colorBy: z.union([z.literal('activity'), field]).optional(),
  bands: z
    .array(bandSchema)
    .min(1, 'Keep at least one band.')
    .max(8, 'Keep at most eight bands.')
    .refine((bands) => bands.every(({ days }, n) => n === 0 || days > bands[n - 1]!.days), 'Let each band begin where the one before ends.')
    .optional(),
  /** Columns that are folded, by option id; 0 is the column of blanks. */
  folded: z.array(z.int().min(0)).max(501).optional(),
});
export type CardSettings = z.infer<typeof cardSettingsSchema>;
