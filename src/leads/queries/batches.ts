import { join, type AccountDb, type Sql } from '../../app/db.ts';
import { newestOfBatch } from '../../ledger/index.ts';

/** The newest event of a batch about each record of an object: the cause of what becomes of it. */
export async function newestIn(db: AccountDb, batchId: number, objectId: number): Promise<Map<number, number>> {
  const rows = await db.many<{ record_id: number; id: number }>(newestOfBatch(db, objectId, batchId));
  return new Map(rows.map(({ record_id, id }) => [record_id, id]));
}

export const touchedByAll = (touched: readonly Sql[]): Sql => join(touched, ' union ');
