import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { sendingResumed, sendingStopped } from './events.ts';
import { ownersToTell } from './owners-to-tell.ts';
import { deleteOperatorStop, insertOperatorStop, type OperatorStopCause } from './queries/switches.ts';
import type { Channel } from './schema.ts';

/**
 * Stops what an account sends by e-mail, by text, or all of it, as the operator or because a limit was passed: the account itself cannot
 * resume it. Nothing is lost: letters wait in the queue, and people on maps before the step that would write to them.
 */
export async function stopByOperator(
  db: AccountDb,
  actor: Actor,
  stop: { channel: Channel | 'all'; reason: string; cause: OperatorStopCause },
): Promise<void> {
  if (!(await insertOperatorStop(db, stop))) return;
  const { channel, reason, cause } = stop;
  await recordEvent(db, actor, { kind: sendingStopped, data: { channel, reason, by: cause, userIds: await ownersToTell(db) } });
}

/** Takes the stop away: what waited goes on. */
export async function resumeByOperator(db: AccountDb, actor: Actor, channel: Channel | 'all'): Promise<void> {
  if (await deleteOperatorStop(db, channel)) await recordEvent(db, actor, { kind: sendingResumed, data: { channel, by: 'operator' } });
}
