const LONGEST_LINE = 76;
/** What stands for itself anywhere in a line. Blanks and dots have rules of their own. */
const CODES: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);
const [BLANK, DOT, LINE_FEED, RETURN] = [32, 46, 10, 13] as const;
/** Needs no encoding at all, and fits in a line. */
const PLAIN = /^(?!\.)[!-<>-~]{1,72}$/;
const PLAIN_WITH_BLANKS = /^(?!\.)[!-<>-~](?:[!-<>-~]| (?! )){0,70}$/;

/**
 * Text in quoted-printable, as a piece that can stand beside others: it begins at the beginning of a line and ends at the end of one, softly where
 * the text goes on. No line begins with a dot, so that SMTP has nothing to double; no blank follows another or ends a line, and there are no
 * tabs, so that the relaxed form of the text that DKIM signs is the text itself.
 */
export function quotedPrintable(text: string): string {
  if (text === '') return '';
  if (PLAIN.test(text) || PLAIN_WITH_BLANKS.test(text)) return `${text}=\r\n`;
  const bytes = Buffer.from(text, 'utf8');
  const parts: string[] = [];
  let column = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === RETURN && bytes[at + 1] === LINE_FEED) continue;
    if (byte === LINE_FEED) {
      parts.push('\r\n');
      column = 0;
      continue;
    }
    const code = codeOf(bytes, at, column);
    if (column + code.length > LONGEST_LINE - 1) {
      parts.push('=\r\n');
      column = 0;
    }
    const written = column === 0 && byte === DOT ? '=2E' : code;
    parts.push(written);
    column += written.length;
  }
  if (column > 0) parts.push('=\r\n');
  return parts.join('');
}

function codeOf(bytes: Buffer, at: number, column: number): string {
  const byte = bytes[at]!;
  if (byte !== BLANK) return CODES[byte]!;
  const next = bytes[at + 1];
  const standsAlone = column > 0 && bytes[at - 1] !== BLANK && next !== undefined && next !== LINE_FEED && next !== RETURN;
  return standsAlone ? ' ' : '=20';
}
