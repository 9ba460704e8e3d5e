/** What a form holds before PHP writes it. */
export type PhpValue = string | number | boolean | null | PhpValue[] | { [name: string]: PhpValue };

/** Writes a form the way PHP does: `ids[0]=1`, spaces as `+`, true and false as 1 and 0, null left out. */
export function phpForm(values: Record<string, PhpValue>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => pairs(name, value))
    .map(([name, value]) => `${written(name)}=${written(value)}`)
    .join('&');
}

function pairs(name: string, value: PhpValue): [string, string][] {
  if (value === null) return [];
  if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => pairs(`${name}[${key}]`, inner));
}

const written = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
