/** A piece of running text; what stands in `{{ … }}` or `{% … %}` is a merge piece and is never looked into. */
export type Piece =
  | { type: 'words'; text: string; bold: boolean; italic: boolean }
  | { type: 'merge'; source: string; bold: boolean; italic: boolean }
  | { type: 'break' }
  /** `isBare`: an address that stands in the text as it is. */
  | { type: 'link'; label: Piece[]; url: string; isBare: boolean };

const MERGE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/y;
const LINK = /\[((?:[^[\]\n\\]|\\.)+)\]\(((?:\{\{[^{}\n]*\}\}|[^()\s]|\([^()\s]*\))+)\)/y;
const BARE_URL = /https?:\/\/(?:\{\{[^{}\n]*\}\}|[^\s<>"'()[\]*{}\\]|\([^\s<>"'()\\]*\))+/y;
const ESCAPED = /\\([\\*_[\]()])/y;

/** Reads a text's marks: `**bold**`, `*italic*`, `[words](address)`, bare addresses and line breaks. A mark without its pair is a plain sign. */
export function inlinePieces(text: string): Piece[] {
  return piecesOf(text.replaceAll('\r\n', '\n'), false);
}

function piecesOf(text: string, insideLink: boolean): Piece[] {
  const pieces: Piece[] = [];
  const style = { bold: false, italic: false };
  let words = '';
  let at = 0;
  const flush = () => {
    if (words) pieces.push({ type: 'words', text: words, ...style });
    words = '';
  };
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match;
  };
  const toggle = (mark: '**' | '*', which: 'bold' | 'italic'): boolean => {
    if (!text.startsWith(mark, at)) return false;
    const rest = text.slice(at + mark.length);
    const closes = style[which] && /\S$/.test(text.slice(0, at));
    const opens = !style[which] && /^\S/.test(rest) && closesLater(rest, mark);
    if (!closes && !opens) return false;
    flush();
    style[which] = opens;
    at += mark.length;
    return true;
  };

  while (at < text.length) {
    const merge = take(MERGE);
    if (merge) {
      flush();
      pieces.push({ type: 'merge', source: merge[0], ...style });
      continue;
    }
    const escaped = take(ESCAPED);
    if (escaped) {
      words += escaped[1];
      continue;
    }
    const link = insideLink ? null : take(LINK);
    if (link) {
      flush();
      pieces.push({ type: 'link', label: piecesOf(link[1]!, true), url: link[2]!, isBare: false });
      continue;
    }
    const bare = insideLink ? null : take(BARE_URL);
    if (bare) {
      const url = bare[0].replace(/[.,;:!?]+$/, '');
      at -= bare[0].length - url.length;
      flush();
      pieces.push({ type: 'link', label: plainPieces(url), url, isBare: true });
      continue;
    }
    if (toggle('**', 'bold') || toggle('*', 'italic')) continue;
    if (text[at] === '\n') {
      flush();
      pieces.push({ type: 'break' });
    } else {
      words += text[at];
    }
    at++;
  }
  flush();
  return pieces;
}

/** Words and merge fields alone. */
const plainPieces = (text: string): Piece[] =>
  text
    .split(/(\{\{[^{}\n]*\}\})/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{{')
        ? { type: 'merge', source: part, bold: false, italic: false }
        : { type: 'words', text: part, bold: false, italic: false },
    );

function closesLater(rest: string, mark: '**' | '*'): boolean {
  const paragraph = rest.split('\n\n', 1)[0]!.replaceAll(/\\[\\*_[\]()]/g, 'x');
  // Three signs close bold and italic at once.
  return (mark === '**' ? /\S\*\*/ : /[^\s*](?:\*|\*{3})(?!\*)/).test(paragraph);
}

/** A text cut into paragraphs at its blank lines. */
export const paragraphsOf = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.replace(/^\n+|\n+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '');

const BULLET = /^[-•] +(?=\S)/;
const NUMBER = /^\d{1,3}[.)] +(?=\S)/;

/** What a paragraph lists, when each of its lines begins with `- ` or with `1. `. */
export function listOf(paragraph: string): { isOrdered: boolean; items: string[] } | null {
  const lines = paragraph.split('\n');
  const begin = [BULLET, NUMBER].find((pattern) => lines.every((line) => pattern.test(line)));
  return begin ? { isOrdered: begin === NUMBER, items: lines.map((line) => line.replace(begin, '')) } : null;
}
