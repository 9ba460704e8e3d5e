import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { openRule, type OpenedRule } from './load-rule.ts';
import { publishAutomation } from '../versions/publish-automation.ts';

/** Lets a rule run as it was just saved; one that cannot says why and goes on as it did, one that is paused stays so. */
export async function runAsSaved(db: AccountDb, actor: Actor, id: number): Promise<OpenedRule> {
  const opened = await openRule(db, id);
  if (Object.keys(opened.problems).length > 0 || opened.row.status === 'paused') return opened;
  return { row: await publishAutomation(db, actor, id), problems: {} };
}
