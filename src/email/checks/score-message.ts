import type { Database } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import { messageProblems } from '../message-problems.ts';
import { messageById } from '../queries/messages.ts';
import { askSpamd, type SpamScore } from './ask-spamd.ts';
import { sampleLetter, wrappedLetter } from './sample-letter.ts';

/** Where most machines that have a SpamAssassin run it. */
const USUAL_PLACE = 'spamd://127.0.0.1:783';

export interface ScoredMessage extends SpamScore {
  /** The revision that was looked at. */
  revision: number;
}

/**
 * What SpamAssassin makes of a message as it was last saved; undefined where none answers, or while it cannot be compiled. Talks to it outside
 * of any transaction. Refuses `not_found`.
 */
export async function scoreMessage(database: Database, accountId: number, id: number): Promise<ScoredMessage | undefined> {
  const letter = await database.account(accountId, async (db) => {
    const message = await messageById(db, id);
    if (!message) throw notFound('message');
    if ((await messageProblems(db, message)).some(({ code }) => code === 'unreadable')) return undefined;
    const host = new URL(installationOf(database).baseUrl).hostname;
    const from = { name: message.from_name || 'Sender', address: `sender@${host}` };
    return { revision: message.revision, bytes: await wrappedLetter(db, await sampleLetter(db, message), from) };
  });
  const score = letter && (await askSpamd(installationOf(database).spamdUrl ?? USUAL_PLACE, letter.bytes));
  return score && { ...score, revision: letter.revision };
}
