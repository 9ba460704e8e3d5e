const BEFORE = 40;
const SHOWN = 160;

/** The piece of a text in which the first of the words stands; empty where none stands in it as it is written. */
export function aroundWord(text: string, words: readonly string[]): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const small = line.toLowerCase();
  const places = words.map((word) => small.indexOf(word)).filter((place) => place >= 0);
  if (places.length === 0) return '';
  const from = Math.max(0, Math.min(...places) - BEFORE);
  const begin = from === 0 ? 0 : line.indexOf(' ', from) + 1;
  return `${begin > 0 ? '… ' : ''}${line.slice(begin, begin + SHOWN)}${line.length > begin + SHOWN ? ' …' : ''}`;
}
