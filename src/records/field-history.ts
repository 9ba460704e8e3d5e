import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { changesOfRecord } from '../ledger/index.ts';
import { recordCreated, recordUpdated } from './events.ts';
import { objectShape } from './object-shapes.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { visibleFields } from './rules/rights.ts';
import type { Change } from './rules/told.ts';
import type { FieldShape } from './schema.ts';
import { tell, type ToldEvent } from './timeline.ts';

export interface FieldHistory {
  field: FieldShape;
  /** Last change first. `change` is undefined where what stood there is no longer kept, or the record began with nothing in the field. */
  entries: { told: ToldEvent; change: Change | undefined }[];
  hasMore: boolean;
}

/** What stood in a field of a record, since when, by whom and because of what. Refuses `not_found`, also for a field out of sight. */
export async function fieldHistory(
  db: AccountDb,
  viewer: Viewer,
  { record, fieldId, skip, limit }: { record: RecordId; fieldId: number; skip: number; limit: number },
): Promise<FieldHistory> {
  await recordFor(db, viewer, 'view', record);
  const field = visibleFields(viewer, await objectShape(db, record.objectId)).find(({ id }) => id === fieldId);
  if (!field) throw notFound('field');
  const kinds = [recordCreated.kind, recordUpdated.kind];
  const found = await changesOfRecord(db, record, { kinds, fieldId, skip, limit: limit + 1 });
  const told = await tell(db, viewer, found.slice(0, limit));
  return {
    field,
    entries: told.map((one) => ({ told: one, change: one.changes.find((change) => change.field.id === fieldId) })),
    hasMore: found.length > limit,
  };
}
