/** Chance that is the same each time: the sample business is one business, not a new one at every reset. */
export interface Chance {
  /** A number from 0 up to, but not including, `below`. */
  upTo(below: number): number;
  /** One of these. */
  of<T>(choices: readonly T[]): T;
  /** True for `percent` of a hundred tries. */
  happens(percent: number): boolean;
}

/** A small generator (mulberry32) from a seed. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number): number => Math.floor(next() * below);
  return { upTo, of: (choices) => choices[upTo(choices.length)]!, happens: (percent) => next() * 100 < percent };
}
