export interface Snippet {
  text: string;
  /** Where in the text words that were looked for stand: from, to. */
  marks: [number, number][];
}

const BEFORE = 40;
const LONGEST = 160;
const MOST_MARKS = 20;

/** The part of a text around the first of the words, with every place in it where one of them begins a word. Without any, its beginning. */
export function snippetOf(text: string, words: readonly string[]): Snippet {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  const first = placesOf(flat, words)[0]?.[0] ?? 0;
  const from = first <= BEFORE ? 0 : wordBefore(flat, first - BEFORE);
  const part = flat.slice(from, from + LONGEST);
  const [opening, ending] = [from > 0 ? '… ' : '', from + LONGEST < flat.length ? ' …' : ''];
  const shown = `${opening}${part.trimEnd()}${ending}`;
  return { text: shown, marks: placesOf(shown, words).slice(0, MOST_MARKS) };
}

const wordBefore = (text: string, at: number): number => {
  const space = text.indexOf(' ', at);
  return space === -1 ? at : space + 1;
};

function placesOf(text: string, words: readonly string[]): [number, number][] {
  if (words.length === 0) return [];
  const any = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, 'giu'))].map(({ index, 0: found }) => [index, index + found.length]);
}
