import { z } from 'zod';
import type { Value } from '../../records/schema.ts';
import { duplicateRuleSchema, MOST_IN_BLOCK, type DuplicateCondition, type DuplicateRuleInput } from './duplicates.ts';
import { MERGE_POLICIES, type MergePolicy } from './merge-plan.ts';

const id = z.int('Give whole numbers.').positive('Ids are above zero.');
const objectId = z.int().min(0).max(2_147_483_647, 'There is no such object.');
const records = z.array(id).min(2, 'Choose at least two records.').max(MOST_IN_BLOCK, `Choose at most ${MOST_IN_BLOCK} records.`);
const policy = z.enum(MERGE_POLICIES);
const object = z.coerce.number().int().min(0);
const clusterIds = z.array(id).min(1).max(10_000, 'Choose at most 10,000, or all.').optional();

export const newDuplicateRuleSchema = duplicateRuleSchema.extend({ objectId });
export const duplicateSampleSchema = z.strictObject({ objectId, conditions: duplicateRuleSchema.shape.conditions });
export const duplicateParams = z.object({ id: z.coerce.number().int().positive() });
export const duplicateObjectQuery = z.object({ object });
export const duplicatesOfQuery = z.object({ object, id: z.coerce.number().int().positive() });
export const clustersQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,3}\.\d{1,18}$/, 'This is no place in the list.')
    .optional(),
});
export const compareQuery = z.object({
  object,
  ids: z
    .string()
    .regex(/^\d{1,18}(,\d{1,18}){1,99}$/, 'Name at least two records.')
    .transform((text) => text.split(',').map(Number)),
});
export const mergeRecordsSchema = z.strictObject({
  objectId,
  recordIds: records,
  policy: policy.default('fill'),
  picks: z.record(z.string().regex(/^\d{1,9}$/), id).default({}),
});
export const duplicatePairSchema = z.strictObject({ objectId, recordIds: records });
export const mergeAllPreviewSchema = z.strictObject({ ruleId: id, policy: policy.default('fill'), clusterIds });
export const mergeAllSchema = mergeAllPreviewSchema.extend({
  key: z.string().min(8, 'Give a key of at least 8 characters.').max(80, 'Give a key of at most 80 characters.'),
});
export const mergesQuery = z.object({ object, before: z.coerce.number().int().positive().optional() });
export const duplicateCheckSchema = z.strictObject({
  objectId,
  values: z.record(z.string().regex(/^\d{1,9}$/), z.unknown()),
  except: id.optional(),
});

export interface DuplicateRuleView extends DuplicateRuleInput {
  id: number;
  objectId: number;
  conditions: DuplicateCondition[];
  status: 'new' | 'searching' | 'stopped' | 'failed' | 'found';
  done: number;
  total: number;
  searchedAt: string | null;
  failure: string | null;
  /** How many clusters, and records in them; null for who does not see every record. */
  clusters: number | null;
  records: number | null;
  /** Values that more records share than are compared. */
  crowds: readonly { recordId: number; name: string; count: number }[];
}

export interface DuplicateRecordView {
  id: number;
  name: string;
  ownerId: number | null;
  createdAt: string;
  values: Readonly<Record<string, Value>>;
}

export interface ClusterView {
  id: number;
  score: number;
  records: readonly DuplicateRecordView[];
}

export interface ComparisonView {
  /** The oldest first: it survives. */
  records: readonly DuplicateRecordView[];
  /** What parent fields point to, by name. */
  parents: readonly { objectId: number; id: number; name: string }[];
}

export interface MergeView {
  id: number;
  survivorId: number;
  survivor: string;
  mergedId: number;
  merged: string;
  at: string;
  by: number | null;
  runId: number | null;
  undoneAt: string | null;
  kept: readonly string[];
  canUndo: boolean;
}

export interface MergePreviewView {
  /** How many records become how many. */
  clusters: number;
  records: number;
  tried: number;
  /** In how many of those tried two values stand against each other. */
  conflicts: number;
  policy: MergePolicy;
  examples: readonly {
    survivor: { id: number; name: string };
    merged: readonly { id: number; name: string }[];
    changes: readonly { fieldId: number; before: Value; after: Value }[];
  }[];
}

export interface DuplicateHint {
  id: number;
  name: string;
  score: number;
  rule: string;
}
