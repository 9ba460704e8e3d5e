import { eventKind } from '../ledger/index.ts';

export const consentGiven = eventKind('consent.given', { retention: 'proof', trigger: true });
export const consentWithdrawn = eventKind('consent.withdrawn', { retention: 'proof', trigger: true });
export const mailRefused = eventKind('mail.refused', { retention: 'proof', subject: 'email' });
export const mailBounced = eventKind('mail.bounced', { retention: 'proof', subject: 'email', trigger: true });
export const addressSuppressed = eventKind('address.suppressed', { retention: 'proof' });
export const addressReleased = eventKind('address.released', { retention: 'proof' });
export const sendingStopped = eventKind('sending.stopped', { retention: 'proof' });
export const sendingResumed = eventKind('sending.resumed', { retention: 'proof' });

export const COMPLIANCE_EVENTS = [
  consentGiven,
  consentWithdrawn,
  mailRefused,
  mailBounced,
  addressSuppressed,
  addressReleased,
  sendingStopped,
  sendingResumed,
] as const;
