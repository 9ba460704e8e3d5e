/** Who takes which variant: the same record always the same one of a step, spread over the variants by their weights. */
export function variantOf(of: { automationId: number; stepId: number; recordId: number }, weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let place = Math.floor(luckOf([of.automationId, of.stepId, of.recordId]) * total);
  for (const [variant, weight] of weights.entries()) {
    if (place < weight) return variant;
    place -= weight;
  }
  throw new Error('At least one variant has a weight.');
}

/** A number from 0 to below 1, always the same for the same numbers, spread evenly over all of them. */
export const luckOf = (numbers: readonly number[]): number => hashOf(numbers) / 2 ** 32;

/** Thirty-two bits that change through and through with any of the numbers (MurmurHash3). */
function hashOf(numbers: readonly number[]): number {
  let hash = 0;
  for (const number of numbers) {
    for (const word of [number >>> 0, Math.floor(number / 2 ** 32)]) {
      hash ^= Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
      hash = (Math.imul(rotated(hash, 13), 5) + 0xe6546b64) | 0;
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
