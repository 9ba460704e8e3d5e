import { instantOf, wallClockOf } from '../ui/zoned.ts';

const LATER_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

export interface RestingTime {
  key: 'later' | 'tomorrow' | 'monday' | 'week';
  /** ISO 8601. */
  time: string;
}

/** Until when a conversation is let rest, as people say it: by the wall clock of a zone. */
export function restingTimes(now: Date, timeZone: string): RestingTime[] {
  const morningIn = (days: number): string => {
    const day = new Date(Date.parse(`${wallClockOf(now, timeZone).slice(0, 10)}T12:00:00Z`) + days * DAY_MS);
    return instantOf(`${day.toISOString().slice(0, 10)}T08:00`, timeZone);
  };
  const weekday = new Date(`${wallClockOf(now, timeZone).slice(0, 10)}T12:00:00Z`).getUTCDay();
  return [
    { key: 'later', time: new Date(now.getTime() + LATER_MS).toISOString() },
    { key: 'tomorrow', time: morningIn(1) },
    { key: 'monday', time: morningIn((8 - weekday) % 7 || 7) },
    { key: 'week', time: morningIn(7) },
  ];
}
