import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { compiledMessage } from './letters/compiled-message.ts';
import { messagePublished } from './events.ts';
import { writerOf } from './rules/writer.ts';
import { messageProblems } from './message-problems.ts';
import { insertVersion, lockMessage, nextVersion } from './queries/messages.ts';

/**
 * Compiles a message as it stands into its next version, from which all letters are made from now on. Gives the version's number.
 * Refuses with `message_unpublishable`, a sentence for each thing to mend.
 */
export async function publishMessage(db: AccountDb, actor: Actor, id: number): Promise<number> {
  const message = await lockMessage(db, id);
  if (!message) throw notFound('message');
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
  });
  await recordEvent(db, actor, { kind: messagePublished, subject: { type: 'email', id }, data: { version } });
  return version;
}
