import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { loadAutomation } from '../load-automation.ts';
import { mapOfVersion } from '../queries/versions.ts';
import type { AutomationMap } from '../schema.ts';

/** The map of a version, or the draft. Refuses with `not_found`. */
export async function mapAt(db: AccountDb, automationId: number, at: number | 'draft'): Promise<AutomationMap> {
  const { draft } = await loadAutomation(db, automationId);
  if (at === 'draft') return draft;
  const map = await mapOfVersion(db, automationId, at);
  if (!map) throw notFound('version');
  return map;
}
