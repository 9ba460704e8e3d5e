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
  purpose: string;
}

/**
 * What SpamAssassin makes of a message as it was last saved, or under another subject; undefined where none answers, or while it cannot be compiled. Talks to it outside
 * of any transaction. Refuses `not_found`.
 */
export async function scoreMessage(
  database: Database,
  accountId: number,
  id: number,
  subject?: string,
): Promise<ScoredMessage | undefined> {
  const letter = await database.account(accountId, async (db) => {
    const saved = await messageById(db, id);
    if (!saved) throw notFound('message');
    const message = subject === undefined ? saved : { ...saved, subject };
    if ((await messageProblems(db, message)).some(({ code }) => code === 'unreadable')) return undefined;
    const host = new URL(installationOf(database).baseUrl).hostname;
    const from = { name: message.from_name || 'Sender', address: `sender@${host}` };
    return { revision: message.revision, purpose: message.purpose, bytes: await wrappedLetter(db, await sampleLetter(db, message), from) };
  });
  const score = letter && (await askSpamd(installationOf(database).spamdUrl ?? USUAL_PLACE, letter.bytes));
  return score && { ...score, revision: letter.revision, purpose: letter.purpose };
}
