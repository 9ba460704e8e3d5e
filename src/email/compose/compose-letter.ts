import { linkTokens } from '../letters/link-tokens.ts';
import { messageIdOf } from '../letters/message-ids.ts';
import { encodedText, mailbox } from '../rules/encoded-words.ts';
import { quotedPrintable } from '../rules/quoted-printable.ts';
import type { ReadyLetter } from '../smtp/session.ts';
import type { Cast } from './letter-mould.ts';
import { Scratch } from './marks.ts';
import { takeRoom } from './rooms.ts';
import { dkimSignature, type SigningKey } from './sign-letter.ts';

/** What all letters of a batch from one sender have in common. */
export interface Letterhead {
  accountId: number;
  secretKey: string;
  /** What the addresses of its links begin with. */
  trackingBaseUrl: string;
  /** The installation's own address: people leave by it, and it is not the client's to take down. */
  baseUrl: string;
  from: { name: string; address: string };
  replyTo: string;
  /** The host of its Message-IDs. */
  host: string;
  date: string;
  /** Whether people can end such letters by a click. */
  canEnd: boolean;
  signing: SigningKey | null;
}

/** One letter, cast and addressed; the rest is the same for many. */
export interface LooseLetter {
  deliveryId: number;
  to: string;
  /** Where its bounces go. */
  returnPath: string;
  cast: Cast;
  thread: { inReplyTo?: string; references?: string } | null;
}

/** No letter is larger. */
const MOST_BYTES = 2_000_000;
// Never in quoted-printable text.
const BOUNDARY = '=_quayside';
const TEXT = `--${BOUNDARY}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
const HTML = `\r\n--${BOUNDARY}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;

const scratch = new Scratch();

/** Puts a letter together as it goes over the wire, signed where it has a key. `pieces` are those of its version's mould. Throws when it is too large. */
export function composeLetter(letter: LooseLetter, head: Letterhead, pieces: readonly Uint8Array[]): ReadyLetter {
  const { address, encoded } = ownAddresses(letter, head);
  const { cast } = letter;
  scratch.clear();
  scratch.add(TEXT);
  scratch.addCast(cast.text, pieces, encoded);
  scratch.add(HTML);
  scratch.addCast(cast.html, pieces, encoded);
  scratch.add(END);
  const body = scratch.text;
  if (body.length > MOST_BYTES) throw new Error('The letter is too large.');
  const headers = headersOf(letter, head, head.canEnd ? address('unsubscribe') : null);
  const signature = head.signing ? dkimSignature(headers, body, head.signing) : '';
  const top = Buffer.from(`${signature}${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'utf8');
  const room = takeRoom(top.length + body.length);
  room.set(top);
  room.set(body, top.length);
  return { from: letter.returnPath, to: letter.to, bytes: room.subarray(0, top.length + body.length), room };
}

type Meaning = number | 'unsubscribe' | 'open';

/** The addresses of a letter's own links, each made once: as they are, and as they stand in its parts. */
function ownAddresses({ deliveryId }: LooseLetter, head: Letterhead): Record<'address' | 'encoded', (meaning: Meaning) => string> {
  const { accountId, secretKey, baseUrl, trackingBaseUrl } = head;
  const tokenFor = linkTokens(secretKey, { accountId, deliveryId });
  const known = new Map<Meaning, string>();
  const address = (meaning: Meaning): string => {
    const token = tokenFor(meaning);
    if (meaning === 'unsubscribe') return `${baseUrl}/e/u/${token}`;
    return `${trackingBaseUrl}/e/${meaning === 'open' ? 'o' : 'c'}/${token}`;
  };
  const encoded = (meaning: Meaning): string => {
    let text = known.get(meaning);
    if (text === undefined) known.set(meaning, (text = quotedPrintable(address(meaning))));
    return text;
  };
  return { address, encoded };
}

function headersOf(letter: LooseLetter, head: Letterhead, unsubscribeUrl: string | null): [string, string][] {
  const { deliveryId, thread, cast } = letter;
  return [
    ['From', mailbox(head.from.name, head.from.address)],
    ['To', letter.to],
    ...optional('Reply-To', head.replyTo),
    ['Subject', encodedText(cast.subject, 9)],
    ['Date', head.date],
    ['Message-ID', messageIdOf(head.secretKey, { accountId: head.accountId, deliveryId }, head.host)],
    ...optional('In-Reply-To', thread?.inReplyTo),
    ...optional('References', thread?.references?.split(/\s+/).join('\r\n ')),
    // Each on one line, whatever its length, which RFC 8058 asks for.
    ...optional('List-Unsubscribe', unsubscribeUrl && `<${unsubscribeUrl}>`),
    ...optional('List-Unsubscribe-Post', unsubscribeUrl && 'List-Unsubscribe=One-Click'),
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${BOUNDARY}"`],
  ];
}

const optional = (name: string, value: string | null | undefined): [string, string][] => (value ? [[name, value]] : []);
