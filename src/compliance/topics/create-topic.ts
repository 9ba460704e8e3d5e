import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { topicCreated } from '../events.ts';
import { insertTopic, topicRows } from '../queries/topics.ts';
import { TOPICS_MOST, type NewTopic } from '../rules/topic-schema.ts';

/** Makes a topic, the last in order. Refuses with `name_taken` and `too_many_topics`. */
export async function createTopic(db: AccountDb, actor: Actor, ids: NextIds, topic: NewTopic): Promise<number> {
  const standing = await topicRows(db);
  if (standing.length >= TOPICS_MOST)
    throw new Problem('too_many_topics', `There are ${TOPICS_MOST} topics already. Archive one that is not written about any more.`);
  refuseTaken(standing, topic.name);
  const id = await ids('topic', 1);
  const { name, description, names, begins } = topic;
  await insertTopic(db, { id, name, description, names, is_public: topic.isPublic, begins });
  await recordEvent(db, actor, { kind: topicCreated, subject: { type: 'topic', id }, data: { begins, isPublic: topic.isPublic } });
  return id;
}

export function refuseTaken(standing: readonly { id: number; name: string }[], name: string, except?: number): void {
  if (standing.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase()))
    throw invalid('name', `There is a topic “${name}” already. Choose another name.`, 'name_taken');
}
