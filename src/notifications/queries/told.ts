import { sql, type Sql } from '../../app/db.ts';

/** What users are told about records, as rows for the ledger. */
export const toldRows = (
  objectId: number,
  rows: readonly { id: number; causeId: number | null; userIds: readonly number[]; personal: object }[],
): Sql =>
  sql`select ${objectId}::integer as object_id, t.record_id, t.cause_id, t.data, t.personal
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ causeId }) => causeId)}::bigint[],
      ${rows.map(({ userIds }) => JSON.stringify({ userIds }))}::jsonb[], ${rows.map(({ personal }) => JSON.stringify(personal))}::jsonb[])
      t(record_id, cause_id, data, personal)`;
