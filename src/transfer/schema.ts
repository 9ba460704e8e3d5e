import { z } from 'zod';
import { countQuery } from '../criteria/schema.ts';
import { FIELD_TYPES } from '../records/schema.ts';

/** Encodings a person can choose; detected ones outside this list are kept too. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'macintosh',
] as const;
const encodingSchema = z.enum(ENCODINGS, { error: 'This encoding is not known here. Choose one of the list.' });
export type Encoding = z.infer<typeof encodingSchema>;

const delimiterSchema = z.enum([',', ';', '\t', '|'], { error: 'Choose comma, semicolon, tab or vertical bar.' });

/** How the bytes of a file become rows. */
export const readingSchema = z.strictObject({
  encoding: encodingSchema,
  delimiter: delimiterSchema,
  hasHeader: z.boolean(),
  /** What happens to a row with fewer cells than the file has columns. */
  shortRows: z.enum(['reject', 'fill'], { error: 'Choose reject or fill.' }).default('reject'),
});
export type Reading = z.infer<typeof readingSchema>;

/** Types a new field can be made with on the fly. */
export const NEW_FIELD_TYPES = FIELD_TYPES.filter(
  (type) => !['dropdown', 'list', 'parent', 'image', 'file', 'relation', 'related', 'formula', 'rollup'].includes(type),
);

/** What one column of the file becomes. */
const targetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('skip') }),
  z.strictObject({ to: z.literal('field'), fieldId: z.number().int() }),
  z.strictObject({
    to: z.literal('new'),
    label: z.string().trim().min(1, 'Give the new field a name.').max(80, 'A field’s name has at most 80 characters.'),
    type: z.enum(FIELD_TYPES).refine((type) => NEW_FIELD_TYPES.includes(type), 'A field of this type cannot be made from a column.'),
  }),
  z.strictObject({ to: z.literal('tags') }),
  z.strictObject({
    to: z.literal('opt-out'),
    channel: z.enum(['email', 'sms']),
    /** What a filled cell says: that the person opted out, that they opted in, or a word that may be an opt-out. */
    says: z.enum(['opted-out', 'opted-in', 'status']),
  }),
]);
export type Target = z.infer<typeof targetSchema>;

const optionsSchema = z.strictObject({
  /** The unique field by which a row finds its record; null when every row is a new one. */
  matchFieldId: z.number().int().nullable(),
  mode: z.enum(['create', 'update', 'both'], { error: 'Choose create, update or both.' }),
  tags: z.array(z.string().trim().min(1).max(100, 'A tag has at most 100 characters.')).max(50, 'At most 50 tags.').default([]),
  ownerId: z.number().int().positive().nullable().default(null),
});
export type ImportOptions = z.infer<typeof optionsSchema>;

export const mappingSchema = z.strictObject({ mapping: z.array(targetSchema).min(1).max(1_000), options: optionsSchema });
export type MappingInput = z.infer<typeof mappingSchema>;

export const startSchema = z.strictObject({
  permission: z.string().trim().max(4_000, 'Describe the permission in at most 4,000 characters.').default(''),
});

const IMPORT_STATUSES = ['draft', 'running', 'stopped', 'finished', 'failed'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** An import as the API shows it. */
export interface ImportView {
  id: number;
  objectId: number;
  status: ImportStatus;
  fileName: string;
  fileSize: number;
  reading: Reading;
  columns: readonly string[];
  /** Rows with content, without the header. */
  rowCount: number;
  mapping: readonly Target[] | null;
  options: ImportOptions | null;
  permission: string | null;
  createdBy: number | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  progress: ImportProgress;
  failure: string | null;
}

export interface ImportProgress {
  rowsRead: number;
  created: number;
  /** Rows that met a record, whether or not they changed it; `unchanged` of them did not. */
  updated: number;
  unchanged: number;
  rejected: number;
  optedOut: number;
  /** Rows a second since the run began or went on; null before it did. */
  rowsPerSecond: number | null;
}

/** The first rows of a file and what its columns would become. */
export interface ImportPreview {
  columns: readonly {
    name: string;
    samples: readonly string[];
    proposal: Target;
    because: 'header' | 'values' | 'none';
    /** The type a new field for this column would have. */
    newFieldType: (typeof NEW_FIELD_TYPES)[number];
  }[];
  rows: readonly { row: number; cells: readonly string[]; problem?: string }[];
}

export const importParams = z.object({ id: z.coerce.number().int().positive() });

export const uploadQuery = z.object({ object: z.coerce.number().int().min(0).default(0) });

export const importsQuery = z.object({
  object: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().positive().optional(),
});

export const exportParams = z.object({ object: z.coerce.number().int().min(0) });

/** Which records, as in a list, and how the file is written. */
export const exportQuery = countQuery.extend({
  sort: z.string().max(100).optional(),
  /** Field ids and the names of system columns, comma-separated and in order; all the asker may see when left out. */
  columns: z.string().max(10_000).optional(),
  /** Begins the file with the mark by which Excel knows UTF-8. */
  bom: z.stringbool({ error: 'Give true or false.' }).default(false),
  /** Puts an apostrophe before cells that a spreadsheet would run as formulas; an import takes it off again. */
  guard: z.stringbool({ error: 'Give true or false.' }).default(true),
});
