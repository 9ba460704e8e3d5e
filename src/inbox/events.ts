import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';

const said = (key: string, type: EventContent['type']): EventContent => ({
  key,
  label: `content.${key}`,
  type,
  at: { in: 'data', path: [key] },
});
const PLACE = [said('inbox', 'inbox'), said('channel', 'channel')];
const SUBJECT: EventContent = { key: 'subject', label: 'content.subject', type: 'text', at: { in: 'personal', path: ['subject'] } };

// The subject is the conversation; data is {inbox, channel} and what each says beside.
const OF_A_CONVERSATION = { retention: 'business', subject: 'conversation', trigger: true } as const;

/** Somebody wrote, or was written to, and no conversation was under way. */
export const conversationOpened = eventKind('conversation.opened', { ...OF_A_CONVERSATION, content: [...PLACE, SUBJECT] });
/** They wrote into a conversation that was there; `data.assignee` is whose it is. */
export const conversationReplied = eventKind('conversation.replied', { ...OF_A_CONVERSATION, content: [...PLACE, SUBJECT] });
export const conversationAnswered = eventKind('conversation.answered', { ...OF_A_CONVERSATION, content: PLACE });
export const conversationAssigned = eventKind('conversation.assigned', {
  ...OF_A_CONVERSATION,
  content: [...PLACE, { ...said('to', 'user'), label: 'content.assignee' }],
});
export const conversationClosed = eventKind('conversation.closed', { ...OF_A_CONVERSATION, content: PLACE });

const KEPT = { retention: 'business', subject: 'conversation' } as const;
export const conversationReopened = eventKind('conversation.reopened', KEPT);
export const conversationSnoozed = eventKind('conversation.snoozed', KEPT);
export const conversationMoved = eventKind('conversation.moved', KEPT);
export const conversationMerged = eventKind('conversation.merged', KEPT);
export const conversationNoted = eventKind('conversation.noted', KEPT);
/** Colleagues are named in a note: `data.userIds`. */
export const conversationMentioned = eventKind('conversation.mentioned', KEPT);
/** An unknown sender has become a record. */
export const conversationTaken = eventKind('conversation.taken', KEPT);
export const senderBlocked = eventKind('sender.blocked', { retention: 'business' });
export const senderUnblocked = eventKind('sender.unblocked', { retention: 'business' });
export const inboxChanged = eventKind('inbox.changed', { retention: 'business', subject: 'inbox' });
export const answerTemplateChanged = eventKind('answer_template.changed', { retention: 'business', subject: 'answer_template' });

export const INBOX_EVENTS = [
  conversationOpened,
  conversationReplied,
  conversationAnswered,
  conversationAssigned,
  conversationClosed,
  conversationReopened,
  conversationSnoozed,
  conversationMoved,
  conversationMerged,
  conversationNoted,
  conversationMentioned,
  conversationTaken,
  senderBlocked,
  senderUnblocked,
  inboxChanged,
  answerTemplateChanged,
] as const;
