import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { topicChosen, topicDeclined } from '../events.ts';
import { writeConsents } from '../queries/consent-events.ts';
import { causesOf, type ConsentSet } from '../queries/consents.ts';
import { topicRows, writeChoices } from '../queries/topics.ts';

/**
 * Keeps which topics people want and which not. It permits no mail that was not permitted before; a choice that stands already is not kept
 * again. Refuses with `unknown_topic`.
 */
export async function chooseTopics(
  db: AccountDb,
  actor: Actor,
  set: Omit<ConsentSet, 'channel' | 'topicId'>,
  choices: readonly { topicId: number; wanted: boolean }[],
): Promise<void> {
  if (choices.length === 0 || set.recordIds.length === 0) return;
  const known = new Set((await topicRows(db)).map(({ id }) => id));
  if (choices.some(({ topicId }) => !known.has(topicId))) throw invalid('topics', 'There is no such topic any more.', 'unknown_topic');
  for (const { topicId, wanted } of choices) {
    const recordIds = await writeChoices(db, { ...set, topicId, wanted });
    if (recordIds.length === 0) continue;
    const changed: ConsentSet = { ...set, channel: 'email', topicId, recordIds, causeIds: causesOf(set, recordIds) };
    await writeConsents(db, actor, wanted ? topicChosen : topicDeclined, changed, wanted ? 'given' : 'withdrawn');
  }
}
