import { AFTER } from './after.ts';
import { ASK } from './ask.ts';
import { FIRST } from './first.ts';
import { NEWS } from './news.ts';
import { SELL } from './sell.ts';
import type { LetterTemplate } from './template.ts';

/** Letters to begin with, in the order in which a gallery shows them. */
export const LETTER_TEMPLATES: readonly LetterTemplate[] = [...NEWS, ...FIRST, ...SELL, ...AFTER, ...ASK];
