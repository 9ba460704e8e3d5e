import { inlinePieces, listOf, paragraphsOf, type Piece } from '../../src/documents/rules/inline.ts';

/** How much a text may carry: paragraphs and lists with marks and links; one paragraph of them; or one line of words and merge fields. */
export type TextMode = 'text' | 'heading' | 'line';

/** A text as the rich text editor holds it. */
export interface RichNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: RichNode[];
}

const MERGE = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;
/** Signs that would be read as marks. A backslash only where it would be read as one. */
const SIGNS = /[*[\]]|\\(?=[\\*_[\]()]|$)/g;

/** A text of the document as the rich text editor takes it. */
export function richTextOf(text: string, mode: TextMode): RichNode {
  const paragraphs = mode === 'text' ? paragraphsOf(text) : [text];
  const shown = paragraphs.length === 0 ? [''] : paragraphs;
  if (mode === 'text')
    return { type: 'doc', content: shown.map((paragraph) => listNode(paragraph) ?? paragraphOf(inlineNodes(paragraph))) };
  return { type: 'doc', content: shown.map((paragraph) => paragraphOf(mode === 'line' ? lineNodes(paragraph) : inlineNodes(paragraph))) };
}

/** The text that a rich text stands for, in the marks of the document. */
export function textOf(rich: RichNode, mode: TextMode): string {
  if (mode === 'text') return paragraphsOf((rich.content ?? []).map(writtenParagraph).join('\n\n')).join('\n\n');
  const paragraphs = (rich.content ?? []).map((paragraph) => paragraph.content ?? []);
  if (mode === 'line') return paragraphs.map((nodes) => nodes.map(wordsOf).join('')).join(' ');
  const texts = paragraphs.map((nodes) => marked(nodes));
  return texts.filter((text) => text.trim() !== '').join('\n');
}

function listNode(paragraph: string): RichNode | undefined {
  const list = listOf(paragraph);
  if (!list) return undefined;
  const items = list.items.map((item): RichNode => ({ type: 'listItem', content: [paragraphOf(inlineNodes(item))] }));
  return { type: list.isOrdered ? 'orderedList' : 'bulletList', content: items };
}

function writtenParagraph({ type, content = [] }: RichNode): string {
  if (type !== 'bulletList' && type !== 'orderedList') return unlisted(marked(content));
  // One item a line, so that a break within an item is a space; an item nobody has written yet is none.
  const items = content
    .map((item) =>
      marked(item.content?.[0]?.content ?? [])
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim(),
    )
    .filter((item) => item !== '');
  return items.map((item, index) => (type === 'orderedList' ? `${index + 1}. ${item}` : `- ${item}`)).join('\n');
}

/** Words that would be read as a list and are none: a space that does not break keeps them from it. */
const unlisted = (paragraph: string): string => (listOf(paragraph) ? paragraph.replace(' ', '\u00a0') : paragraph);

const paragraphOf = (content: RichNode[]): RichNode => ({ type: 'paragraph', ...(content.length > 0 ? { content } : {}) });
const mergeNode = (source: string): RichNode => ({ type: 'merge', attrs: { source } });

function lineNodes(text: string): RichNode[] {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .split(MERGE)
    .filter((part) => part !== '')
    .map((part) => (/^\{[{%]/.test(part) ? mergeNode(part) : { type: 'text', text: part }));
}

const inlineNodes = (text: string): RichNode[] => inlinePieces(text).flatMap((piece) => nodesOf(piece, undefined));

function nodesOf(piece: Piece, href: string | undefined): RichNode[] {
  switch (piece.type) {
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'link':
      return piece.label.flatMap((part) => nodesOf(part, piece.isBare ? undefined : piece.url));
    case 'words':
      return [withMarks({ type: 'text', text: piece.text }, piece, href)];
    case 'merge':
      return [withMarks(mergeNode(piece.source), piece, href)];
  }
}

function withMarks(node: RichNode, { bold, italic }: { bold: boolean; italic: boolean }, href: string | undefined): RichNode {
  const marks = [
    ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }]),
    ...(bold ? [{ type: 'bold' }] : []),
    ...(italic ? [{ type: 'italic' }] : []),
  ];
  return marks.length > 0 ? { ...node, marks } : node;
}

/** A stretch of text under the same marks. */
interface Run {
  text: string;
  isSpace: boolean;
  bold: boolean;
  italic: boolean;
  href: string | undefined;
}

const wordsOf = (node: RichNode): string =>
  node.type === 'hardBreak' ? '\n' : node.type === 'merge' ? String(node.attrs?.source ?? '') : (node.text ?? '');

function marked(nodes: readonly RichNode[]): string {
  const runs = nodes.flatMap(runsOf);
  const parts: string[] = [];
  for (let at = 0; at < runs.length;) {
    const { href } = runs[at]!;
    const end = runs.findIndex((run, index) => index > at && run.href !== href);
    const same = runs.slice(at, end === -1 ? runs.length : end);
    parts.push(href === undefined ? styled(same) : linked(same, href));
    at += same.length;
  }
  return parts.join('');
}

function runsOf(node: RichNode): Run[] {
  const has = (type: string) => node.marks?.find((mark) => mark.type === type);
  const style = { bold: has('bold') !== undefined, italic: has('italic') !== undefined };
  if (node.type === 'hardBreak') return [{ text: '\n', isSpace: true, bold: false, italic: false, href: undefined }];
  const href = has('link')?.attrs?.href as string | undefined;
  if (node.type === 'merge') return [{ text: wordsOf(node), isSpace: false, ...style, href }];
  const words = (node.text ?? '').replaceAll('\r', '');
  return words
    .split(/(\s+)/)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part.replaceAll(SIGNS, '\\$&'),
      isSpace: part.trim() === '',
      ...style,
      href: part.includes('\n') ? undefined : href,
    }));
}

/** Space is bold or italic only between words that are: no mark opens before it or closes after it. */
function settled(runs: readonly Run[]): Run[] {
  const joined = runs.reduce<Run[]>((all, run) => {
    const last = all.at(-1);
    if (!last?.isSpace || !run.isSpace) return [...all, run];
    return [...all.slice(0, -1), { ...last, text: last.text + run.text, bold: last.bold && run.bold, italic: last.italic && run.italic }];
  }, []);
  return joined.map((run, index) => {
    if (!run.isSpace) return run;
    const within = (style: 'bold' | 'italic') => run[style] && Boolean(joined[index - 1]?.[style] && joined[index + 1]?.[style]);
    return { ...run, bold: within('bold'), italic: within('italic') };
  });
}

function linked(runs: readonly Run[], href: string): string {
  const label = styled(runs);
  return label.trim() === '' ? label : `[${label}](${writtenAddress(href)})`;
}

/** An address as a link may carry it: no space, and no bracket that is not closed. */
function writtenAddress(href: string): string {
  return href
    .trim()
    .split(/(\{\{[^{}\n]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replaceAll(/\s/g, '%20').replaceAll('(', '%28').replaceAll(')', '%29')))
    .join('');
}

function styled(runs: readonly Run[]): string {
  const style = { bold: false, italic: false };
  let text = '';
  for (const run of [...settled(runs), { text: '', bold: false, italic: false }]) {
    // Bold opens and closes before italic: so three signs in a row are read.
    if (style.bold !== run.bold) text += '**';
    if (style.italic !== run.italic) text += '*';
    Object.assign(style, { bold: run.bold, italic: run.italic });
    text += run.text;
  }
  return text;
}
