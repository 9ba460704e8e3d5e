import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { loadRule } from './load-rule.ts';
import { deleteAutomation } from './delete-automation.ts';
import { pauseAutomation } from './pause-automation.ts';
import { publishAutomation } from './publish-automation.ts';
import type { AutomationRow } from './queries/automations.ts';
import { resumeAutomation } from './resume-automation.ts';

/** Stops a rule until it is resumed. Refuses what is not running. */
export async function pauseRule(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  await loadRule(db, id);
  return pauseAutomation(db, actor, id);
}

/** Lets a rule run again as it was last saved. Refuses what cannot run. */
export async function resumeRule(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  const { status, revision, published_revision } = await loadRule(db, id);
  if (status === 'paused' && revision === published_revision) return resumeAutomation(db, actor, id);
  return publishAutomation(db, actor, id);
}

/** Takes a rule out of use, running or not. */
export async function deleteRule(db: AccountDb, actor: Actor, id: number): Promise<{ left: number }> {
  const { status } = await loadRule(db, id);
  if (status === 'published') await pauseAutomation(db, actor, id);
  return deleteAutomation(db, actor, id);
}
