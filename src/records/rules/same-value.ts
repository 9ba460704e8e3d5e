import type { Value } from './shape.ts';

/** Whether two stored values are the same: lists whatever their order, objects by their parts. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  return formOf(one ?? null) === formOf(other ?? null);
}

function formOf(value: Value): string {
  if (Array.isArray(value)) return JSON.stringify([...(value as readonly number[])].toSorted((a, b) => a - b));
  if (value !== null && typeof value === 'object') return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value);
}
