import { sql, type Sql } from '../../app/db.ts';

export const withIds = (ids: readonly number[]): Sql => sql`n.id = any(${ids}::bigint[])`;
export const upTo = (id: number): Sql => sql`n.id <= ${id}`;
export const aboutRecord = (record: { objectId: number; id: number }): Sql =>
  sql`n.object_id = ${record.objectId} and n.record_id = ${record.id}`;
