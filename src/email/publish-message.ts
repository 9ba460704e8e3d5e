import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { installationOf } from '../accounts/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { SPAM_POINTS } from './checks/ask-spamd.ts';
import type { ScoredMessage } from './checks/score-message.ts';
import { compiledMessage } from './letters/compiled-message.ts';
import { messagePublished } from './events.ts';
import { writerOf } from './rules/writer.ts';
import { messageProblems } from './message-problems.ts';
import { insertVersion, lockMessage, nextVersion, type MessageRow } from './queries/messages.ts';

/**
 * Compiles a message as it stands into its next version, from which all letters are made from now on. Gives the version's number. `scored` is
 * what a spam filter made of it: null where it was asked in vain. Refuses with `message_unpublishable`, a sentence for each thing to mend, with
 * `message_like_spam`, and with `message_unscored` bulk letters that nobody asked the installation's filter about.
 */
export async function publishMessage(db: AccountDb, actor: Actor, id: number, scored?: ScoredMessage | null): Promise<number> {
  const message = await lockMessage(db, id);
  if (!message) throw notFound('message');
  if (scored) refuseSpam(message, scored);
  else if (scored === undefined && message.purpose === 'bulk' && installationOf(db.database).spamdUrl !== undefined) {
    throw new Problem('message_unscored', 'The spam filter has not looked at this letter yet. Open the message and publish it there.');
  }
  const problems = await messageProblems(db, message);
  if (problems.length > 0) {
    throw new Problem('message_unpublishable', problems[0]!.sentence, {
      fields: Object.fromEntries(problems.toReversed().map(({ path, sentence }) => [path, sentence])),
    });
  }
  const version = await nextVersion(db, id);
  const compiled = await compiledMessage(db, message);
  await insertVersion(db, {
    ...compiled,
    message_id: id,
    version,
    revision: message.revision,
    topicId: message.topic_id,
    publishedBy: writerOf(actor),
    spamScore: scored?.score ?? null,
  });
  await recordEvent(db, actor, { kind: messagePublished, subject: { type: 'email', id }, data: { version } });
  return version;
}

/** Bulk letters that nearly every filter would sort out harm all others of the same sender. What was changed meanwhile was not looked at. */
function refuseSpam(message: MessageRow, { score, rules, revision }: ScoredMessage): void {
  if (revision !== message.revision) {
    throw new Problem('message_changed', 'Somebody has changed this message meanwhile. Look at it again, then publish it.', {
      status: 409,
    });
  }
  if (message.purpose !== 'bulk' || score < SPAM_POINTS) return;
  const why = rules.slice(0, 3).map(({ about }) => about);
  throw new Problem(
    'message_like_spam',
    `Spam filters would sort this letter out: SpamAssassin gives it ${score.toFixed(1)} points, and ${SPAM_POINTS} are too many. Mostly: ${why.join('; ')}.`,
  );
}
