import { sql, type Sql } from '../../app/db.ts';

/** A letter to a record that came back for good; the event that told of it, where there is one. */
export interface HardBounce {
  recordId: number;
  messageId: number;
  causeId: number | null;
}

/** One row for each letter that came back, for the events that tell of it. */
export const bouncedRows = (objectId: number, bounces: readonly HardBounce[]): Sql =>
  sql`select ${objectId}::integer as object_id, b.record_id, b.message_id as subject_id, b.cause_id
      from unnest(${bounces.map(({ recordId }) => recordId)}::bigint[], ${bounces.map(({ messageId }) => messageId)}::bigint[],
        ${bounces.map(({ causeId }) => causeId)}::bigint[]) b(record_id, message_id, cause_id)`;
