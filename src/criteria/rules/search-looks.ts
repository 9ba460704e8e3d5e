import { conjunction, quoted, type AskedWord, type SearchMeaning } from './search-query.ts';

/** How common the words of an account are that begin with one asked for. */
export interface WordSpread {
  asked: string;
  /** How many records have one of them, near the truth. */
  records: number;
  /** The words themselves, the commonest first, as far as they are few. */
  words: readonly string[];
}

/**
 * One way of looking for records with the words of a search. `recent` goes through the records changed last; `words` asks the index of the
 * text search for \`pivot\`, and looks for the whole query in what that gives.
 */
export type Look = { by: 'recent' } | { by: 'words'; pivot: string };

/** What more records have than this is common: they are not all fetched to see which of them was changed last. */
const COMMON = 5_000;
/** So many words stand for a beginning, the commonest: with hundreds, the index took seconds to put two lists together. */
const SPELT_OUT = 12;

/**
 * How to look for a search, one way after the other until enough are found; the last is complete. The index gathers everything a beginning
 * stands for before it compares: \`adams:* & joh:*\` took 72 ms at a million records, while the words that begin so take 5 ms written out. Where
 * every word is common, the records changed last are likeliest to hold enough of them; where one is rare, the index is asked for that
 * alone, and the common ones are looked for in what it gives.
 */
export function looksFor({ precise, words }: SearchMeaning, spreads: readonly WordSpread[]): Look[] {
  const complete: Look = { by: 'words', pivot: precise };
  if (words.length === 0) return [complete];
  const spreadOf = ({ asked }: AskedWord): WordSpread | undefined => spreads.find((spread) => spread.asked === asked);
  const rare = words.filter((word) => isRare(word, spreadOf(word)));
  if (rare.length === words.length) return [complete];
  if (rare.length > 0) return [{ by: 'words', pivot: conjunction(rare.map(({ forms }) => forms)) }];
  if (words.length === 1) return [{ by: 'recent' }, complete];
  const speltOut = words.map((word) => [
    ...word.forms.filter((form) => !form.endsWith(':*')),
    ...(spreadOf(word)?.words ?? []).slice(0, SPELT_OUT).map(quoted),
  ]);
  const isWhole = speltOut.every((forms) => forms.length > 0);
  return [{ by: 'recent' }, ...(isWhole ? [{ by: 'words' as const, pivot: conjunction(speltOut) }] : []), complete];
}

/** Of words with digits the account's book knows nothing: whole numbers are rare, what begins otherwise may be anything. */
const isRare = ({ asked }: AskedWord, spread: WordSpread | undefined): boolean =>
  /\d/.test(asked) ? /^\d{4,}$/.test(asked) : (spread?.records ?? 0) <= COMMON;
