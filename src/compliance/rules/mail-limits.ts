/** Over so many days, today's included, the rates of an account's mail are looked at. */
export const WINDOW_DAYS = 7;
/** Complaints of receivers, as a share of letters sent: from the first an account is slowed down, from the second it is stopped. */
const COMPLAINTS_SLOW = 0.001;
const COMPLAINTS_STOP = 0.003;
/** Mailboxes that do not exist, as a share of letters sent. */
const BOUNCES_SLOW = 0.05;
const BOUNCES_STOP = 0.1;
/** A rate says nothing before so much has happened: one cross reader of ten is no sign. */
const LEAST_SENT = 200;
const LEAST_COMPLAINTS = 3;
const LEAST_BOUNCES = 10;
/** So many letters an hour leave while an account is slowed down. */
export const SLOW_PER_HOUR = 200;

export interface MailCounts {
  sent: number;
  hardBounces: number;
  complaints: number;
}

export interface MailVerdict {
  verdict: 'well' | 'slow' | 'stop';
  because: 'complaints' | 'bounces' | null;
  complaintRate: number;
  bounceRate: number;
}

/**
 * How an account's mail does by what came back of it: well, to be slowed down, or to be stopped. Complaints weigh before bounces. The large
 * mailbox providers ask for less than one complaint in a thousand letters, and refuse whoever has three.
 */
export function judgeMailCounts({ sent, hardBounces, complaints }: MailCounts): MailVerdict {
  const complaintRate = sent === 0 ? 0 : complaints / sent;
  const bounceRate = sent === 0 ? 0 : hardBounces / sent;
  const rates = { complaintRate, bounceRate };
  const complained = complaints >= LEAST_COMPLAINTS && sent >= LEAST_SENT;
  const bounced = hardBounces >= LEAST_BOUNCES && sent >= LEAST_SENT;
  if (complained && complaintRate >= COMPLAINTS_STOP) return { verdict: 'stop', because: 'complaints', ...rates };
  if (bounced && bounceRate >= BOUNCES_STOP) return { verdict: 'stop', because: 'bounces', ...rates };
  if (complained && complaintRate >= COMPLAINTS_SLOW) return { verdict: 'slow', because: 'complaints', ...rates };
  if (bounced && bounceRate >= BOUNCES_SLOW) return { verdict: 'slow', because: 'bounces', ...rates };
  return { verdict: 'well', because: null, ...rates };
}
