import type { Topic } from '../app/kernel/domain.ts';
import { allInboxes } from './queries/inboxes.ts';
import { conversationById } from './queries/conversations.ts';
import { answersIn } from './visible-inboxes.ts';

/** What pages may follow: an inbox, `inbox/3`, and one conversation, `conversation/12`, with who is answering it. */
export const topics: readonly Topic[] = [
  {
    prefix: 'inbox',
    async mayFollow(db, viewer, rest) {
      const inbox = /^\d{1,15}$/.test(rest) ? (await allInboxes(db)).find(({ id }) => id === Number(rest)) : undefined;
      return inbox && answersIn(viewer, inbox) ? 'everything' : 'nothing';
    },
  },
  {
    prefix: 'conversation',
    async mayFollow(db, viewer, rest) {
      const conversation = /^\d{1,15}$/.test(rest) ? await conversationById(db, Number(rest)) : undefined;
      const inbox = conversation && (await allInboxes(db)).find(({ id }) => id === conversation.inbox_id);
      return inbox && answersIn(viewer, inbox) ? 'everything' : 'nothing';
    },
  },
];
