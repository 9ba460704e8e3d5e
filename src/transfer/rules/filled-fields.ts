import type { Target } from '../schema.ts';

/** Which fields a mapping fills, in order of the columns. */
export const filledFields = (mapping: readonly Target[]): number[] => [
  ...new Set(mapping.flatMap((target) => (target.to === 'field' || target.to === 'parent' ? [target.fieldId] : []))),
];
