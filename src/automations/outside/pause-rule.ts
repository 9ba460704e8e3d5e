import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { loadRule } from './load-rule.ts';
import { pauseAutomation } from '../pause-automation.ts';
import type { AutomationRow } from '../queries/automations.ts';

/** Stops a rule until it is resumed. Refuses what is not running. */
export async function pauseRule(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  await loadRule(db, id);
  return pauseAutomation(db, actor, id);
}
