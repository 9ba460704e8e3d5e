/** The zones this server's calendar knows, by the way they were written; asked once each, because records repeat them. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 2_000;

/** A zone as the calendar writes it, however it was typed (`europe/berlin`); undefined when there is none of this name. */
export function zoneNamed(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '' || text.length > 100) return undefined;
  if (known.has(text)) return known.get(text);
  if (known.size >= MOST_KNOWN) known.clear();
  const zone = zoneOf(text.trim());
  known.set(text, zone);
  return zone;
}

function zoneOf(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
