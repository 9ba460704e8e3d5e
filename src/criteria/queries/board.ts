import { sql, type AccountDb } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import { readerFor } from './order.ts';

export interface BoardColumnRow {
  /** The option's number as a text; null of the blank ones. */
  option: string | null;
  count: number;
  sum: string | null;
}

/** How many of the records that match stand in each option of a field, and what a number comes to there, in one walk through them. */
export async function columnsOfBoard(
  db: AccountDb,
  criteria: CompiledCriteria,
  { fieldId, sumFieldId }: { fieldId: number; sumFieldId: number | undefined },
): Promise<BoardColumnRow[]> {
  const sum = sumFieldId === undefined ? sql`null` : sql`sum((r.values ->> ${String(sumFieldId)}::text)::numeric)::text`;
  return readerFor(db, criteria).many<BoardColumnRow>(
    sql`select r.values ->> ${String(fieldId)}::text as option, count(*)::bigint as count, ${sum} as sum
        from records r where ${criteria.predicate} group by 1`,
  );
}
