import { type CardSettings, DEFAULT_BANDS } from '../../../src/records/schema.ts';

export type Band = NonNullable<CardSettings['bands']>[number];

interface Lived {
  lastActivityAt: string | null;
  createdAt: string;
}

const DAY_MS = 86_400_000;

/**
 * The band of how long ago a record was last active, or was added where it never was: the first it does not reach beyond, and the last for
 * all that is older.
 */
export function bandOf({ lastActivityAt, createdAt }: Lived, now: Date, bands: readonly Band[] = DEFAULT_BANDS): Band {
  const days = (now.getTime() - new Date(lastActivityAt ?? createdAt).getTime()) / DAY_MS;
  return bands.find((band) => days <= band.days) ?? bands.at(-1)!;
}
