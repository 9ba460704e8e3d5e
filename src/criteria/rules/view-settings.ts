import { z } from 'zod';
import { FOOT_FUNCTIONS } from './foot.ts';
import { criteriaSchema } from './language.ts';

const columnId = z.string().min(1).max(40);

/**
 * How a list is looked at: as a table or as cards, its columns in order (`name`, `f12`, `field:7.12`, `owner`) with their widths, its order,
 * its conditions, the group it shows, the words searched for, and what stands at its foot. `cards` is the board's own.
 */
export const viewSettingsSchema = z.strictObject({
  mode: z.enum(['table', 'cards']).default('table'),
  columns: z.array(columnId).max(100, 'A list may show at most 100 columns.').default([]),
  widths: z.record(columnId, z.number().min(40).max(2_000)).default({}),
  sort: z.string().max(60).default(''),
  criteria: criteriaSchema.nullable().default(null),
  group: z.int().positive().nullable().default(null),
  search: z.string().max(200).optional(),
  foot: z.record(columnId, z.enum(FOOT_FUNCTIONS)).default({}),
  cards: z.record(z.string(), z.unknown()).optional(),
});
export type ViewSettings = z.infer<typeof viewSettingsSchema>;
