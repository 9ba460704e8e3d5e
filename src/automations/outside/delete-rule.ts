import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { deleteAutomation } from '../delete-automation.ts';
import { loadRule } from './load-rule.ts';
import { pauseAutomation } from '../pause-automation.ts';

/** Takes a rule out of use, running or not. */
export async function deleteRule(db: AccountDb, actor: Actor, id: number): Promise<{ left: number }> {
  const { status } = await loadRule(db, id);
  if (status === 'published') await pauseAutomation(db, actor, id);
  return deleteAutomation(db, actor, id);
}
