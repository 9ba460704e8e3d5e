import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';
import { CHANNELS, CONSENT_STATES, CONSENT_WAYS } from './schema.ts';

const CONTENT: readonly EventContent[] = [
  { key: 'channel', label: 'content.channel', type: 'choice', choices: CHANNELS, at: { in: 'data', path: ['channel'] } },
  { key: 'state', label: 'content.consent', type: 'choice', choices: CONSENT_STATES, at: { in: 'data', path: ['state'] } },
  { key: 'how', label: 'content.consentWay', type: 'choice', choices: CONSENT_WAYS, at: { in: 'data', path: ['how'] } },
];

export const consentGiven = eventKind('consent.given', { retention: 'proof', trigger: true, content: CONTENT });
export const consentWithdrawn = eventKind('consent.withdrawn', { retention: 'proof', trigger: true, content: CONTENT });
export const mailRefused = eventKind('mail.refused', { retention: 'proof', subject: 'email' });
export const mailBounced = eventKind('mail.bounced', { retention: 'proof', subject: 'email', trigger: true });
export const complaintReceived = eventKind('mail.complained', { retention: 'proof', subject: 'email' });
export const addressSuppressed = eventKind('address.suppressed', { retention: 'proof' });
export const addressReleased = eventKind('address.released', { retention: 'proof' });
export const sendingStopped = eventKind('sending.stopped', { retention: 'proof' });
export const sendingResumed = eventKind('sending.resumed', { retention: 'proof' });

export const COMPLIANCE_EVENTS = [
  consentGiven,
  consentWithdrawn,
  mailRefused,
  mailBounced,
  complaintReceived,
  addressSuppressed,
  addressReleased,
  sendingStopped,
  sendingResumed,
] as const;
