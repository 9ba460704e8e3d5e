import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationResumed } from './events.ts';
import { loadAutomation } from './load-automation.ts';
import { updateStatus, type AutomationRow } from './queries/automations.ts';
import { passSchedules } from './queries/schedules.ts';
import { refuseReaching } from './refuse-steps-beyond-scopes.ts';

/** Runs a paused map on by the version it had. Whoever became due meanwhile moves at once. Refuses what is not paused, and `scope_missing`. */
export async function resumeAutomation(db: AccountDb, actor: Actor, id: number): Promise<AutomationRow> {
  const automation = await loadAutomation(db, id, true);
  if (automation.status !== 'paused') {
    throw new Problem('not_paused', `“${automation.name}” is not paused, so it cannot be resumed.`, { status: 409 });
  }
  await refuseReaching(db, actor, id);
  await updateStatus(db, id, 'published');
  await passSchedules(db, id);
  await recordEvent(db, actor, { kind: automationResumed, subject: { type: 'automation', id } });
  return loadAutomation(db, id);
}
