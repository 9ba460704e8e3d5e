import type { PlacedBlock } from '../rules/tree.ts';
import { wordsOf, type Checked, type Finding } from './finding.ts';

const LONG_SUBJECT = 70;

/** Words that filters have learned from letters nobody asked for. One or two mean nothing; many together do. */
const LOADED =
  /\b(?:100% free|act now|apply now|as seen on|be your own boss|best price|bonus|call now|cash|cheap|click here|congratulations|credit card offer|dear friend|double your|earn extra|extra income|fast cash|for free|free gift|free money|get paid|guarantee[d]?|hurry|increase sales|limited time|lose weight|lowest price|make money|million dollars|miracle|money back|no catch|no cost|no obligation|no risk|once in a lifetime|only \$|order now|prize|risk[- ]free|satisfaction guaranteed|save big|special promotion|this is not spam|urgent|while supplies last|winner|you have been selected)\b/gi;
const MANY_LOADED = 4;

/** What subject and words look like to those who sort mail. */
export function checkWords({ subject, preheader }: Checked, blocks: readonly PlacedBlock[]): Finding[] {
  const found: Finding[] = [];
  const say = (severity: Finding['severity'], code: string, path: string, sentence: string): void =>
    void found.push({ severity, code, path, sentence });
  const shown = subject.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, '');
  if (/^\s*(?:re|fwd?|aw|wg)\s*:/i.test(subject))
    say(
      'error',
      'false_reply',
      'subject',
      'The subject pretends to be an answer (“Re:”, “Fwd:”). Rules on commercial mail forbid that: take it away.',
    );
  if (shown.length > LONG_SUBJECT)
    say(
      'hint',
      'long_subject',
      'subject',
      `The subject has ${shown.length} characters; phones show about 40, most programs ${LONG_SUBJECT}.`,
    );
  if (isShouting(shown))
    say('warning', 'shouting', 'subject', 'The subject is written in capitals. Filters and readers take that for shouting.');
  if (/[!?]{2,}|!.*!/.test(shown))
    say('warning', 'exclamations', 'subject', 'The subject has several exclamation or question marks. One is enough.');
  if (preheader.trim() === '')
    say(
      'hint',
      'no_preheader',
      'preheader',
      'Without a preview line mail programs show the first words of the letter after the subject. Write one.',
    );
  const words = blocks.map(({ block }) => wordsOf(block)).join(' ');
  const loaded = [...new Set([...`${shown} ${words}`.matchAll(LOADED)].map(([word]) => word.toLowerCase()))];
  if (loaded.length >= MANY_LOADED)
    say(
      'warning',
      'spam_words',
      'body',
      `Filters know these words from mail nobody asked for: ${loaded.slice(0, 6).join(', ')}. Say some of it otherwise.`,
    );
  if (isShouting(words, 200))
    say('warning', 'shouting', 'body', 'Much of the letter is written in capitals. Filters and readers take that for shouting.');
  return found;
}

function isShouting(text: string, least = 8): boolean {
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  const capitals = text.replaceAll(/[^\p{Lu}]/gu, '');
  return letters.length >= least && capitals.length / letters.length > 0.6;
}
