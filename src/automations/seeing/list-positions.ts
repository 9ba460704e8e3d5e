import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { matchingAfter } from '../queries/entries.ts';
import { positionsOfRecord } from '../queries/positions.ts';

/** On which maps a record stands, and where. Refuses with `not_found` a record the viewer may not see. */
export async function listPositions(
  db: AccountDb,
  { objectId, recordId, viewer }: { objectId: number; recordId: number; viewer: Viewer },
): ReturnType<typeof positionsOfRecord> {
  const everybody = { all: [] };
  const visible = matching(everybody, await criteriaContext(db, { objectId, viewer, criteria: everybody }));
  if ((await matchingAfter(db, visible, { named: [recordId], after: 0, limit: 1 })).length === 0) throw notFound('record');
  return positionsOfRecord(db, objectId, recordId);
}
