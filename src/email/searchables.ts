import type { AskedText, Searchable } from '../app/kernel/domain.ts';
import { namesOfMessages } from './queries/messages.ts';
import { hasWords } from './rules/has-words.ts';

/** Messages by what they are called and what stands above them, for those who work on them. Accounts have hundreds: each is looked at. */
export const searchables: readonly Searchable[] = [
  {
    kind: 'message',
    find: async (db, viewer, { words, tolerant, limit }: AskedText) => {
      if (!viewer.can('messages.manage')) return [];
      const messages = await namesOfMessages(db);
      return messages
        .filter(({ name, subject, preheader }) => hasWords(`${name} ${subject} ${preheader}`, words, tolerant))
        .slice(0, limit)
        .map(({ id, name, subject, preheader }) => ({ id, title: name, text: [subject, preheader].filter(Boolean).join(' · ') }));
    },
  },
];
