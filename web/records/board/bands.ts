import { type CardSettings, DEFAULT_BANDS } from '../../../src/records/schema.ts';

export type Band = NonNullable<CardSettings['bands']>[number];

const DAY_MS = 86_400_000;

/** The band of how long ago something happened: the first it does not reach beyond; the last for all that is older, or never happened. */
export function bandOf(time: string | null, now: Date, bands: readonly Band[] = DEFAULT_BANDS): Band {
  const days = time === null ? Number.POSITIVE_INFINITY : (now.getTime() - new Date(time).getTime()) / DAY_MS;
  return bands.find((band) => days <= band.days) ?? bands.at(-1)!;
}
