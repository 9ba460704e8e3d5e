import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { FootFunction } from '../rules/foot.ts';
import { readerFor } from './order.ts';

export interface FootPart {
  /** The value of the record `r`, null where it is blank. */
  value: Sql;
  function: FootFunction;
}

const AGGREGATES: Readonly<Record<FootFunction, (value: Sql) => Sql>> = {
  sum: (value) => sql`sum(${value})`,
  average: (value) => sql`avg(${value})`,
  min: (value) => sql`min(${value})`,
  max: (value) => sql`max(${value})`,
  filled: (value) => sql`count(${value})`,
};

/** Each part over every record that matches, in one walk through them. */
export async function footOf(db: AccountDb, criteria: CompiledCriteria, parts: readonly FootPart[]): Promise<(string | null)[]> {
  const results = parts.map((part) => sql`(${AGGREGATES[part.function](part.value)})::text`);
  const { foot } = await readerFor(db, criteria).one<{ foot: (string | null)[] }>(
    sql`select array[${join(results)}] as foot from records r where ${criteria.predicate}`,
  );
  return foot;
}
