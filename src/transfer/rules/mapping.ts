import { z } from 'zod';
import { FIELD_TYPES } from '../../records/schema.ts';

/** Types a new field can be made with on the fly; of a drop-down or list the options are the values of the column. */
export const NEW_FIELD_TYPES = FIELD_TYPES.filter(
  (type) => !['parent', 'image', 'file', 'user', 'address', 'relation', 'related', 'formula', 'rollup'].includes(type),
);

export type NewFieldType = (typeof NEW_FIELD_TYPES)[number];

/** So many options a column of a file may add to a field; what has more different values is a text. */
export const NEW_OPTIONS_LIMIT = 200;

/** How the cells of a column are written, where that is not the account's own way. */
const writtenSchema = z.strictObject({
  dateOrder: z.enum(['mdy', 'dmy', 'ymd'], { error: 'Choose in which order day, month and year stand.' }).optional(),
  decimal: z.enum(['.', ','], { error: 'Choose point or comma.' }).optional(),
  /** ISO 3166 code: how telephone numbers without one are read. */
  country: z.string().length(2, 'Give the country’s two-letter code.').optional(),
  timeZone: z.string().max(60).refine(isTimeZone, 'There is no such time zone.').optional(),
  /** What happens to a row whose cell cannot be read: it is rejected (as it is when this is left out), or the cell counts as blank. */
  unreadable: z.enum(['reject', 'blank']).optional(),
});
export type Written = z.infer<typeof writtenSchema>;

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** By what a cell knows the parent: its name, its number here, its id in the program the file comes from, or a unique field. */
const knownBySchema = z.union([z.enum(['name', 'id', 'key']), z.number().int()]);

export const CHANNELS = ['email', 'sms'] as const;
/** What a column says about permission: see `rules/permission-words.ts`. */
export const PERMISSION_SAYS = ['opted-out', 'opted-in', 'status', 'bounced', 'complained', 'since', 'until', 'source', 'address'] as const;
export type PermissionSays = (typeof PERMISSION_SAYS)[number];
/** What a row, or a whole file, says of a person on a channel. */
export const STANDINGS = ['in', 'pending', 'none', 'out', 'bounced', 'complained'] as const;
export type Standing = (typeof STANDINGS)[number];
/** What the rows of a file say of somebody: of several rows, one may know of a complaint and another of a mailbox that is gone. */
export type Said = Standing | 'complained_bounced';

/** What stands between the values of a cell that has several. */
export const VALUE_SEPARATORS = [';', ',', '|', '\n'] as const;

/** What one column of the file becomes. */
const targetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('skip') }),
  z.strictObject({
    to: z.literal('field'),
    fieldId: z.number().int(),
    written: writtenSchema.optional(),
    /** Values that are no option yet become options. */
    newOptions: z.boolean().optional(),
  }),
  z.strictObject({
    to: z.literal('new'),
    label: z.string().trim().min(1, 'Give the new field a name.').max(80, 'A field’s name has at most 80 characters.'),
    type: z.enum(FIELD_TYPES).refine((type) => NEW_FIELD_TYPES.includes(type), 'A field of this type cannot be made from a column.'),
    written: writtenSchema.optional(),
  }),
  z.strictObject({
    to: z.literal('parent'),
    fieldId: z.number().int(),
    by: knownBySchema,
    missing: z.enum(['reject', 'blank', 'create'], { error: 'Choose reject, blank or create.' }).default('reject'),
    several: z.enum(['reject', 'oldest'], { error: 'Choose reject or oldest.' }).default('reject'),
  }),
  /** Records that the row's is related with, several in a cell; never taken away by a file. */
  z.strictObject({
    to: z.literal('relation'),
    fieldId: z.number().int(),
    by: knownBySchema,
    separator: z.enum(VALUE_SEPARATORS, { error: 'Choose semicolon, comma, vertical bar or line break.' }).default(';'),
    missing: z.enum(['reject', 'blank', 'create'], { error: 'Choose reject, blank or create.' }).default('reject'),
    several: z.enum(['reject', 'oldest'], { error: 'Choose reject or oldest.' }).default('reject'),
  }),
  /** The id the record has in the program the file comes from. */
  z.strictObject({ to: z.literal('key') }),
  /** A note on the record. */
  z.strictObject({ to: z.literal('note') }),
  /** The user whose record it is, by e-mail address or name. */
  z.strictObject({ to: z.literal('owner') }),
  z.strictObject({ to: z.literal('tags') }),
  z.strictObject({ to: z.literal('permission'), channel: z.enum(CHANNELS), says: z.enum(PERMISSION_SAYS) }),
]);
export type Target = z.infer<typeof targetSchema>;
export type ParentTarget = Extract<Target, { to: 'parent' }>;
export type RelationTarget = Extract<Target, { to: 'relation' }>;

const optionsSchema = z.strictObject({
  /** By what a row finds its record, one after the other: unique fields, or `key`. Empty when every row is a new one. */
  match: z.array(z.union([z.number().int(), z.literal('key')])).max(5, 'Match by at most five columns.'),
  mode: z.enum(['create', 'update', 'both'], { error: 'Choose create, update or both.' }),
  /** Whether a blank cell leaves the value that stands (`keep`) or takes it away (`write`). */
  blanks: z.enum(['keep', 'write'], { error: 'Choose keep or write.' }).default('keep'),
  tags: z.array(z.string().trim().min(1).max(100, 'A tag has at most 100 characters.')).max(50, 'At most 50 tags.').default([]),
  ownerId: z.number().int().positive().nullable().default(null),
  /** What all rows say of e-mail, where no column says otherwise. */
  standing: z.enum(STANDINGS).nullable().default(null),
  /** Whose ids `key` columns hold: files of the same source find each other's records. */
  keySource: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,40}$/, 'Name the source with small letters, digits and hyphens.')
    .default('file'),
});
export type ImportOptions = z.infer<typeof optionsSchema>;

export const mappingSchema = z.strictObject({ mapping: z.array(targetSchema).min(1).max(1_000), options: optionsSchema });
export type MappingInput = z.infer<typeof mappingSchema>;

export const startSchema = z.strictObject({
  permission: z.string().trim().max(4_000, 'Describe the permission in at most 4,000 characters.').default(''),
});
