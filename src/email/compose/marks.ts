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

/** Where a letter is put together: room that is used again for the next one. */
export class Scratch {
  #room = Buffer.allocUnsafe(65_536);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  get text(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  /** Adds text of which every sign is one byte. */
  add(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#room.write(text, this.#length, 'latin1');
  }

  addBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#room.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Adds a letter's part, its signs replaced; `address` gives the letter's own addresses in quoted-printable. */
  addCast(text: string, pieces: readonly Uint8Array[], address: (meaning: number | 'unsubscribe' | 'open') => string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < FIRST_PIECE) continue;
      if (at > from) this.add(text.slice(from, at));
      from = at + 1;
      if (code < FIRST_LINK) this.addBytes(pieces[code - FIRST_PIECE]!);
      else this.add(address(code === UNSUBSCRIBE ? 'unsubscribe' : code === OPEN ? 'open' : code - FIRST_LINK));
    }
    if (from < text.length) this.add(text.slice(from));
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#room.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + length));
    this.#room.copy(larger, 0, 0, this.#length);
    this.#room = larger;
  }
}

/** Writes values for the HTML part, escaped and encoded, for the text part, and for the subject, which is encoded as a whole. */
export const filledInHtml = (value: unknown): string => (value instanceof Mark ? value.sign : quotedPrintable(escaped(textOf(value))));
export const filledInText = (value: unknown): string => (value instanceof Mark ? value.sign : quotedPrintable(textOf(value)));

export const filledInSubject = (value: unknown): string => textOf(value);

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
