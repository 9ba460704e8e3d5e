import type { PersonalData } from '../app/kernel/domain.ts';
import { consentsOf, forgetEvidence } from './queries/consents.ts';
import { choicesOf, countedTopics } from './queries/topics.ts';
import { forgetWishes, wishesOf } from './queries/wishes.ts';

/** What a person permitted and withdrew. The fact and its time outlive an erasure as proof; the words that prove it do not. */
export const permissions: PersonalData = {
  label: 'What you permitted and withdrew',
  export: async (db, objectId, recordId) =>
    (await consentsOf(db, objectId, [recordId], 10_000)).map(({ channel, state, how, topic_id, until, at, personal }) => ({
      channel,
      state,
      how,
      topicId: topic_id,
      until: until?.toISOString() ?? null,
      at: at.toISOString(),
      evidence: personal?.evidence ?? null,
      page: personal?.page ?? null,
      ip: personal?.ip ?? null,
    })),
  erase: forgetEvidence,
};

/** What a person wished of their letters: topics, how often, a pause. */
export const wishes: PersonalData = {
  label: 'What letters you wished for',
  export: async (db, objectId, recordId) => {
    const names = new Map((await countedTopics(db)).map(({ id, name }) => [id, name]));
    const { frequency, paused_until, language } = await wishesOf(db, objectId, recordId);
    return {
      topics: [...(await choicesOf(db, objectId, recordId))].map(([id, wanted]) => ({ topic: names.get(id) ?? '', wanted })),
      frequency,
      pausedUntil: paused_until?.toISOString() ?? null,
      language,
    };
  },
  erase: forgetWishes,
};
