import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { automationById, publishedMaps, type AutomationRow } from './queries/automations.ts';
import type { AutomationMap } from './schema.ts';

/** An automation; refuses with `not_found`. Lock it to change it. */
export async function loadAutomation(db: AccountDb, id: number, lock = false): Promise<AutomationRow> {
  const automation = await automationById(db, id, lock);
  if (!automation) throw notFound('automation');
  return automation;
}

/** The map that runs now; undefined before the first publishing. */
export async function currentMap(db: AccountDb, automation: AutomationRow): Promise<AutomationMap | undefined> {
  if (automation.version === null) return undefined;
  const [published] = await publishedMaps(db, automation.id, [automation.version]);
  return published?.map;
}
