import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationDeleted } from './events.ts';
import { keepTriggers } from './triggers/keep-triggers.ts';
import { loadAutomation } from './load-automation.ts';
import { lockEntrance } from './queries/entries.ts';
import { markDeleted } from './queries/automations.ts';
import { leaveMap } from './people/leave-map.ts';

/**
 * Takes an automation out of use; everybody on it leaves. Its versions stay, because the ledger tells of them. Refuses with `running`
 * while it is published.
 */
export async function deleteAutomation(db: AccountDb, actor: Actor, id: number): Promise<{ left: number }> {
  await lockEntrance(db, id);
  const automation = await loadAutomation(db, id, true);
  if (automation.status === 'published') {
    throw new Problem('running', `“${automation.name}” is running. Pause it before you delete it.`, { status: 409 });
  }
  await markDeleted(db, id);
  await keepTriggers(db, actor, { id, objectId: automation.object_id, map: null });
  const causeId = await recordEvent(db, actor, { kind: automationDeleted, subject: { type: 'automation', id } });
  return { left: await leaveMap(db, { ...actor, causeId }, { automationId: id, reason: 'automation_deleted' }) };
}
