import type { AccountDb } from '../app/db.ts';
import { publish } from '../app/live.ts';
import { recordsOfBatch } from './queries/matter.ts';

/** A batch of more events than this is told by object, without naming its records. */
const TOLD_ONE_BY_ONE = 100;

/**
 * Tells pages that are open what this batch is about: `record/OBJECT/ID` for each record, and `records/OBJECT` with the ids, or with
 * `many` where there are too many to name.
 */
export async function publishBatch(db: AccountDb, batchId: number): Promise<void> {
  const objects = await recordsOfBatch(db, batchId, TOLD_ONE_BY_ONE + 1);
  const isMany = objects.reduce((sum, { events }) => sum + events, 0) > TOLD_ONE_BY_ONE;
  for (const { object_id, record_ids } of objects) {
    publish(db, `records/${object_id}`, isMany ? { many: true } : { ids: record_ids });
    if (!isMany) for (const id of record_ids) publish(db, `record/${object_id}/${id}`, { changed: true });
  }
}
