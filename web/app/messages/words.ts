import { en } from './en.ts';

/** The words known so far. The build gives each part of the page its own (`web/build/words-by-part.ts`); elsewhere it is all of them. */
export const words: Readonly<Record<string, string>> = en;
