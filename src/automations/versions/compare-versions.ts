import type { AccountDb } from '../../app/db.ts';
import { mapAt } from './map-at.ts';
import { compareMaps, type MapDifference } from '../rules/compare-maps.ts';
import type { AutomationMap } from '../schema.ts';

/** How two forms of a map differ, each a version or the draft, beside the maps themselves. */
export async function compareVersions(
  db: AccountDb,
  automationId: number,
  { from, to }: { from: number | 'draft'; to: number | 'draft' },
): Promise<{ before: AutomationMap; after: AutomationMap; difference: MapDifference }> {
  const before = await mapAt(db, automationId, from);
  const after = await mapAt(db, automationId, to);
  return { before, after, difference: compareMaps(before, after) };
}
