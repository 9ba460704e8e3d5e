import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { domains } from '../app/registry.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountSettings } from './account-settings.ts';
import { clockMoved } from './events.ts';
import { clockOffset, updateClockOffset } from './queries/accounts.ts';
import { CLOCK_MOVE_MAX_MS, type MoveClock } from './schema.ts';

const STEPS = { hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Moves a sandbox's clock forward: by an hour, a day, so many milliseconds, to a time, or to when any domain next has something to do.
 * Gives the time it then has. Refuses with `clock_not_movable` any other account, with `clock_backwards`, with `clock_too_far` more
 * than a year at once, and with `nothing_due`.
 */
export async function moveClock(db: AccountDb, actor: Actor, move: MoveClock): Promise<Date> {
  const { kind } = await accountSettings(db);
  if (kind !== 'sandbox') throw new Problem('clock_not_movable', 'Only a sandbox has a clock that can be moved.');
  const offsetMs = await clockOffset(db, true);
  const target = await targetOf(db, move);
  const byMs = target.getTime() - db.now.getTime();
  if (byMs < 0) throw new Problem('clock_backwards', 'The clock moves forward only. Choose a later time.');
  if (byMs > CLOCK_MOVE_MAX_MS) throw new Problem('clock_too_far', 'The clock moves by a year at most at once. Choose an earlier time.');
  if (byMs === 0) return target;
  await updateClockOffset(db, offsetMs + byMs);
  await recordEvent(db, actor, { kind: clockMoved, data: { byMs, to: target.toISOString() } });
  return target;
}

async function targetOf(db: AccountDb, move: MoveClock): Promise<Date> {
  if ('byMs' in move) return new Date(db.now.getTime() + move.byMs);
  if ('to' in move) return new Date(move.to);
  if (move.by !== 'next') return new Date(db.now.getTime() + STEPS[move.by]);
  const next = await nextDue(db);
  if (!next) throw new Problem('nothing_due', 'Nothing is due in this account, so there is no next event to move to.');
  return next > db.now ? next : db.now;
}

/** When, by this account's clock, any domain next has something to do. */
export async function nextDue(db: AccountDb): Promise<Date | undefined> {
  let earliest: Date | undefined;
  for (const domain of domains()) {
    const due = await domain.nextDue?.(db);
    if (due && (!earliest || due < earliest)) earliest = due;
  }
  return earliest;
}
