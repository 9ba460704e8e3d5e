import type { Target } from '../schema.ts';

/** A file of several, with what its rows become and point to. */
export interface FileOfSet {
  id: number;
  objectId: number;
  mapping: readonly Target[];
  /** Of which object the records are that a field points to, or relates with. */
  parentObjectOf: (fieldId: number) => number | null;
}

/**
 * The order in which files are brought in, so that what rows point to is there before them. Files that point to each other keep the order in
 * which they came.
 */
export function orderFiles(files: readonly FileOfSet[]): number[] {
  const left = [...files];
  const order: number[] = [];
  while (left.length > 0) {
    const free = left.findIndex((file) => !left.some((other) => other.objectId !== file.objectId && pointsTo(file, other.objectId)));
    const [next] = left.splice(Math.max(0, free), 1);
    order.push(next!.id);
  }
  return order;
}

const pointsTo = ({ mapping, parentObjectOf }: FileOfSet, objectId: number): boolean =>
  mapping.some(
    (target) =>
      (target.to === 'parent' || (target.to === 'relation' && target.missing !== 'blank')) && parentObjectOf(target.fieldId) === objectId,
  );
