import type { LooseLetter } from '../compose/compose-letter.ts';
import type { JobLetter } from './post-room.ts';

/**
 * Letters on their way to another thread: column by column, because what is copied between threads costs by the object and by the name of each of its
 * fields more than by the sign.
 */
export interface PackedLetters {
  heads: readonly number[];
  moulds: readonly string[];
  /** Which of `moulds` each letter is of. */
  mouldOf: readonly number[];
  deliveryIds: readonly number[];
  /** Receiver, return path, subject, HTML and text of the first letter, then of the second, and so on. */
  texts: readonly string[];
  /** Conversations, by the place of their letter. */
  threads: readonly (readonly [number, LooseLetter['thread']])[];
}

const TEXTS = 5;

export function packLetters(letters: readonly JobLetter[]): PackedLetters {
  const moulds = new Map<string, number>();
  const texts: string[] = [];
  const threads: [number, LooseLetter['thread']][] = [];
  const mouldOf = letters.map(({ mould, letter: { to, returnPath, cast, thread } }, place) => {
    texts.push(to, returnPath, cast.subject, cast.html, cast.text);
    if (thread) threads.push([place, thread]);
    if (!moulds.has(mould)) moulds.set(mould, moulds.size);
    return moulds.get(mould)!;
  });
  return {
    heads: letters.map(({ head }) => head),
    moulds: [...moulds.keys()],
    mouldOf,
    deliveryIds: letters.map(({ letter }) => letter.deliveryId),
    texts,
    threads,
  };
}

export function unpackLetters({ heads, moulds, mouldOf, deliveryIds, texts, threads }: PackedLetters): JobLetter[] {
  const letters = deliveryIds.map((deliveryId, place): JobLetter => {
    const [to, returnPath, subject, html, text] = texts.slice(place * TEXTS, (place + 1) * TEXTS) as [
      string,
      string,
      string,
      string,
      string,
    ];
    return {
      head: heads[place]!,
      mould: moulds[mouldOf[place]!]!,
      letter: { deliveryId, to, returnPath, cast: { subject, html, text }, thread: null },
    };
  });
  for (const [place, thread] of threads) letters[place]!.letter.thread = thread;
  return letters;
}
