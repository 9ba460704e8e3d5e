import type { AccountDb } from '../../app/db.ts';
import { currentMap, loadAutomation } from '../load-automation.ts';
import { publishedMaps, type AutomationRow } from '../queries/automations.ts';
import { effectOf, type Effect } from '../rules/effect.ts';
import { standingNow } from './standing-now.ts';

/** What publishing the draft will do to everybody who stands on the map, with a proposal for those on each step that is gone. */
export async function showEffect(db: AccountDb, automationId: number): Promise<{ row: AutomationRow; effect: Effect }> {
  const row = await loadAutomation(db, automationId);
  const { standing } = await standingNow(db, automationId);
  const versions = [...new Set(standing.map(({ version }) => version))];
  const maps = new Map((await publishedMaps(db, automationId, versions)).map(({ version, map }) => [version, map]));
  return { row, effect: effectOf(row.draft, maps, await currentMap(db, row), standing) };
}
