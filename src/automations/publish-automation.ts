import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationPublished } from './events.ts';
import { findProblems } from './find-problems.ts';
import { loadAutomation } from './load-automation.ts';
import { lockEntrance } from './queries/entries.ts';
import { insertVersion, replaceTriggers, type AutomationRow } from './queries/automations.ts';
import { trackGroups } from './track-groups.ts';

/**
 * Makes the draft the map that runs, as a new version that never changes. Nobody on the map is touched: whoever stands on a step that
 * the new version still has goes on by it, everybody else by the version they came with. Refuses with `map_cannot_run`, whose fields say
 * why, by step.
 */
export async function publishAutomation(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  await lockEntrance(db, id);
  const automation = await loadAutomation(db, id, true);
  const problems = await findProblems(db, automation.object_id, automation.draft);
  const [first] = Object.values(problems);
  if (first !== undefined) {
    throw new Problem('map_cannot_run', `“${automation.name}” cannot run yet. ${first}`, { fields: problems });
  }
  const version = (automation.version ?? 0) + 1;
  await insertVersion(db, automation, { version, publishedBy: actor.type === 'user' ? Number(actor.id) : null });
  await replaceTriggers(db, id, automation.draft.triggers);
  await trackGroups(db, id, automation.draft.triggers);
  await recordEvent(db, actor, { kind: automationPublished, subject: { type: 'automation', id }, data: { version } });
  return loadAutomation(db, id);
}
