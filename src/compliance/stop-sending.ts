import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { sendingStopped } from './events.ts';
import { stopChannel } from './queries/switches.ts';
import type { Channel } from './schema.ts';

/** Stops everything the account sends on a channel, at once: the gate refuses all of it until sending is resumed. */
export async function stopSending(db: AccountDb, actor: Actor, channel: Channel, reason: string): Promise<void> {
  if (await stopChannel(db, channel, reason)) await recordEvent(db, actor, { kind: sendingStopped, data: { channel, reason } });
}
