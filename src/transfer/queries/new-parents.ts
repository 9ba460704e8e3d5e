import { sql, type Sql } from '../../app/db.ts';

/** Records to be made because rows point to them, for `writeRecords`. */
export const newParents = (
  made: readonly { id: number; values: Readonly<Record<number, unknown>> }[],
  given: { ownerId: number | null; importId: number; causeId: number | null },
): Sql =>
  sql`select p.id, true as is_new, p.changes::jsonb as changes, ${given.ownerId}::bigint as owner_id, ${given.importId}::bigint as import_id,
        ${given.causeId}::bigint as cause_id
      from unnest(${made.map(({ id }) => id)}::bigint[], ${made.map(({ values }) => JSON.stringify(values))}::text[]) p(id, changes)`;
