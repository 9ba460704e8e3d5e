import type { AccountDb } from '../../app/db.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { comparableByIds, type ObjectShape } from '../../records/index.ts';
import { countClusters } from '../queries/duplicate-clusters.ts';
import type { DuplicateRuleRow } from '../queries/duplicates.ts';
import type { DuplicateRuleView } from '../rules/duplicate-requests.ts';

/** A rule as the API shows it. How much it found, and the crowds, are told to those alone who see every record. */
export async function presentRule(db: AccountDb, viewer: Viewer, shape: ObjectShape, rule: DuplicateRuleRow): Promise<DuplicateRuleView> {
  const seesEverything = viewer.on(shape.id).view === 'all';
  const counts = seesEverything ? await countClusters(db, rule.id) : { clusters: null, records: null };
  const ids = rule.crowded.map(({ recordId }) => recordId);
  const named = seesEverything ? await comparableByIds(db, shape, { ids, fieldIds: [] }) : [];
  return {
    id: rule.id,
    objectId: rule.object_id,
    name: rule.name,
    conditions: rule.conditions,
    status: rule.status,
    done: rule.done,
    total: rule.total,
    searchedAt: rule.searched_at?.toISOString() ?? null,
    failure: rule.failure,
    ...counts,
    crowds: rule.crowded.flatMap(({ recordId, count }) => {
      const record = named.find(({ id, owner_id }) => id === recordId && reaches(viewer, viewer.on(shape.id).view, owner_id));
      return record ? [{ recordId, name: record.name, count }] : [];
    }),
  };
}
