import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { sendingResumed } from './events.ts';
import { openChannel } from './queries/switches.ts';
import type { Channel } from './schema.ts';

/** Lets the account send on a channel again. What was refused meanwhile is not sent later. */
export async function resumeSending(db: AccountDb, actor: Actor, channel: Channel): Promise<void> {
  if (await openChannel(db, channel)) await recordEvent(db, actor, { kind: sendingResumed, data: { channel } });
}
