import type { AccountDb } from '../app/db.ts';
import { stoppedChannels } from './queries/switches.ts';
import type { Channel } from './schema.ts';

/**
 * Whether nothing may leave on a channel now, stopped by the account or by the operator. What is queued then waits, and goes on when sending
 * is resumed.
 */
export async function sendingHalted(db: AccountDb, channel: Channel): Promise<boolean> {
  return (await stoppedChannels(db)).some((stopped) => stopped.channel === channel);
}
