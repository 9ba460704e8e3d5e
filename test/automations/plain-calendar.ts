/** Local times worked out by nothing but what the platform says a clock shows: beside the product's calendar, not by it. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of a zone shows, as if it were UTC. */
export function shownAt(zone: string, time: number): number {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
    formats.set(zone, format);
  }
  const shown = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(shown.year!, shown.month! - 1, shown.day, shown.hour, shown.minute, shown.second);
}

/** When the clock shows this: the first time where it does so twice, and so much later where it never does. */
export function momentOf(zone: string, shown: number): number {
  const before = shownAt(zone, shown - DAY) - (shown - DAY);
  const after = shownAt(zone, shown + DAY) - (shown + DAY);
  const moments = [shown - before, shown - after].filter((moment) => shownAt(zone, moment) === shown);
  return moments.length > 0 ? Math.min(...moments) : shown - before;
}

/** So many days later at the same time of day. */
export const daysLater = (zone: string, time: number, days: number): number => momentOf(zone, shownAt(zone, time) + days * DAY);

/** A month later on the same day, or the last of a shorter month. */
export function monthLater(zone: string, time: number): number {
  const shown = new Date(shownAt(zone, time));
  const day = shown.getUTCDate();
  const last = new Date(Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + 2, 0)).getUTCDate();
  shown.setUTCDate(1);
  shown.setUTCMonth(shown.getUTCMonth() + 1);
  shown.setUTCDate(Math.min(day, last));
  return momentOf(zone, shown.getTime());
}

/** The first working hour (Monday to Friday, nine to five) that is not over. */
export function workingHour(zone: string, time: number): number {
  const shown = shownAt(zone, time);
  const today = Math.floor(shown / DAY) * DAY;
  for (let day = today; ; day += DAY) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    if (shown <= day + 9 * HOUR) return momentOf(zone, day + 9 * HOUR);
    if (shown < day + 17 * HOUR) return time;
  }
}

/** The first moment that is neither Sunday nor between eight in the evening and eight in the morning. */
export function awakeFrom(zone: string, time: number): number {
  const isQuiet = (moment: number): boolean => {
    const shown = new Date(shownAt(zone, moment));
    return shown.getUTCDay() === 0 || shown.getUTCHours() >= 20 || shown.getUTCHours() < 8;
  };
  let moment = time;
  while (isQuiet(moment)) moment = Math.floor(moment / (15 * MINUTE)) * 15 * MINUTE + 15 * MINUTE;
  return moment;
}
