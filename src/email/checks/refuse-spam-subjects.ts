import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import type { VariantAsked } from '../rules/broadcast-schema.ts';
import { SPAM_POINTS } from './ask-spamd.ts';
import { scoreMessage } from './score-message.ts';

/**
 * Asks the installation's spam filter about messages under other subjects, as variants of a test have them. Does nothing where the installation names
 * none; where it does not answer, letters go without. Refuses with `message_like_spam` and a sentence for each subject. Talks to it outside of any
 * transaction.
 */
export async function refuseSpamSubjects(database: Database, accountId: number, variants: readonly VariantAsked[]): Promise<void> {
  if (installationOf(database).spamdUrl === undefined) return;
  const fields: Record<string, string> = {};
  for (const [variant, { messageId, subject }] of variants.entries()) {
    if (subject === undefined) continue;
    const scored = await scoreMessage(database, accountId, messageId, subject);
    if (!scored || scored.purpose !== 'bulk' || scored.score < SPAM_POINTS) continue;
    fields[`variants.${variant}`] =
      `With the subject “${subject}” SpamAssassin gives this letter ${scored.score.toFixed(1)} points, and ${SPAM_POINTS} are too many. Choose another subject.`;
  }
  const [sentence] = Object.values(fields);
  if (sentence !== undefined) throw new Problem('message_like_spam', sentence, { fields });
}
