import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { loadRule } from './load-rule.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { resumeAutomation } from '../resume-automation.ts';

/** Lets a rule run again as it was last saved. Refuses what cannot run. */
export async function resumeRule(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  const { status, revision, published_revision } = await loadRule(db, id);
  if (status === 'paused' && revision === published_revision) return resumeAutomation(db, actor, id);
  return publishAutomation(db, actor, id);
}
