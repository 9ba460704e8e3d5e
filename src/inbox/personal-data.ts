import type { PersonalData } from '../app/kernel/domain.ts';
import { forgetConversations, saidBy } from './queries/people.ts';

/** What a person wrote and was answered, and what was noted of it. That there were conversations, and when, outlives an erasure. */
export const conversationsOf: PersonalData = {
  label: 'Conversations with you',
  export: async (db, objectId, recordId) =>
    (await saidBy(db, objectId, recordId)).map((entry) => ({
      conversation: entry.conversation,
      kind: entry.kind,
      at: entry.at.toISOString(),
      from: entry.address,
      subject: entry.subject,
      text: entry.text,
    })),
  erase: forgetConversations,
};
