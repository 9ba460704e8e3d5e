import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationRetried } from './events.ts';
import { loadAutomation } from './load-automation.ts';
import { readyFailed } from './queries/positions.ts';

/** Puts everybody who was set aside on a step before it again. Gives how many. */
export async function retryStep(db: AccountDb, actor: Actor, automationId: number, stepId: number): Promise<{ retried: number }> {
  await loadAutomation(db, automationId);
  const retried = await readyFailed(db, automationId, stepId);
  if (retried > 0) {
    await recordEvent(db, actor, {
      kind: automationRetried,
      subject: { type: 'automation', id: automationId },
      data: { step: stepId, retried },
    });
  }
  return { retried };
}
