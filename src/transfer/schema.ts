import { z } from 'zod';
import { countQuery } from '../criteria/schema.ts';
import type { ImportOptions, NewFieldType, Said, Target } from './rules/mapping.ts';

export {
  CHANNELS,
  mappingSchema,
  NEW_FIELD_TYPES,
  NEW_OPTIONS_LIMIT,
  PERMISSION_SAYS,
  STANDINGS,
  startSchema,
  VALUE_SEPARATORS,
  type ImportOptions,
  type MappingInput,
  type NewFieldType,
  type ParentTarget,
  type PermissionSays,
  type RelationTarget,
  type Said,
  type Standing,
  type Target,
  type Written,
} from './rules/mapping.ts';
export {
  bulkActionsQuery,
  bulkParams,
  bulkRunsQuery,
  bulkSchema,
  MOST_TAGGED,
  tagManyParams,
  tagManySchema,
  type TagMany,
  startBulkSchema,
  undoBulkSchema,
  UNDO_DAYS,
  type BulkActionView,
  type BulkExample,
  type BulkPreview,
  type BulkReason,
  type BulkRunView,
  type BulkStatus,
} from './rules/bulk.ts';

export {
  pauseSchema,
  scheduleSchema,
  sourceSchema,
  trySourceSchema,
  type AccountKeyView,
  type SourceFileView,
  type SourceInput,
  type SourceSchedule,
  type SourceView,
  type TriedSource,
  type TrySource,
} from './rules/source-input.ts';

export const KEY_KINDS = ['pgp', 'ssh'] as const;
/** `pgp` opens files that were encrypted for the account, `ssh` lets it in to servers. */
export type KeyKind = (typeof KEY_KINDS)[number];

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
  /** The row that names the columns, or is the first of data; found out when left out. */
  headerRow: z.int().min(1, 'Rows are counted from 1.').max(1_000, 'The header stands within the first 1,000 rows.').optional(),
  /** Which sheet of a workbook. */
  sheet: z.string().max(200).optional(),
});
export type Reading = z.infer<typeof readingSchema>;

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
  /** Of a workbook: its sheets, and how many rows are hidden in the one that is read. */
  workbook: { sheets: readonly { name: string; hidden: boolean }[]; hiddenRows: number; canChange: boolean } | null;
  /** Of a file that was encrypted: whose signature was checked. */
  encrypted: { signedBy: string | null } | null;
  columns: readonly string[];
  /** Rows with content, without the header. */
  rowCount: number;
  mapping: readonly Target[] | null;
  options: ImportOptions | null;
  permission: string | null;
  /** The product whose export this was recognised as. */
  preset: string | null;
  /** The imports of the files brought in together with this one, itself among them, in the order in which they run. */
  set: readonly { id: number; fileName: string; objectId: number; status: ImportStatus; rowCount: number }[];
  /** What it made besides records. */
  made: readonly MadeThing[];
  undone: boolean;
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
  /** Records made because rows point to them. */
  parents: number;
  /** Rows a second since the run began or went on; null before it did. */
  rowsPerSecond: number | null;
}

/** A field an import made, or an option it added to one. */
export interface MadeThing {
  what: 'field' | 'option';
  fieldId: number;
  label: string;
}

/** What a look through the whole file shows of its columns. */
export interface ColumnSurvey {
  filled: number;
  /** Different values, up to `NEW_OPTIONS_LIMIT` + 1; the first of them in order of the file. */
  values: readonly string[];
  /** The same of the single values in cells that hold several. */
  parts: readonly string[];
  /** Cells that look like dates: how many can only begin with the day, only with the month, or either way. */
  dates: { day: number; month: number; either: number };
}

/** The first rows as they would be stored. */
export interface Rehearsal {
  rows: readonly RehearsedRow[];
  /** Ids and names of the fields that stand in the rows, in order of the columns. */
  fields: readonly { id: number; label: string }[];
  counts: { created: number; updated: number; unchanged: number; rejected: number; parents: number };
  made: readonly MadeThing[];
}

export interface RehearsedRow {
  row: number;
  outcome: 'created' | 'updated' | 'unchanged' | 'rejected';
  reason?: string;
  /** The record it changes. */
  recordId?: number;
  name?: string;
  /** Values by field, as they are shown; `before` where another one stands now. */
  cells: Readonly<Record<string, { after: string; before?: string }>>;
  tags?: readonly string[];
  /** What becomes of the permission for e-mail and texts, where the file says anything of it. */
  says?: { email?: Said; sms?: Said };
}

/** What the whole file holds, by a quick look through all of it with the mapping at hand. */
export interface FileCounts {
  rows: number;
  unreadable: number;
  /** The columns in whose cells most rows fail, with the first reason. */
  problems: readonly { column: string; rows: number; reason: string }[];
  /** Different values to find records by; null when rows are not matched. */
  distinct: number | null;
  /** Rows without one. */
  withoutKey: number;
  /** Owners in the file who are no user here, the first of them: their new records become the importer's. */
  unknownOwners: readonly string[];
}

/** The first rows of a file and what its columns would become. */
export interface ImportPreview {
  columns: readonly {
    name: string;
    samples: readonly string[];
    proposal: Target;
    because: 'preset' | 'header' | 'values' | 'none';
    /** The type a new field for this column would have. */
    newFieldType: NewFieldType;
    /** Present where cells can be read as day before month and as month before day alike: somebody has to say. */
    ambiguousDates?: boolean;
  }[];
  /** The product whose export it looks like, and what it says of the whole file. */
  preset: { key: string; label: string } | null;
  options: ImportOptions;
  rows: readonly { row: number; cells: readonly string[]; problem?: string }[];
}

export const importParams = z.object({ id: z.coerce.number().int().positive() });

export const uploadQuery = z.object({
  /** Into which object; found out from the columns when left out. */
  object: z.coerce.number().int().min(0).optional(),
  /** The first import of files that are brought in together. */
  with: z.coerce.number().int().positive().optional(),
});

export const objectBody = z.strictObject({ objectId: z.number().int().min(0) });

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

/** The same for more chosen records than an address can name. */
export const exportBody = exportQuery.omit({ ids: true, except: true, bom: true, guard: true }).extend({
  ids: z.array(z.int().positive()).max(100_000, 'Choose all but a few instead.').optional(),
  except: z.array(z.int().positive()).max(100_000, 'Choose only the few instead.').optional(),
  bom: z.boolean().default(false),
  guard: z.boolean().default(true),
});

export { AGREEMENTS, NAME, type Agreement, type DuplicateCondition, type DuplicateRuleInput } from './rules/duplicates.ts';
export { conflictsOf, isMergeable, MERGE_POLICIES, planMerge, type MergePolicy } from './rules/merge-plan.ts';
export {
  clustersQuery,
  compareQuery,
  duplicateCheckSchema,
  duplicateObjectQuery,
  duplicatePairSchema,
  duplicateParams,
  duplicateSampleSchema,
  duplicatesOfQuery,
  mergeAllPreviewSchema,
  mergeAllSchema,
  mergeRecordsSchema,
  mergesQuery,
  newDuplicateRuleSchema,
  type ClusterView,
  type ComparisonView,
  type DuplicateHint,
  type DuplicateRecordView,
  type DuplicateRuleView,
  type MergePreviewView,
  type MergeView,
} from './rules/duplicate-requests.ts';
export { duplicateRuleSchema } from './rules/duplicates.ts';
