import { Temporal } from 'temporal-polyfill';

/** How long a mail at once waits for its reader to see it in the app. */
export const PATIENCE_MS = 5 * 60_000;
const MORNING = Temporal.PlainTime.from('08:00');

/** The next eight in the morning after `now` in the account's time zone. */
export function nextMorning(now: Date, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate().toZonedDateTime({ timeZone, plainTime: MORNING });
  const next =
    Temporal.ZonedDateTime.compare(today, here) > 0
      ? today
      : here.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: MORNING });
  return new Date(next.epochMilliseconds);
}
