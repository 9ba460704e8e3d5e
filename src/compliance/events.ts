import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';
import { CHANNELS, CONSENT_STATES, CONSENT_WAYS } from './schema.ts';

const CONTENT: readonly EventContent[] = [
  { key: 'channel', label: 'content.channel', type: 'choice', choices: CHANNELS, at: { in: 'data', path: ['channel'] } },
  { key: 'state', label: 'content.consent', type: 'choice', choices: CONSENT_STATES, at: { in: 'data', path: ['state'] } },
  { key: 'how', label: 'content.consentWay', type: 'choice', choices: CONSENT_WAYS, at: { in: 'data', path: ['how'] } },
];
const WAY = CONTENT.filter(({ key }) => key === 'how');
const OF_A_PERSON = { retention: 'proof', trigger: true } as const;
const OF_A_TOPIC = { retention: 'proof', subject: 'topic', trigger: true, content: WAY } as const;

export const consentGiven = eventKind('consent.given', { ...OF_A_PERSON, content: CONTENT });
export const consentWithdrawn = eventKind('consent.withdrawn', { ...OF_A_PERSON, content: CONTENT });
export const consentRequested = eventKind('consent.requested', { ...OF_A_PERSON, content: WAY });
export const topicChosen = eventKind('topic.chosen', OF_A_TOPIC);
export const topicDeclined = eventKind('topic.declined', OF_A_TOPIC);
export const mailPaused = eventKind('mail.paused', { ...OF_A_PERSON, content: WAY });
export const mailContinued = eventKind('mail.continued', { ...OF_A_PERSON, content: WAY });
export const frequencyChanged = eventKind('frequency.changed', { retention: 'proof' });
export const mailRefused = eventKind('mail.refused', { retention: 'proof', subject: 'email' });
export const mailBounced = eventKind('mail.bounced', { retention: 'proof', subject: 'email', trigger: true });
export const complaintReceived = eventKind('mail.complained', { retention: 'proof', subject: 'email' });

export const topicCreated = eventKind('topic.created', { retention: 'business', subject: 'topic' });
export const topicUpdated = eventKind('topic.updated', { retention: 'business', subject: 'topic' });
export const permissionSettingsChanged = eventKind('permission_settings.changed', { retention: 'proof' });
export const addressSuppressed = eventKind('address.suppressed', { retention: 'proof' });
export const addressReleased = eventKind('address.released', { retention: 'proof' });
export const addressesImported = eventKind('addresses.imported', { retention: 'proof' });
export const sendingStopped = eventKind('sending.stopped', { retention: 'proof' });
export const sendingResumed = eventKind('sending.resumed', { retention: 'proof' });
export const sendingSlowed = eventKind('sending.slowed', { retention: 'proof' });
export const sendingQuickened = eventKind('sending.quickened', { retention: 'proof' });
export const importHeld = eventKind('import.held_for_review', { retention: 'proof', subject: 'import' });
export const importReleased = eventKind('import.released', { retention: 'proof', subject: 'import' });
export const importRefused = eventKind('import.refused', { retention: 'proof', subject: 'import' });
export const confirmationReviewed = eventKind('confirmation.reviewed', { retention: 'proof', subject: 'email' });
export const abuseConfirmed = eventKind('abuse.confirmed', { retention: 'proof' });

export const COMPLIANCE_EVENTS = [
  consentGiven,
  consentWithdrawn,
  consentRequested,
  topicChosen,
  topicDeclined,
  mailPaused,
  mailContinued,
  frequencyChanged,
  mailRefused,
  mailBounced,
  complaintReceived,
  topicCreated,
  topicUpdated,
  permissionSettingsChanged,
  addressSuppressed,
  addressReleased,
  addressesImported,
  sendingStopped,
  sendingResumed,
  sendingSlowed,
  sendingQuickened,
  importHeld,
  importReleased,
  importRefused,
  confirmationReviewed,
  abuseConfirmed,
] as const;
