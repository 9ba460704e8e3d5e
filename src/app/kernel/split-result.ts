/** What became of those who took one variant of a split. */
export interface VariantCount {
  /** Whose time to win has run out, so that it is known whether they did. */
  decided: number;
  /** Of these, who won. */
  won: number;
}

export interface VariantResult {
  /** The share that won; null while nobody is decided. */
  rate: number | null;
  /** Where the true share lies with 95 % probability. */
  low: number;
  high: number;
  /** The probability that no other variant is better. */
  best: number;
}

export interface SplitResult {
  /** Too few are decided for any of this to mean something: say so, and nothing else. */
  isEarly: boolean;
  variants: VariantResult[];
  /** The variant most probably the best. */
  leader: number;
  /** The probability that it is. */
  confidence: number;
}

/** Below so many decided of a variant, or so many won in all, nothing is said: one more person would turn it round. */
export const ENOUGH_DECIDED = 20;
export const ENOUGH_WON = 5;

/** The shares are looked at in so many places between the lowest and the highest that matter. */
const PLACES = 8_000;
const WIDTH_IN_DEVIATIONS = 9;

/**
 * How two or more variants did: the share of each and where it truly lies, and how probable it is that each is the best. Nothing is assumed about the
 * shares beforehand (uniform prior); the probabilities are worked out, not drawn, so that the same counts always give the same answer.
 */
export function splitResult(counts: readonly VariantCount[]): SplitResult {
  const shares = placesOf(counts);
  const densities = counts.map((count) => densityOf(count, shares));
  const below = densities.map(runningSum);
  const variants = counts.map(({ decided, won }, at): VariantResult => {
    const others = below.filter((_, other) => other !== at);
    const best = densities[at]!.reduce((sum, density, place) => sum + density * others.reduce((all, other) => all * other[place]!, 1), 0);
    return {
      rate: decided > 0 ? won / decided : null,
      low: shareAt(shares, below[at]!, 0.025),
      high: shareAt(shares, below[at]!, 0.975),
      best,
    };
  });
  const whole = variants.reduce((sum, { best }) => sum + best, 0);
  for (const variant of variants) variant.best /= whole;
  const leader = variants.reduce((first, { best }, at) => (best > variants[first]!.best ? at : first), 0);
  return { isEarly: isEarly(counts), variants, leader, confidence: variants[leader]!.best };
}

const isEarly = (counts: readonly VariantCount[]): boolean =>
  counts.some(({ decided }) => decided < ENOUGH_DECIDED) || counts.reduce((sum, { won }) => sum + won, 0) < ENOUGH_WON;

/** The winner that may be chosen: the leader, as soon as it is the best with this confidence and each variant has so many decided. */
export function chosenWinner(
  counts: readonly VariantCount[],
  { confidence, atLeast }: { confidence: number; atLeast: number },
): { exit: number; confidence: number } | undefined {
  if (isEarly(counts) || counts.some(({ decided }) => decided < atLeast)) return undefined;
  const result = splitResult(counts);
  return result.confidence >= confidence ? { exit: result.leader, confidence: result.confidence } : undefined;
}

/** Evenly spread over the part in which any of the shares may lie. */
function placesOf(counts: readonly VariantCount[]): number[] {
  let lowest = 1;
  let highest = 0;
  for (const { decided, won } of counts) {
    const mean = (won + 1) / (decided + 2);
    const deviation = Math.sqrt((mean * (1 - mean)) / (decided + 3));
    lowest = Math.min(lowest, Math.max(0, mean - WIDTH_IN_DEVIATIONS * deviation));
    highest = Math.max(highest, Math.min(1, mean + WIDTH_IN_DEVIATIONS * deviation));
  }
  const step = (highest - lowest) / PLACES;
  return Array.from({ length: PLACES }, (_, place) => lowest + (place + 0.5) * step);
}

/** How probable each share is after what was seen; they add up to 1. */
function densityOf({ decided, won }: VariantCount, shares: readonly number[]): number[] {
  const logs = shares.map((share) => won * Math.log(share) + (decided - won) * Math.log1p(-share));
  const highest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  const weights = logs.map((log) => Math.exp(log - highest));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** How probable it is that the share lies below each place; a place itself counts half. */
function runningSum(density: readonly number[]): number[] {
  let sum = 0;
  return density.map((weight) => {
    const half = sum + weight / 2;
    sum += weight;
    return half;
  });
}

const shareAt = (shares: readonly number[], below: readonly number[], probability: number): number =>
  shares[
    Math.max(
      0,
      below.findIndex((sum) => sum >= probability),
    )
  ]!;
