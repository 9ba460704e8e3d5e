import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { leaveMap } from './leave-map.ts';
import { loadAutomation } from '../load-automation.ts';
import { matchingAfter, recordIdRows, standingRecords } from '../queries/entries.ts';
import type { ChosenRecords } from '../schema.ts';

/** Takes records off a map, wherever on it they stand, as far as the viewer may see them. Gives how many positions were left. */
export async function removeRecords(
  db: AccountDb,
  actor: Actor,
  { automationId, records, viewer }: { automationId: number; records: ChosenRecords; viewer: Viewer },
): Promise<{ left: number }> {
  const automation = await loadAutomation(db, automationId);
  const context = await criteriaContext(db, { objectId: automation.object_id, viewer });
  const tree: Criteria = 'criteria' in records ? (records.criteria as Criteria) : { all: [] };
  const named = 'recordIds' in records ? records.recordIds : await standingRecords(db, automationId);
  const chosen = await matchingAfter(db, matching(tree, context), { named, after: 0, limit: named.length });
  return { left: await leaveMap(db, actor, { automationId, reason: 'removed', records: recordIdRows(chosen) }) };
}
