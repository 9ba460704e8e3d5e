const MOST_IDS = 50;

/** Of what a tool was given, the numbers, the lists of numbers and the choices of yes or no: ids and counts, but nothing that anybody wrote. */
export function numbersIn(given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name, value]) => /^[a-z_]{1,40}$/.test(name) && isPlain(value))
      .slice(0, 20)
      .map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, MOST_IDS) : value]),
  );
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  Number.isSafeInteger(value) ||
  (Array.isArray(value) && value.length > 0 && value.every(Number.isSafeInteger));
