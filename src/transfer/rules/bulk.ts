import { z } from 'zod';
import { criteriaSchema } from '../../criteria/schema.ts';

/** For so many days what was done with many records at once can be undone: as long as the ledger keeps what stood before. */
export const UNDO_DAYS = 30;

const id = z.int('Give whole numbers.').positive('Ids are above zero.');
const ids = z.array(id).max(50_000, 'Name at most 50,000 records; choose more by a group or criteria.');

/** Which records: those named, or all of a list but those taken out of it; with `bin`, of those that lie in the bin. */
const whichSchema = z.strictObject({
  ids: ids.optional(),
  group: id.optional(),
  criteria: criteriaSchema.optional(),
  search: z.string().max(200).optional(),
  except: ids.optional(),
  bin: z.boolean().default(false),
});
export type ChosenSet = z.infer<typeof whichSchema>;

const objectId = z.int().min(0).max(2_147_483_647, 'There is no such object.');

/** What is to be done with which records. `kind` and `settings` are those of a registered action. */
export const bulkSchema = z.strictObject({
  objectId,
  kind: z.string().min(1).max(60),
  settings: z.record(z.string(), z.unknown()).default({}),
  which: whichSchema,
});
export type BulkInput = z.infer<typeof bulkSchema>;

const key = z.string().min(8, 'Give a key of at least 8 characters.').max(80, 'Give a key of at most 80 characters.');

export const startBulkSchema = bulkSchema.extend({
  /** How many records the person was shown; a set that has changed by more than a little since is not begun. */
  expected: z.int().min(0),
  /** Asking twice with the same key starts one run. */
  key,
});
export type StartBulk = z.infer<typeof startBulkSchema>;

/** Most records that one call may tag: as many as a call may name. */
export const MOST_TAGGED = 50_000;
const tagName = z.string().trim().min(1, 'Name the tag.').max(100, 'A tag’s name may have at most 100 characters.');
export const tagManyParams = z.object({ object: z.coerce.number().int().min(0).max(2_147_483_647) });
export const tagManySchema = whichSchema
  .omit({ bin: true })
  .extend({ add: tagName.optional(), remove: tagName.optional() })
  .refine(({ add, remove }) => (add === undefined) !== (remove === undefined), 'Name one tag, to add or to remove.');
export type TagMany = z.infer<typeof tagManySchema>;

export const undoBulkSchema = z.strictObject({ key });
export const bulkParams = z.object({ id: z.coerce.number().int().positive() });
export const bulkActionsQuery = z.object({ object: z.coerce.number().int().min(0) });
export const bulkRunsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  status: z.enum(['running']).optional(),
});

const BULK_STATUSES = ['running', 'stopped', 'finished', 'failed'] as const;
export type BulkStatus = (typeof BULK_STATUSES)[number];

/** A run as the API shows it. */
export interface BulkRunView {
  id: number;
  objectId: number;
  kind: string;
  settings: Readonly<Record<string, unknown>>;
  status: BulkStatus;
  startedBy: number;
  eventId: number;
  total: number;
  done: number;
  changed: number;
  unchanged: number;
  failed: number;
  /** Records a second while it worked; null before it did. */
  perSecond: number | null;
  createdAt: string;
  finishedAt: string | null;
  failure: string | null;
  /** Of an undoing: the run it undoes, where it was one. */
  undoes: number | null;
  undoneBy: number | null;
  canUndo: boolean;
}

export interface BulkReason {
  reason: string;
  count: number;
}

/** One record before and after, as a preview shows it. */
export interface BulkExample {
  id: number;
  name: string;
  changes: readonly { fieldId: number; before?: unknown; after?: unknown }[];
  owner: { before: number | null; after: number | null } | null;
  kinds: readonly string[];
}

/** What would become of the chosen records. */
export interface BulkPreview {
  count: number;
  /** How many of them were tried; the counts below are of these. */
  tried: number;
  changed: number;
  unchanged: number;
  failed: number;
  reasons: readonly BulkReason[];
  examples: readonly BulkExample[];
  canUndo: boolean;
}

/** An action a viewer may take with chosen records of an object. */
export interface BulkActionView {
  kind: string;
  canUndo: boolean;
  inBin: boolean;
}

/** How many more or fewer records than were shown are still begun with. */
export const isMuchElse = (expected: number, count: number): boolean => Math.abs(count - expected) > Math.max(10, expected / 100);
