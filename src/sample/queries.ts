import { sql, type Sql } from '../app/db.ts';

/** Rows of new records for `writeRecords`: numbered from `first` in the order given, all of one owner. */
export const newRecords = (first: number, rows: readonly object[], ownerId: number): Sql =>
  sql`select ${first}::bigint + row.ordinality - 1 as id, true as is_new, row.changes::jsonb as changes, ${ownerId}::bigint as owner_id
      from unnest(${rows.map((row) => JSON.stringify(row))}::text[]) with ordinality row(changes, ordinality)`;
