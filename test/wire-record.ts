import { expect } from 'vitest';

/** A record as clients know it: every value a text or null, and all of these among them. */
export function expectRecord(record: Record<string, unknown>, names: string): void {
  for (const [name, value] of Object.entries(record)) expect([name, value === null || typeof value === 'string']).toEqual([name, true]);
  expect(Object.keys(record)).toEqual(expect.arrayContaining(names.split(/[\s,]+/).filter(Boolean)));
}
