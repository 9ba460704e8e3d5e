import { allowedEdits, editsBetween } from '../../records/schema.ts';

/** Whether each of the words begins a word of the text but for accents or, where `tolerant`, is written nearly as one. */
export function hasWords(text: string, words: readonly string[], tolerant: boolean): boolean {
  const parts = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((each) => {
    const word = plain(each);
    return parts.some((part) => part.startsWith(word) || (tolerant && isNear(part, word)));
  });
}

function isNear(part: string, word: string): boolean {
  const most = allowedEdits(Math.min(part.length, word.length));
  return most > 0 && editsBetween(part, word, most) <= most;
}

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
