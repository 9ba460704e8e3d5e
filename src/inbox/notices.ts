import type { Notice } from '../app/kernel/domain.ts';
import { conversationAssigned, conversationMentioned, conversationOpened, conversationReplied } from './events.ts';

/** Of which of these events users are told: those an inbox names of what is new in it, and each of what is theirs. */
export const notices: readonly Notice[] = [
  { kind: conversationMentioned.kind, topic: 'mentions', to: [{ data: 'userIds', is: 'users' }] },
  { kind: conversationAssigned.kind, topic: 'conversations', to: [{ data: 'to', is: 'user' }] },
  { kind: conversationReplied.kind, topic: 'conversations', to: [{ data: 'assignee', is: 'user' }], apart: 5 },
  { kind: conversationOpened.kind, topic: 'conversations', to: [{ data: 'userIds', is: 'users' }], apart: 5 },
];
