import { Temporal } from 'temporal-polyfill';
import type { Band, Decay } from './score-settings.ts';

/** One point, in the millionths in which what is left of points is counted: whole numbers come out the same wherever they are added up. */
export const MICRO = 1_000_000;

/**
 * What is left of one point after each number of whole periods, in millionths, from none onwards: every period takes its percent and rounds down.
 * Beyond the last nothing is left. Without decay everything is left for ever, which is a list of one.
 */
export function factorsOf(decay: Decay | null): number[] {
  const factors = [MICRO];
  if (!decay) return factors;
  while (factors.at(-1)! > 0) factors.push(Math.floor((factors.at(-1)! * (100 - decay.percent)) / 100));
  return factors.slice(0, -1);
}

/** The millionths left today of one point earned on a day. */
export function factorOn(decay: Decay | null, factors: readonly number[], earned: string, today: string): number {
  if (!decay) return MICRO;
  return factors[Math.max(0, Math.floor(daysBetween(earned, today) / decay.days))] ?? 0;
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** The score that points make: what criteria give, what is left of what was earned, rounded, within floor and cap. */
export function scoreOf(explicit: number, earnedMicro: number, { floor, cap }: { floor: number; cap: number }): number {
  return Math.max(floor, Math.min(cap, explicit + Math.floor((earnedMicro + MICRO / 2) / MICRO)));
}

/** The band a score stands in; the lowest takes everything below it. */
export function bandOf<B extends Band>(bands: readonly B[], score: number): B {
  return bands.toSorted((one, other) => other.from - one.from).find(({ from }) => score >= from) ?? lowestOf(bands);
}

export const lowestOf = <B extends Band>(bands: readonly B[]): B => bands.reduce((least, band) => (band.from < least.from ? band : least));

/** The day of the account on which a moment falls. */
export const dayOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** When a day begins in the account. */
export const beginOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds);

/** On which day after today points earned on these days next lose some; undefined when none ever does. */
export function nextDecay(days: readonly string[], today: string, decay: Decay | null): string | undefined {
  if (!decay) return undefined;
  const lasting = factorsOf(decay).length;
  let next: number | undefined;
  for (const day of days) {
    const steps = Math.max(0, Math.floor(daysBetween(day, today) / decay.days)) + 1;
    if (steps > lasting) continue;
    const until = steps * decay.days - daysBetween(day, today);
    if (next === undefined || until < next) next = until;
  }
  return next === undefined ? undefined : Temporal.PlainDate.from(today).add({ days: next }).toString();
}

/** The days on which points were earned that have lost some between two days, of those given. */
export function decayedBetween(days: readonly string[], before: string, today: string, decay: Decay): string[] {
  const steps = (day: string, now: string): number => Math.max(0, Math.floor(daysBetween(day, now) / decay.days));
  return days.filter((day) => steps(day, today) !== steps(day, before));
}

export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
