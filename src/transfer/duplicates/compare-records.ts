import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, visibleFields, visibleNames } from '../../records/index.ts';
import type { ComparisonView } from '../rules/duplicate-requests.ts';
import { inOrderOfAge } from '../rules/merge-plan.ts';
import { seenRecords } from './list-clusters.ts';

/** Records side by side, the oldest first, through the viewer's eyes. Refuses with `not_found` when fewer than two of them are there to see. */
export async function compareRecords(
  db: AccountDb,
  viewer: Viewer,
  { objectId, ids }: { objectId: number; ids: readonly number[] },
): Promise<ComparisonView> {
  const shape = await objectShape(db, objectId);
  const seen = await seenRecords(db, viewer, shape, ids);
  if (viewer.on(objectId).view === 'none' || seen.length < 2) throw notFound('record');
  const pointers = visibleFields(viewer, shape)
    .filter(({ type }) => type === 'parent')
    .flatMap(({ id, parentObjectId }) =>
      seen.flatMap(({ values }) => (typeof values[id] === 'number' ? [{ objectId: parentObjectId!, id: values[id] as number }] : [])),
    );
  const names = await visibleNames(db, viewer, pointers);
  const records = inOrderOfAge(seen.map((record) => ({ ...record, createdAt: new Date(record.createdAt) })));
  return {
    records: records.map((record) => ({ ...record, createdAt: record.createdAt.toISOString() })),
    parents: names.map(({ object_id, id, name }) => ({ objectId: object_id, id, name })),
  };
}
