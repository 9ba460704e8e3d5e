import iconv from 'iconv-lite';
import type { Encoding } from '../schema.ts';

/** Turns bytes that come in pieces into text; a character cut in two is kept for the next piece. */
export interface TextDecoding {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** A decoder for one file. The mark at the beginning of UTF-8 and UTF-16 is taken off; bytes that mean nothing become U+FFFD. */
export function decodeText(encoding: Encoding): TextDecoding {
  if (encoding === 'utf-8' || encoding.startsWith('utf-16')) {
    const decoder = new TextDecoder(encoding);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding);
  return { write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), end: () => decoder.end() ?? '' };
}
