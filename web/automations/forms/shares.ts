const WHOLE = 1000;

/** Weights as percent with one decimal: 2 and 1 are 66.7 and 33.3. */
export function percentagesOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? weights.map(() => 0) : weights.map((weight) => Math.round((weight / total) * WHOLE) / 10);
}

/** All alike. */
export const evenly = (count: number): number[] => Array.from({ length: count }, () => 1);

/** One of them takes `percent`; the others share what is left as they shared it before, alike where they had nothing. Gives tenths of a percent. */
export function withPercentage(weights: readonly number[], index: number, percent: number): number[] {
  const own = Math.round(Math.min(100, Math.max(0, percent)) * 10);
  const others = weights.map((weight, at) => (at === index ? 0 : weight));
  const shared = apportioned(others.some((weight) => weight > 0) ? others : others.map((_, at) => (at === index ? 0 : 1)), WHOLE - own);
  return shared.map((weight, at) => (at === index ? own : weight));
}

/** `whole` in whole numbers after these weights: the largest remainders get what rounding down leaves. */
function apportioned(weights: readonly number[], whole: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (weight / total) * whole);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = [...exact.keys()].sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!));
  for (const at of byRemainder.slice(0, left)) parts[at]! += 1;
  return parts;
}
