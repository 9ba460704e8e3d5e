import type { AccountDb } from '../app/db.ts';
import { throttleOf } from './queries/holds.ts';
import { stoppedChannels } from './queries/switches.ts';
import type { Channel, SendingStanding } from './schema.ts';

/**
 * Whether nothing may leave on a channel now, stopped by the account or by the operator. What is queued then waits, and goes on when sending
 * is resumed.
 */
export async function sendingHalted(db: AccountDb, channel: Channel): Promise<boolean> {
  return (await stoppedChannels(db)).some((stopped) => stopped.channel === channel || stopped.channel === 'all');
}

/** What is stopped and what is slowed down, since when, why and by whom. */
export async function sendingStanding(db: AccountDb): Promise<SendingStanding> {
  const throttle = await throttleOf(db, 'email');
  return {
    stopped: (await stoppedChannels(db)).map(({ channel, stopped_at, reason, by }) => ({
      channel,
      stoppedAt: stopped_at.toISOString(),
      reason,
      by,
    })),
    slowed: throttle ? { perHour: throttle.per_hour, reason: throttle.reason, since: throttle.since.toISOString() } : null,
  };
}
