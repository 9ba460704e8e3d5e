import type { AskedText, Searchable } from '../app/kernel/domain.ts';
import { messagesSaying, namesOfMessages } from './queries/messages.ts';
import { aroundWord } from './rules/around-word.ts';
import { hasWords } from './rules/has-words.ts';

/**
 * Messages by what they are called and what stands above them, and after those by what their published text says, for those who work on
 * them. Accounts have hundreds: each is looked at.
 */
export const searchables: readonly Searchable[] = [
  {
    kind: 'message',
    find: async (db, viewer, { words, query, tolerant, limit }: AskedText) => {
      if (!viewer.can('messages.manage')) return [];
      const messages = await namesOfMessages(db);
      const called = messages
        .filter(({ name, subject, preheader }) => hasWords(`${name} ${subject} ${preheader}`, words, tolerant))
        .slice(0, limit)
        .map(({ id, name, subject, preheader }) => ({ id, title: name, text: [subject, preheader].filter(Boolean).join(' · ') }));
      if (called.length >= limit) return called;
      const saying = (await messagesSaying(db, query, limit)).filter(({ id }) => called.every((message) => message.id !== id));
      const said = saying.map(({ id, name, subject, body }) => ({ id, title: name, text: aroundWord(body, words) || subject }));
      return [...called, ...said].slice(0, limit);
    },
  },
];
