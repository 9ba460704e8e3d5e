import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { topicUpdated } from '../events.ts';
import { topicRow, topicRows, writeTopic } from '../queries/topics.ts';
import type { TopicChanges } from '../rules/topic-schema.ts';
import { refuseTaken } from './create-topic.ts';

/**
 * Changes a topic, archives it or takes it up again. What people chose of it stays: an archived topic is offered to nobody, and letters that
 * still name it go by the choices that were made. Refuses with `not_found` and `name_taken`.
 */
export async function updateTopic(db: AccountDb, actor: Actor, id: number, changes: TopicChanges): Promise<void> {
  const before = await topicRow(db, id);
  if (!before) throw notFound('topic');
  if (changes.name !== undefined) refuseTaken(await topicRows(db), changes.name, id);
  const { archived } = changes;
  await writeTopic(db, {
    ...before,
    name: changes.name ?? before.name,
    description: changes.description ?? before.description,
    names: changes.names ?? before.names,
    is_public: changes.isPublic ?? before.is_public,
    begins: changes.begins ?? before.begins,
    archived_at: archived === undefined ? before.archived_at : archived ? db.now : null,
  });
  await recordEvent(db, actor, { kind: topicUpdated, subject: { type: 'topic', id }, data: { fields: Object.keys(changes) } });
}
