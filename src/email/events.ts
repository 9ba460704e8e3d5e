import { eventKind } from '../ledger/index.ts';

const OF_A_LETTER = { retention: 'behaviour', subject: 'email' } as const;

// The subject of every event of a letter is the message it was made from; its delivery stands in `data.delivery`.
export const emailQueued = eventKind('email.queued', OF_A_LETTER);
export const emailCaptured = eventKind('email.captured', { ...OF_A_LETTER, trigger: true });
export const emailSent = eventKind('email.sent', { ...OF_A_LETTER, trigger: true });
export const emailFailed = eventKind('email.failed', {
  ...OF_A_LETTER,
  trigger: true,
  content: [{ key: 'reason', label: 'content.reason', type: 'text', at: { in: 'data', path: ['reason'] } }],
});
export const emailUncertain = eventKind('email.uncertain', OF_A_LETTER);
export const emailOpened = eventKind('email.opened', { ...OF_A_LETTER, trigger: true });
export const emailClicked = eventKind('email.clicked', {
  ...OF_A_LETTER,
  trigger: true,
  content: [{ key: 'link', label: 'content.link', type: 'link', at: { in: 'data', path: ['address'] } }],
});
export const emailUnsubscribed = eventKind('email.unsubscribed', { retention: 'proof', subject: 'email', trigger: true });

export const messageCreated = eventKind('message.created', { retention: 'business', subject: 'email' });
export const messageUpdated = eventKind('message.updated', { retention: 'business', subject: 'email' });
export const messagePublished = eventKind('message.published', { retention: 'business', subject: 'email' });
export const messageDeleted = eventKind('message.deleted', { retention: 'business', subject: 'email' });
export const mailSettingsChanged = eventKind('mail_settings.changed', { retention: 'business' });

export const EMAIL_EVENTS = [
  emailQueued,
  emailCaptured,
  emailSent,
  emailFailed,
  emailUncertain,
  emailOpened,
  emailClicked,
  emailUnsubscribed,
  messageCreated,
  messageUpdated,
  messagePublished,
  messageDeleted,
  mailSettingsChanged,
] as const;
