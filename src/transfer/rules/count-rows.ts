import type { FieldShape } from '../../records/index.ts';
import type { FileCounts, Target } from '../schema.ts';
import type { CsvRecord } from './csv.ts';
import { rowReader } from './row-plan.ts';
import { comparable, type RowPlan } from './rows.ts';

/** Counts what becomes of a file's rows as far as the file alone tells. */
export interface RowCounting {
  take(records: readonly CsvRecord[]): void;
  counts(): FileCounts;
}

const MOST_PROBLEMS = 10;

export function countRows(plan: RowPlan, columns: readonly string[]): RowCounting {
  const read = rowReader(withFieldsToCome(plan), columns);
  const problems = new Map<number, { rows: number; reason: string }>();
  const keys = new Set<number>();
  const unknownOwners = new Set<string>();
  let [rows, unreadable, withoutKey] = [0, 0, 0];
  const matches = plan.match.length > 0;
  return {
    take(records) {
      for (const record of records) {
        rows++;
        const row = read(record);
        if ('reason' in row) {
          unreadable++;
          const problem = problems.get(row.column ?? -1) ?? { rows: 0, reason: row.reason };
          problems.set(row.column ?? -1, { ...problem, rows: problem.rows + 1 });
          continue;
        }
        if (row.unknownOwner !== null && unknownOwners.size < MOST_PROBLEMS) unknownOwners.add(row.unknownOwner.slice(0, 80));
        if (matches) {
          const key = row.keys.find((each) => each !== null);
          if (key === undefined) withoutKey++;
          else keys.add(hashOf(comparable(key!)));
        }
      }
    },
    counts: () => ({
      rows,
      unreadable,
      problems: [...problems]
        .sort(([, a], [, b]) => b.rows - a.rows)
        .slice(0, MOST_PROBLEMS)
        .map(([at, problem]) => ({ column: columns[at] ?? '', ...problem })),
      distinct: matches ? keys.size : null,
      withoutKey,
      unknownOwners: [...unknownOwners],
    }),
  };
}

/** Fields and options that are made when the import starts do not exist yet: such columns are read by their type, or taken as they are. */
function withFieldsToCome(plan: RowPlan): RowPlan {
  const fields: FieldShape[] = [...plan.fields];
  const mapping = plan.mapping.map((target, at): Target => {
    if (target.to === 'field' && target.newOptions) return { to: 'skip' };
    if (target.to !== 'new') return target;
    if (target.type === 'dropdown' || target.type === 'list') return { to: 'skip' };
    const id = 1_000_000_000 + at;
    fields.push({
      ...(plan.fields[0] as FieldShape),
      id,
      label: target.label,
      type: target.type,
      options: [],
      isRequired: false,
      isUnique: false,
    });
    return { to: 'field', fieldId: id, ...(target.written ? { written: target.written } : {}) };
  });
  return { ...plan, fields, mapping };
}

/** 52 bits of a text: so many that a million keys hardly ever share one, in a fraction of the memory they would take. */
function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  return (high >>> 12) * 4_294_967_296 + (low >>> 0);
}
