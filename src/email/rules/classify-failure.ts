import type { BounceClass } from './bounce-classes.ts';

/** What a mail server, or the way to it, made of a letter. */
export interface Failure {
  /** `retry`: try again later. `failed`: never. `hard_bounce`: never, and never to this address. `uncertain`: nobody can know. */
  outcome: 'retry' | 'failed' | 'hard_bounce' | 'uncertain';
  /** A stable code for the reason. */
  reason: string;
  /** What kind of refusal of the receiver's server it was, where it was one for good. */
  bounceClass?: BounceClass;
}

/** What SMTP libraries tell of a failure. */
export interface SmtpError {
  code?: string | undefined;
  command?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  /** Whether anything of the letter's text had gone over the wire. */
  handedOver?: boolean | undefined;
}

const UNKNOWN_USER =
  /user (?:is )?unknown|unknown (?:user|recipient|address|mailbox)|no such (?:user|recipient|mailbox|address|person)|mailbox (?:not found|unavailable|does not exist)|does(?: not|n'?t) exist|invalid (?:recipient|mailbox)|recipient (?:not found|rejected|address rejected)/i;
/** Enhanced codes (RFC 3463) that say the address itself is wrong. */
const BAD_ADDRESS = /\b5\.1\.(?:0|1|2|3|6|10)\b/;
const POLICY = /\b5\.7\.\d+\b/;

/**
 * What follows from a failure. After the letter's text has been handed over, silence means that it may have gone out: such a letter is
 * uncertain and is not repeated.
 */
export function classifyFailure(error: SmtpError): Failure {
  const { responseCode, response = '', command = '', code = '', handedOver = false } = error;
  if (responseCode === undefined) {
    if (handedOver) return { outcome: 'uncertain', reason: 'connection_lost_after_data' };
    if (code === 'EAUTH') return { outcome: 'retry', reason: 'server_refused_password' };
    if (code === 'EENVELOPE') return { outcome: 'failed', reason: 'address_not_usable' };
    return { outcome: 'retry', reason: 'server_unreachable' };
  }
  if (code === 'EAUTH' || responseCode === 535) return { outcome: 'retry', reason: 'server_refused_password' };
  if (responseCode >= 400 && responseCode < 500) return { outcome: 'retry', reason: `server_said_${responseCode}` };
  // The server has something against us, not against the letter.
  if (command === 'CONN') return code === 'ENODOMAIN' ? NO_DOMAIN : { outcome: 'retry', reason: `server_said_${responseCode}` };
  const aboutTheReceiver = command === 'RCPT TO' || BAD_ADDRESS.test(response);
  const isUnknown = BAD_ADDRESS.test(response) || ([550, 551, 553].includes(responseCode) && UNKNOWN_USER.test(response));
  if (aboutTheReceiver && isUnknown && !POLICY.test(response))
    return { outcome: 'hard_bounce', reason: 'no_such_mailbox', bounceClass: 'hard' };
  return { outcome: 'failed', reason: `server_said_${responseCode}`, bounceClass: refusedBecause(response, aboutTheReceiver) };
}

const NO_DOMAIN: Failure = { outcome: 'hard_bounce', reason: 'no_such_domain', bounceClass: 'hard' };
const FULL = /\b5\.2\.2\b|\b(?:over|exceed\w*)\b.{0,20}\bquota|(?:mailbox|inbox)\b.{0,12}\bfull|quota exceeded/i;
const BLOCKED = /block(?:ed|list)|blacklist|\brbl\b|\bdnsbl\b|spamhaus|reputation|banned|listed (?:at|in|on|by)/i;
const CONTENT = /\b5\.(?:6|7)\.\d+\b|\b5\.3\.4\b|spam|content|policy|dmarc|\bspf\b|dkim|too (?:large|big)|size limit/i;

/** Of which class a refusal for good is that does not say the mailbox is wrong. */
function refusedBecause(response: string, aboutTheReceiver: boolean): BounceClass {
  if (FULL.test(response)) return 'full';
  if (BLOCKED.test(response)) return 'block';
  if (CONTENT.test(response)) return 'policy';
  return aboutTheReceiver ? 'other' : 'policy';
}

const MINUTE = 60_000;
/**
 * How long after each failed try the next one comes; after the last the letter has failed. A day and a half in all. The first is short: it
 * is there for a connection that the server dropped while it was idle.
 */
const PAUSES = [0.25, 5, 15, 60, 180, 360, 720, 960].map((minutes) => minutes * MINUTE);

/** When to try again after so many tries; null when no more. */
export function nextTry(attempts: number, now: Date): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
