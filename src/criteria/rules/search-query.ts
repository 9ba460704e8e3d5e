import { allowedEdits, editsBetween, FROM_ITS_END } from '../../records/schema.ts';
import { wordsOf } from './language.ts';

/** A word of the account's that is like one asked for. */
export interface LikeWord {
  asked: string;
  /** The word asked for without accents. */
  plain: string;
  word: string | null;
  folded: string | null;
  count: number | null;
  /** It begins with the word asked for but for accents, or has it within; else it only looks like it. */
  fits: boolean | null;
}

/** What a search comes to: queries of the text search. */
export interface SearchMeaning {
  /** Every word as it was written, but for case and accents. */
  precise: string;
  /** Misspelt words too; null where no word of the account's is written nearly so. */
  tolerant: string | null;
  /** The words themselves and those they may stand for, to be marked where they are found. */
  marked: readonly string[];
  /** The number of a record, where nothing but a number is asked for. */
  recordId: number | null;
  /** The words of \`precise\`, each with the forms it may stand in; none where a telephone number is asked for. */
  words: readonly AskedWord[];
}

export interface AskedWord {
  asked: string;
  /** As operands of a query of the text search. */
  forms: readonly string[];
}

/** Where at least so many records have the words as they were written, misspelt ones are not looked for. */
export const FEW = 5;
/** A misspelt word may have been so many others, the likeliest. */
const LIKELIEST = 24;
/** A word so many edits away or more is another word. */
const ANOTHER_WORD = 3;
const SHORTEST_NUMBER = 4;
const SHORTEST_WITH_CODE = 7;

/** The meaning of a search by its words alone, knowing nothing of the account's. */
export const meaningOfText = (search: string): SearchMeaning => meaningOf(search, []);

/** The meaning of a search, given the account's words that are like its words. */
export function meaningOf(search: string, like: readonly LikeWord[]): SearchMeaning {
  const words = wordsOf(search);
  const number = numberOf(search);
  const known = Map.groupBy(like, ({ asked }) => asked);
  const fits = words.map((word) => fitting(known.get(word)));
  const near = words.map((word) => likeliest(known.get(word)));
  const written = words.map((word, index) => [...prefixesOf(word), ...fits[index]!.map(quoted)]);
  const misspelt = near.map((each) => each.map(quoted));
  const asNumber = number === null ? '' : oneOf(numberPrefixes(number));
  const precise = either(conjunction(written), asNumber);
  const isLike = misspelt.some(({ length }) => length > 0);
  const tolerant = isLike ? either(conjunction(words.map((_, index) => [...written[index]!, ...misspelt[index]!])), asNumber) : null;
  const isId = /^\s*[1-9]\d{0,14}\s*$/.test(search);
  return {
    precise,
    tolerant,
    marked: [...words, ...fits.flat(), ...near.flat()],
    recordId: isId ? Number(search) : null,
    words: number === null ? words.map((asked, index) => ({ asked, forms: written[index]! })) : [],
  };
}

/** A telephone number without what people put between its digits; null where the text is none. */
function numberOf(search: string): string | null {
  if (!/^[\s\d()./+-]+$/.test(search)) return null;
  const digits = search.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < SHORTEST_NUMBER ? null : digits;
}

const prefixesOf = (word: string): string[] =>
  /^\d+$/.test(word) && word.length >= SHORTEST_NUMBER ? numberPrefixes(word) : [`${quoted(word)}:*`];

/** A number is found as it ends and, of its last ten digits, as they begin; the code of a country, and what else stands before them, is left away. */
function numberPrefixes(digits: string): string[] {
  const before = digits.length < SHORTEST_WITH_CODE ? [] : [1, 2, 3, 4];
  const beginnings = [digits, ...before.map((count) => digits.slice(count)).filter(({ length }) => length <= 10)];
  return [...beginnings, FROM_ITS_END + [...digits].toReversed().join('')].map((form) => `${quoted(form)}:*`);
}

/** Words that begin with the one asked for but for accents, or have it within. */
const fitting = (like: readonly LikeWord[] = []): string[] => like.flatMap(({ fits, word }) => (fits && word !== null ? [word] : []));

/** The words that fewest edits lead to, the commonest of them first. */
function likeliest(like: readonly LikeWord[] = []): string[] {
  return like
    .filter(({ fits, word }) => fits === false && word !== null)
    .map(({ plain, word, folded, count }) => {
      const most = allowedEdits(Math.min([...plain].length, [...folded!].length));
      const edits = editsBetween(plain, folded!, most);
      return { word: word!, count: count ?? 0, edits, isNear: edits <= most };
    })
    .filter(({ isNear }) => isNear)
    .toSorted((one, other) => one.edits - other.edits || other.count - one.count)
    .slice(0, LIKELIEST)
    .map(({ word }) => word);
}

export const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const oneOf = (alternatives: readonly string[]): string => `(${[...new Set(alternatives)].join(' | ')})`;
export const conjunction = (words: readonly (readonly string[])[]): string => words.map(oneOf).join(' & ');
const either = (one: string, other: string): string => [one, other].filter(Boolean).join(' | ');

/** How far a name is from the words of a search: for each of them the edits to the word of the name that is nearest, as far as both go. */
export function distanceOf(search: string, name: string): number {
  const parts = wordsOf(plain(name));
  const distances = wordsOf(plain(search)).map((word) =>
    parts.reduce((least, part) => Math.min(least, distanceOfWord(word, part)), ANOTHER_WORD),
  );
  return distances.reduce((sum, distance) => sum + distance, 0);
}

/** A whole word is nearer than one that only begins so. */
function distanceOfWord(word: string, part: string): number {
  const whole = editsBetween(word, part, ANOTHER_WORD);
  return part.length > word.length && part.startsWith(word) ? Math.min(whole, 0.5) : whole;
}

/** A text without the accents that can be told from their letters: near enough to order by. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
