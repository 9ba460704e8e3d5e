import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationPaused } from './events.ts';
import { loadAutomation } from './load-automation.ts';
import { lockEntrance } from './queries/entries.ts';
import { updateStatus, type AutomationRow } from './queries/automations.ts';

/** Nobody enters and nobody moves until it is resumed; everybody stays where they stand. Refuses what is not published. */
export async function pauseAutomation(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  await lockEntrance(db, id);
  const automation = await loadAutomation(db, id, true);
  if (automation.status !== 'published') {
    throw new Problem('not_published', `“${automation.name}” is not running, so it cannot be paused.`, { status: 409 });
  }
  await updateStatus(db, id, 'paused');
  await recordEvent(db, actor, { kind: automationPaused, subject: { type: 'automation', id } });
  return loadAutomation(db, id);
}
