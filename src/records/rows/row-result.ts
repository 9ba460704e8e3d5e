import { Problem } from '../../app/kernel/problem.ts';

/** What became of one row of a set. */
export type RowResult = WrittenRow | RefusedRow;

export interface WrittenRow {
  status: 'created' | 'updated' | 'unchanged' | 'deleted';
  id: number;
}

export interface RefusedRow {
  status: 'refused';
  /** The record it was about, where there is one. */
  id: number | null;
  /** Stable; as the refusal of a single call would say it. */
  code: string;
  problem: string;
  /** By field, what is wrong with its value. */
  fields: Record<string, string>;
}

/** A row that is left out, in the words in which a single call would be refused. */
export const refusedRow = (id: number | null, { code, message, fields }: Problem): RefusedRow => ({
  status: 'refused',
  id,
  code,
  problem: message,
  fields: { ...fields },
});

/** What `work` gives, or the row it refuses. */
export function rowOr<T>(id: number | null, work: () => T): T | RefusedRow {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return refusedRow(id, error);
    throw error;
  }
}

export const isRefused = (result: unknown): result is RefusedRow =>
  typeof result === 'object' && result !== null && (result as RefusedRow).status === 'refused';

/** Where all rows were to be written or none, refuses `rows_refused` (422) with what became of each. */
export function refuseUnlessAll(results: readonly RowResult[]): void {
  const refused = results.filter(isRefused);
  if (refused.length === 0) return;
  const first = results.findIndex(isRefused);
  throw new Problem(
    'rows_refused',
    `${refused.length} of ${results.length} rows cannot be written, so none was. The first is row ${first + 1}: ${refused[0]!.problem}`,
    {
      details: {
        results: results.map((result, row) => (isRefused(result) ? { row: row + 1, ...result } : null)).filter((row) => row !== null),
      },
    },
  );
}
