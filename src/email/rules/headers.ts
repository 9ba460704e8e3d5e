/** One line, without anything that could begin another header; longer than `most` it is cut. */
export function oneLine(text: string, most = 500): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, most);
}

export interface Envelope {
  accountId: number;
  deliveryId: number;
  fromName: string;
  fromAddress: string;
  replyTo: string;
  subject: string;
  /** Present in every letter that can be ended. */
  unsubscribeUrl: string | null;
  host: string;
}

/**
 * The headers of a letter beside its address: RFC 8058's two for one-click unsubscription, each on one line, and a Message-ID that names
 * the delivery, so that a bounce or a reply finds it.
 */
export function letterHeaders(envelope: Envelope): [string, string][] {
  const { accountId, deliveryId, fromName, fromAddress, replyTo, subject, unsubscribeUrl, host } = envelope;
  return [
    ['From', fromName ? `${quoted(oneLine(fromName, 100))} <${fromAddress}>` : fromAddress],
    ...(replyTo ? [['Reply-To', replyTo] as [string, string]] : []),
    ['Subject', oneLine(subject)],
    ['Message-ID', `<d${deliveryId}.a${accountId}@${host}>`],
    ...(unsubscribeUrl
      ? ([
          ['List-Unsubscribe', `<${unsubscribeUrl}>`],
          ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ] as [string, string][])
      : []),
  ];
}

const quoted = (name: string): string => (/^[\w ]+$/.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`);
