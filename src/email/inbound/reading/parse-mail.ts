import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { cleanHtml, textOfHtml } from './clean-html.ts';

/** The largest mail that is taken. */
export const MOST_BYTES = 15 * 1024 * 1024;
const MOST_CHARACTERS = 200_000;
const MOST_HTML = 1_000_000;
const MOST_ATTACHMENTS = 20;
const MOST_ATTACHED_BYTES = 10 * 1024 * 1024;
const MOST_REFERENCES = 50;
/** What mail servers give back of a letter is only looked through for its marks. */
const MOST_RETURNED = 64 * 1024;

/** A mail as its parts say it, within bounds and without control characters. */
export interface ReadMail {
  /** The first header of a name, unfolded; empty where there is none. */
  header: (name: string) => string;
  /** How many servers say that they passed it on. */
  hops: number;
  fromAddress: string;
  fromName: string;
  subject: string;
  messageId: string;
  inReplyTo: string;
  references: string[];
  text: string;
  html: string | null;
  attachments: { name: string; type: string; content: Buffer }[];
  /** `message/delivery-status`, where it is a report of a mail server. */
  deliveryStatus: string | null;
  /** `message/feedback-report`, where a provider reports a complaint. */
  feedback: string | null;
  /** What was given back of the letter it is about, headers or all. */
  returned: string;
}

/** Reads a mail. Rejects where it is no mail at all. */
export async function parseMail(raw: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: MOST_HTML,
  } as Parameters<typeof simpleParser>[1]);
  const lines = (mail.headerLines ?? []).map(({ key, line }) => [key, plain(line.replace(/^[^:]*:/, ''), 2_000)] as const);
  const header = (name: string): string => lines.find(([key]) => key === name)?.[1] ?? '';
  const from = mail.from?.value[0];
  const html = typeof mail.html === 'string' && mail.html.length <= MOST_HTML ? mail.html : null;
  const partOf = (type: RegExp): string | null => {
    const part = mail.attachments.find(({ contentType }) => type.test(contentType));
    return part ? part.content.subarray(0, MOST_RETURNED).toString('utf8') : null;
  };
  return {
    header,
    hops: lines.filter(([key]) => key === 'received').length,
    fromAddress: plain(from?.address ?? '', 254).toLowerCase(),
    fromName: plain(from?.name ?? '', 200),
    subject: plain(mail.subject ?? '', 500),
    messageId: plain(mail.messageId ?? '', 500),
    inReplyTo: plain(mail.inReplyTo ?? '', 500),
    references: referencesOf(mail),
    text: withoutNul(mail.text || (html ? textOfHtml(html) : ''))
      .slice(0, MOST_CHARACTERS)
      .trim(),
    html: html === null ? null : cleanHtml(withoutNul(html)),
    attachments: attachmentsOf(mail.attachments),
    deliveryStatus: partOf(/^message\/(?:global-)?delivery-status$/i),
    feedback: partOf(/^message\/feedback-report$/i),
    returned: partOf(/^(?:message\/(?:rfc822|global|rfc822-headers)|text\/rfc822-headers)$/i) ?? '',
  };
}

function referencesOf({ references }: ParsedMail): string[] {
  const all = references === undefined ? [] : Array.isArray(references) ? references : references.split(/\s+/);
  return all.slice(-MOST_REFERENCES).map((each) => plain(each, 500));
}

/** What people attached, as long as it fits; parts of a report, and pictures of a signature that the text shows itself, are none. */
function attachmentsOf(parts: readonly Attachment[]): ReadMail['attachments'] {
  const kept: ReadMail['attachments'] = [];
  let bytes = 0;
  for (const { contentType, filename, content } of parts) {
    if (/^(?:message\/(?:global-)?delivery-status|message\/feedback-report|text\/rfc822-headers)$/i.test(contentType)) continue;
    bytes += content.length;
    if (kept.length >= MOST_ATTACHMENTS || bytes > MOST_ATTACHED_BYTES) break;
    kept.push({ name: nameOf(filename, kept.length), type: plain(contentType, 100).toLowerCase() || 'application/octet-stream', content });
  }
  return kept;
}

/** A name without a path, so that saving it goes nowhere else. */
const nameOf = (given: string | undefined, at: number): string =>
  plain(given ?? '', 200)
    .replace(/^.*[/\\]/, '')
    .replace(/^\.+/, '') || `attachment-${at + 1}`;

const plain = (text: string, most: number): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();

const withoutNul = (text: string): string => text.replaceAll('\0', '').toWellFormed();
