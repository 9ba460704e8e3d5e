import type { AccountDb, Database } from '../../app/db.ts';
import { accountsWithWords, dropUnusedWords, lockWords, wordsAfter } from '../queries/word-book.ts';

/** So many words are gone through in one transaction, of which every thirtieth or so is asked for. */
const AT_ONCE = 5_000;
/** In so many nights every word has been asked for once. */
const NIGHTS = 30;
const DAY_MS = 86_400_000;

/**
 * Takes words out of the books of all accounts that nobody has any more: of what records lose, erasing takes its words out at once, and the
 * bin and deleted notes leave theirs. Each night a thirtieth of the words is asked for, told by the words themselves, so that nothing need be kept.
 */
export async function sweepWords(database: Database, stopping: AbortSignal): Promise<void> {
  const night = Math.floor(database.clock.now().getTime() / DAY_MS) % NIGHTS;
  for (const accountId of await accountsWithWords(database)) {
    let after: string | null = '';
    while (after !== null && !stopping.aborted) {
      const from: string = after;
      after = await database.account(accountId, (db) => sweepNext(db, from, night));
    }
  }
}

/** Gives the last word that was gone through; null behind the end of the book. */
async function sweepNext(db: AccountDb, after: string, night: number): Promise<string | null> {
  await lockWords(db);
  const words = await wordsAfter(db, after, AT_ONCE);
  await dropUnusedWords(
    db,
    words.filter(({ word }) => nightOf(word) === night),
  );
  return words.at(-1)?.word ?? null;
}

function nightOf(word: string): number {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum = (sum * 31 + word.charCodeAt(at)) % 1_000_003;
  return sum % NIGHTS;
}
