import { Temporal } from 'temporal-polyfill';
import type { Schedule } from './broadcast-schema.ts';

/** Where the day begins first on earth, and where last. */
const EARLIEST_ZONE = '+14:00';
const LATEST_ZONE = '-12:00';
const HOUR_MS = 3_600_000;

/** When a broadcast begins: with local times, as soon as it is that time anywhere. */
export function startOf(schedule: Schedule, now: Date): Date {
  switch (schedule.when) {
    case 'now':
      return now;
    case 'at':
      return new Date(schedule.at);
    case 'spread':
      return schedule.at === null ? now : new Date(schedule.at);
    case 'local':
      return later(localMoment(schedule.at, EARLIEST_ZONE), now);
  }
}

/** Whether the time asked for is over: with local times, everywhere. */
export function isOver(schedule: Schedule, now: Date): boolean {
  const last = schedule.when === 'local' ? localMoment(schedule.at, LATEST_ZONE) : startOf(schedule, now);
  return last.getTime() < now.getTime() - 60_000;
}

/** When a letter may leave: `place` is the receiver's among so many, `zone` where they live. A local time that is over means at once. */
export function dueTime(schedule: Schedule, letter: { now: Date; startsAt: Date; place: number; of: number; zone: string }): Date {
  if (schedule.when === 'local') return later(localMoment(schedule.at, letter.zone), letter.now);
  if (schedule.when !== 'spread') return letter.now;
  const span = schedule.hours * HOUR_MS;
  return later(new Date(letter.startsAt.getTime() + Math.floor((span * letter.place) / Math.max(1, letter.of))), letter.now);
}

/** How many of a set are in its test. */
export const testSize = (total: number, share: number): number => Math.floor((total * share + 99) / 100);

/** A time of day that the change of the clocks skips is taken that much later, one that comes twice the first time. */
const localMoment = (wallTime: string, zone: string): Date =>
  new Date(Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone).epochMilliseconds);

const later = (one: Date, other: Date): Date => (one > other ? one : other);
