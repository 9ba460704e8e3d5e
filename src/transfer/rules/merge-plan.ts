import type { FieldShape, Value } from '../../records/schema.ts';
import { isSame } from './plan-undo.ts';

/** How the values of two records become one: blanks filled, all overwritten, or the survivor's kept. */
export const MERGE_POLICIES = ['fill', 'overwrite', 'keep'] as const;
export type MergePolicy = (typeof MERGE_POLICIES)[number];

export interface MergingRecord {
  id: number;
  createdAt: Date;
  values: Readonly<Record<string, Value>>;
}

export interface MergeChoice {
  policy: MergePolicy;
  /** Fields for which a person chose whose value stands: by field id, the record's id. */
  picks: Readonly<Record<string, number>>;
}

/** The oldest record survives; of equally old ones that with the smallest number. The others follow in that order. */
export function inOrderOfAge<T extends { id: number; createdAt: Date }>(records: readonly T[]): T[] {
  return records.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || one.id - other.id);
}

export const isBlank = (value: Value | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** Whether a merge may write a field at all: what is worked out or lives elsewhere follows by itself. */
export const isMergeable = ({ type, isReadOnly }: FieldShape): boolean =>
  !isReadOnly && type !== 'relation' && type !== 'related' && type !== 'formula' && type !== 'rollup';

/**
 * What the survivor's fields become when a record is merged into it. Fields of `closed`, which the person may not change, are filled where they
 * are blank and never overwritten. Choices of a list come together where blanks are filled. No record comes to stand above itself.
 */
export function planMerge(
  [survivor, merged]: readonly [MergingRecord, MergingRecord],
  { fields, objectId, closed }: { fields: readonly FieldShape[]; objectId: number; closed: ReadonlySet<number> },
  choice: MergeChoice,
): Record<string, Value> {
  const changes: Record<string, Value> = {};
  for (const field of fields.filter(isMergeable)) {
    const id = String(field.id);
    const [own, theirs] = [survivor.values[id] ?? null, merged.values[id] ?? null];
    const value = valueOf(field, [own, theirs], closed.has(field.id) ? 'fill' : howFor(id, merged.id, choice));
    const isOwnKin = field.type === 'parent' && field.parentObjectId === objectId && (value === survivor.id || value === merged.id);
    if (isOwnKin && value !== own) continue;
    const stays = isOwnKin ? null : value;
    if (!isSame(own, stays)) changes[id] = stays;
  }
  return changes;
}

function howFor(fieldId: string, mergedId: number, { policy, picks }: MergeChoice): MergePolicy | 'take' {
  const picked = picks[fieldId];
  if (picked === undefined) return policy;
  return picked === mergedId ? 'take' : 'keep';
}

function valueOf({ type }: FieldShape, [own, theirs]: readonly [Value, Value], how: MergePolicy | 'take'): Value {
  if (how === 'take') return theirs;
  if (how === 'keep') return own;
  if (how === 'overwrite') return isBlank(theirs) ? own : theirs;
  if (type === 'list' && Array.isArray(own) && Array.isArray(theirs)) return [...new Set([...own, ...theirs])] as Value;
  return isBlank(own) ? theirs : own;
}

/** Fields in which both records say something, and not the same. */
export function conflictsOf([one, other]: readonly [MergingRecord, MergingRecord], fields: readonly FieldShape[]): number[] {
  return fields
    .filter(isMergeable)
    .map(({ id }) => id)
    .filter((id) => {
      const [own, theirs] = [one.values[String(id)], other.values[String(id)]];
      return !isBlank(own) && !isBlank(theirs) && !isSame(own, theirs);
    });
}
