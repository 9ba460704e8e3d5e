/** One line, without anything that could begin another header; longer than `most` it is cut. */
export function oneLine(text: string, most = 500): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, most);
}

export interface Envelope {
  fromName: string;
  fromAddress: string;
  replyTo: string;
  subject: string;
  /** Present in every letter that can be ended. */
  unsubscribeUrl: string | null;
  /** `<q.ACCOUNT.DELIVERY.SIGN@host>` */
  messageId: string;
  /** Of the conversation it belongs to. */
  thread?: { inReplyTo?: string; references?: string } | null;
}

/**
 * The headers of a letter beside its address: RFC 8058's two for one-click unsubscription, each on one line, and a Message-ID that names
 * the delivery, so that a bounce or a reply finds it.
 */
export function letterHeaders(envelope: Envelope): [string, string][] {
  const { fromName, fromAddress, replyTo, subject, unsubscribeUrl, messageId, thread } = envelope;
  return [
    ['From', fromName ? `${quoted(oneLine(fromName, 100))} <${fromAddress}>` : fromAddress],
    ...(replyTo ? [['Reply-To', replyTo] as [string, string]] : []),
    ['Subject', oneLine(subject)],
    ['Message-ID', messageId],
    ...(thread?.inReplyTo ? [['In-Reply-To', oneLine(thread.inReplyTo)] as [string, string]] : []),
    ...(thread?.references ? [['References', oneLine(thread.references, 2_000)] as [string, string]] : []),
    ...(unsubscribeUrl
      ? ([
          ['List-Unsubscribe', `<${unsubscribeUrl}>`],
          ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ] as [string, string][])
      : []),
  ];
}

const quoted = (name: string): string => (/^[\w ]+$/.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`);
