import { quotedPrintable } from '../rules/quoted-printable.ts';

// A filled-in letter is first made as a short text of signs: pieces of the template itself, which are encoded once, and addresses that are signed
// for each receiver stand in it as one sign each; everything else is quoted-printable, which has none of these signs in it.
const FIRST_PIECE = 0x100;
const MOST_PIECES = 0x7000;
const FIRST_LINK = 0x8000;
const MOST_LINKS = 0x4000;
const UNSUBSCRIBE = 0xc000;
const OPEN = 0xc001;

export function pieceSign(index: number): string {
  if (index >= MOST_PIECES) throw new Error('The letter has too many pieces.');
  return String.fromCharCode(FIRST_PIECE + index);
}

/** An address that is worked out when the letter is composed; what changes it by a filter gets it at once. */
export class Mark {
  readonly sign: string;
  readonly #address: () => string;

  constructor(code: number, address: () => string) {
    this.sign = String.fromCharCode(code);
    this.#address = address;
  }

  toString(): string {
    return this.#address();
  }
}

export function linkMark(index: number, address: () => string): Mark {
  if (index >= MOST_LINKS) throw new Error('The letter has too many links.');
  return new Mark(FIRST_LINK + index, address);
}
export const unsubscribeMark = (address: () => string): Mark => new Mark(UNSUBSCRIBE, address);
export const openMark = (address: () => string): Mark => new Mark(OPEN, address);

/** The text of a letter's part, its signs replaced. */
export function withoutSigns(
  text: string,
  pieces: readonly string[],
  address: (meaning: number | 'unsubscribe' | 'open') => string,
): string {
  let whole = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < FIRST_PIECE) continue;
    if (at > from) whole += text.slice(from, at);
    from = at + 1;
    if (code < FIRST_LINK) whole += pieces[code - FIRST_PIECE]!;
    else whole += quotedPrintable(address(code === UNSUBSCRIBE ? 'unsubscribe' : code === OPEN ? 'open' : code - FIRST_LINK));
  }
  return from === 0 ? text : whole + text.slice(from);
}

/** Writes values for the HTML part, escaped and encoded, and for the text part. */
export const filledInHtml = (value: unknown): string => (value instanceof Mark ? value.sign : quotedPrintable(escaped(textOf(value))));
export const filledInText = (value: unknown): string => (value instanceof Mark ? value.sign : quotedPrintable(textOf(value)));

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
