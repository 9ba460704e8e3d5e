/** So many bytes of UTF-8 make an encoded word that fits in a line. */
const BYTES_A_WORD = 42;
const PLAIN = /^[ -~]*$/;
const LONGEST_LINE = 76;

/** The text of a header as RFC 2047 wants it: as it is where that is plain, else in words of base64, a character never torn apart. */
export function encodedText(text: string, column: number): string {
  if (PLAIN.test(text) && !text.includes('=?')) return folded(text, column);
  const words: string[] = [];
  let word = '';
  let bytes = 0;
  for (const character of text) {
    const length = Buffer.byteLength(character);
    if (bytes + length > BYTES_A_WORD) {
      words.push(word);
      word = '';
      bytes = 0;
    }
    word += character;
    bytes += length;
  }
  words.push(word);
  return words.map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}

/** Long lines are broken at blanks. */
function folded(text: string, column: number): string {
  if (column + text.length <= LONGEST_LINE) return text;
  let [line, whole] = [column, ''];
  for (const [index, word] of text.split(' ').entries()) {
    const breaks = index > 0 && line + 1 + word.length > LONGEST_LINE;
    whole += index === 0 ? word : breaks ? `\r\n ${word}` : ` ${word}`;
    line = breaks ? 1 + word.length : line + 1 + word.length;
  }
  return whole;
}

/** A name and an address as a header shows them. The name is one line. */
export function mailbox(name: string, address: string): string {
  if (name === '') return address;
  if (!PLAIN.test(name) || name.includes('=?')) return `${encodedText(name, 10)} <${address}>`;
  return `${/^[\w ]+$/.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`} <${address}>`;
}
