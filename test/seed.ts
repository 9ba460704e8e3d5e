/**
 * The seed of a random test: the same every day, so that a change is judged by itself; another every time in the deep run; `SEED` to play one again.
 * Tests name it in their titles.
 */
export function seedOf(usual: number): number {
  if (process.env.SEED !== undefined) return Number(process.env.SEED);
  return process.env.QUAYSIDE_DEEP ? Math.floor(Math.random() * 1e9) : usual;
}
