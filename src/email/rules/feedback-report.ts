import { blocksOf } from './delivery-status.ts';

/** A report of a provider (RFC 5965) about one of our letters. */
export interface FeedbackReport {
  /** `abuse`, `fraud`, `virus`, `not-spam`, `auth-failure`, … */
  type: string;
  /** The envelope sender of the letter, as far as it is told: our return path names the letter. */
  mailFrom: string;
  receiver: string;
}

/** What a `message/feedback-report` part says; undefined for what is none. */
export function readFeedbackReport(text: string): FeedbackReport | undefined {
  const [fields] = blocksOf(text);
  const type = fields?.get('feedback-type')?.toLowerCase();
  if (!fields || !type) return undefined;
  const address = (name: string): string =>
    (fields.get(name) ?? '')
      .replace(/^rfc822;\s*/i, '')
      .replaceAll(/[<>]/g, '')
      .trim()
      .toLowerCase();
  return { type, mailFrom: address('original-mail-from'), receiver: address('original-rcpt-to') };
}

/** Whether the receiver complained: a report that a letter is no spam, or failed a check, is none. */
export const isComplaint = ({ type }: FeedbackReport): boolean =>
  ['abuse', 'fraud', 'virus', 'other', 'opt-out', 'opt-out-list'].includes(type);
