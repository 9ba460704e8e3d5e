import { eventKind } from '../ledger/index.ts';
import { BOUNCE_CLASSES } from './rules/bounce-classes.ts';

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
// What programs do with letters is told apart from what people do: `data.by` says how it was known.
export const emailMachineOpened = eventKind('email.machine_opened', OF_A_LETTER);
export const emailMachineClicked = eventKind('email.machine_clicked', OF_A_LETTER);
/** A program that follows all links was taken for a person at first: `data.links` were not followed by one. */
export const emailClicksTakenBack = eventKind('email.clicks_taken_back', OF_A_LETTER);
export const emailUnsubscribed = eventKind('email.unsubscribed', { retention: 'proof', subject: 'email', trigger: true });

const BOUNCE_CLASS = {
  key: 'class',
  label: 'content.bounceClass',
  type: 'choice',
  choices: BOUNCE_CLASSES,
  at: { in: 'data', path: ['class'] },
} as const;
/** A letter that came back after a server had taken it. `data.class` says why, `personal.domain` whose server it was. */
export const emailBounced = eventKind('email.bounced', { ...OF_A_LETTER, trigger: true, content: [BOUNCE_CLASS] });
/** A receiver told their provider that a letter is spam. */
export const emailComplained = eventKind('email.complained', { retention: 'proof', subject: 'email', trigger: true });
/** A person answered a letter; `data.inbound` is what they wrote. */
export const emailReplied = eventKind('email.replied', { ...OF_A_LETTER, trigger: true });
/** A person wrote: an answer to a letter, or of themselves. `data.inbound` is the mail; the record is who wrote, where they are known. */
export const mailReceived = eventKind('mail.received', { retention: 'business', subject: 'inbound_mail', trigger: true });

export const sendingDomainAdded = eventKind('sending_domain.added', { retention: 'business', subject: 'sending_domain' });
export const sendingDomainChanged = eventKind('sending_domain.changed', { retention: 'business', subject: 'sending_domain' });
export const sendingDomainVerified = eventKind('sending_domain.verified', { retention: 'business', subject: 'sending_domain' });
export const sendingDomainFailing = eventKind('sending_domain.failing', { retention: 'business', subject: 'sending_domain' });
export const sendingDomainKeyReplaced = eventKind('sending_domain.key_replaced', { retention: 'business', subject: 'sending_domain' });
export const sendingDomainRemoved = eventKind('sending_domain.removed', { retention: 'business', subject: 'sending_domain' });
export const inboundMailboxSaved = eventKind('inbound_mailbox.saved', { retention: 'business', subject: 'inbound_mailbox' });
export const inboundMailboxFailing = eventKind('inbound_mailbox.failing', { retention: 'business', subject: 'inbound_mailbox' });
export const inboundMailboxRemoved = eventKind('inbound_mailbox.removed', { retention: 'business', subject: 'inbound_mailbox' });

export const messageCreated = eventKind('message.created', { retention: 'business', subject: 'email' });
export const messageUpdated = eventKind('message.updated', { retention: 'business', subject: 'email' });
export const messagePublished = eventKind('message.published', { retention: 'business', subject: 'email' });
export const messageDeleted = eventKind('message.deleted', { retention: 'business', subject: 'email' });
export const broadcastPlanned = eventKind('broadcast.planned', { retention: 'business', subject: 'broadcast' });
export const broadcastMoved = eventKind('broadcast.moved', { retention: 'business', subject: 'broadcast' });
export const broadcastStarted = eventKind('broadcast.started', { retention: 'business', subject: 'broadcast' });
export const broadcastPaused = eventKind('broadcast.paused', { retention: 'business', subject: 'broadcast' });
export const broadcastResumed = eventKind('broadcast.resumed', { retention: 'business', subject: 'broadcast' });
export const broadcastStopped = eventKind('broadcast.stopped', { retention: 'business', subject: 'broadcast' });
export const broadcastWinnerChosen = eventKind('broadcast.winner_chosen', { retention: 'business', subject: 'broadcast' });
export const broadcastFinished = eventKind('broadcast.finished', { retention: 'business', subject: 'broadcast' });
export const mailSettingsChanged = eventKind('mail_settings.changed', { retention: 'business' });

export const EMAIL_EVENTS = [
  emailQueued,
  emailCaptured,
  emailSent,
  emailFailed,
  emailUncertain,
  emailOpened,
  emailClicked,
  emailMachineOpened,
  emailMachineClicked,
  emailClicksTakenBack,
  emailUnsubscribed,
  emailBounced,
  emailComplained,
  emailReplied,
  mailReceived,
  sendingDomainAdded,
  sendingDomainChanged,
  sendingDomainVerified,
  sendingDomainFailing,
  sendingDomainKeyReplaced,
  sendingDomainRemoved,
  inboundMailboxSaved,
  inboundMailboxFailing,
  inboundMailboxRemoved,
  broadcastPlanned,
  broadcastMoved,
  broadcastStarted,
  broadcastPaused,
  broadcastResumed,
  broadcastStopped,
  broadcastWinnerChosen,
  broadcastFinished,
  messageCreated,
  messageUpdated,
  messagePublished,
  messageDeleted,
  mailSettingsChanged,
] as const;
