import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { eventsOfRecord, type EventRow } from '../../ledger/index.ts';
import { automationEntered, automationLeft, automationMoved, automationRefused } from '../events.ts';
import { loadAutomation } from '../load-automation.ts';
import { matchingAfter } from '../queries/entries.ts';

const KINDS = [automationEntered, automationMoved, automationLeft, automationRefused].map(({ kind }) => kind);
/** As much of a record's past on its maps is looked through. */
const MOST = 500;

/** What one record did on a map, newest first, from the ledger. Refuses with `not_found` a record the viewer may not see. */
export async function listLog(
  db: AccountDb,
  { automationId, recordId, viewer }: { automationId: number; recordId: number; viewer: Viewer },
): Promise<EventRow[]> {
  const { object_id: objectId } = await loadAutomation(db, automationId);
  const visible = matching({ all: [] }, await criteriaContext(db, { objectId, viewer }));
  if ((await matchingAfter(db, visible, { named: [recordId], after: 0, limit: 1 })).length === 0) throw notFound('record');
  const events = await eventsOfRecord(db, { objectId, id: recordId }, { kinds: KINDS, limit: MOST });
  return events.filter(({ subject_id }) => subject_id === automationId);
}
