import { readLinkToken } from '../../letters/link-tokens.ts';
import { readMailToken } from '../../letters/mail-tokens.ts';
import { readMessageId } from '../../letters/message-ids.ts';
import type { BounceClass } from '../../rules/bounce-classes.ts';
import { isAutomatic } from '../../rules/auto-reply.ts';
import { bounceClassOf } from '../../rules/classify-bounce.ts';
import { readDeliveryStatus } from '../../rules/delivery-status.ts';
import { isComplaint, readFeedbackReport } from '../../rules/feedback-report.ts';
import type { MailKind } from '../../rules/inbound-schema.ts';
import { newTextOf } from '../../rules/new-text.ts';
import { readPlainBounce } from '../../rules/plain-bounce.ts';
import type { ReadMail } from './parse-mail.ts';

/** What a mail turned out to be, and which letter of ours it is about. */
export interface UnderstoodMail {
  kind: MailKind | 'nothing';
  letter: { accountId: number; deliveryId: number } | undefined;
  newText: string;
  bounce: { class: BounceClass; status: string; diagnostic: string } | null;
}

/** How it came: to the return path of a letter, and whether its envelope had a sender. */
export interface Arrived {
  /** The letter whose return path it came to. */
  returnedTo: { accountId: number; deliveryId: number } | undefined;
  /** Whether the envelope's sender was empty, which is how mail servers write; null where nobody knows. */
  isFromNobody: boolean | null;
}

/** Makes out a report, a complaint, an automatic answer, an answer, or a mail that begins something new. */
export function understandMail(secretKey: string, mail: ReadMail, arrived: Arrived): UnderstoodMail {
  const returned = arrived.returnedTo ?? letterIn(secretKey, mail.returned);
  const plain = { newText: newTextOf(mail.text), bounce: null };
  if (mail.feedback !== null) {
    const report = readFeedbackReport(mail.feedback);
    const letter = (report && letterOfReturnPath(secretKey, report.mailFrom)) ?? returned;
    return { ...plain, kind: report && isComplaint(report) ? 'complaint' : 'nothing', letter };
  }
  const bounce = bounceOf(mail, arrived);
  if (bounce) {
    const letter = returned ?? letterIn(secretKey, mail.text.slice(0, 64 * 1024)) ?? answered(secretKey, mail);
    if (bounce.action === 'nothing') return { ...plain, kind: 'nothing', letter };
    const { status, diagnostic } = bounce;
    if (bounce.action === 'delayed') return { ...plain, kind: 'delay', letter, bounce: { class: 'soft', status, diagnostic } };
    return { ...plain, kind: 'bounce', letter, bounce: { class: bounceClassOf(bounce), status, diagnostic } };
  }
  const letter = answered(secretKey, mail) ?? arrived.returnedTo;
  if (isAutomatic(mail.header, mail.subject)) return { ...plain, kind: 'auto_reply', letter };
  return { ...plain, kind: letter ? 'reply' : 'mail', letter };
}

interface Bounced {
  action: 'failed' | 'delayed' | 'nothing';
  status: string;
  diagnostic: string;
}

/** The worst that a report says of any receiver: each of our letters has but one. That it was delivered is nothing to us. */
function bounceOf(mail: ReadMail, arrived: Arrived): Bounced | undefined {
  if (mail.deliveryStatus !== null) {
    const receivers = readDeliveryStatus(mail.deliveryStatus);
    const told = receivers.find(({ action }) => action === 'failed') ?? receivers.find(({ action }) => action === 'delayed');
    if (told)
      return { action: told.action === 'failed' ? 'failed' : 'delayed', status: told.status, diagnostic: told.diagnostic.slice(0, 500) };
    if (receivers.length > 0) return { action: 'nothing', status: '', diagnostic: '' };
  }
  const { fromAddress, subject, text } = mail;
  return readPlainBounce({ fromAddress, subject, text, isFromNobody: arrived.isFromNobody === true });
}

const answered = (secretKey: string, { inReplyTo, references }: ReadMail): UnderstoodMail['letter'] =>
  readMessageId(secretKey, inReplyTo) ??
  [...references]
    .reverse()
    .map((each) => readMessageId(secretKey, each))
    .find((each) => each !== undefined);

/** The letter that a text carries marks of: its Message-ID, its return path, the link that ends the mail. Each is signed by us. */
function letterIn(secretKey: string, text: string): UnderstoodMail['letter'] {
  if (text === '') return undefined;
  const unfolded = text.replaceAll(/=\r?\n/g, '').replaceAll(/\r?\n[ \t]+/g, ' ');
  const byId = readMessageId(secretKey, unfolded);
  if (byId) return byId;
  for (const [, path] of unfolded.matchAll(/([a-z0-9.+_=-]{1,200}@[a-z0-9.-]+)/gi)) {
    const letter = letterOfReturnPath(secretKey, path!);
    if (letter) return letter;
  }
  for (const [, token] of unfolded.matchAll(/\/e\/u\/([\w.-]{10,200})/g)) {
    const target = readLinkToken(secretKey, token!);
    if (target) return { accountId: target.accountId, deliveryId: target.deliveryId };
  }
  return undefined;
}

/** The letter that a return path names: `b.TOKEN@…`, or a mailbox's own address with the token after a plus. */
export function letterOfReturnPath(secretKey: string, address: string): UnderstoodMail['letter'] {
  const [, token] = /^(?:b\.|[^@+]+\+)([0-9a-z]+\.[0-9a-z]+\.[a-z2-7]{16})@/i.exec(address) ?? [];
  const target = token && readMailToken(secretKey, 'bounce', token);
  return target ? { accountId: target.accountId, deliveryId: target.id } : undefined;
}
