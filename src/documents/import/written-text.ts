import { linkProblem } from '../rules/links.ts';
import { ownFields } from './foreign-fields.ts';
import { childrenOf, isElement, styleOf, type HtmlElement, type HtmlNode } from './nodes.ts';

/** What is noted while HTML is read. */
export interface Notes {
  /** Merge fields of other programs that nobody knows. */
  unknown: Set<string>;
  /** Kinds of elements that were left out. */
  left: Set<string>;
  pictures: Set<string>;
}

/** Inside each other deeper than this, only the words are kept. */
const DEEPEST = 60;

/** Running text with our marks: `**bold**`, `*slanted*`, `[words](address)`. */
export function writtenText(nodes: readonly HtmlNode[], notes: Notes): string {
  return trimmed(nodes.map((node) => written(node, notes, 0)).join(''));
}

function written(node: HtmlNode, notes: Notes, depth: number): string {
  if (node.type === 'text') return plain(ownFields((node as { data: string }).data, notes.unknown));
  if (!isElement(node) || depth > DEEPEST) return '';
  if (['script', 'style', 'title', 'noscript', 'head', 'template'].includes(node.name)) return '';
  const inner = (): string =>
    childrenOf(node)
      .map((child) => written(child, notes, depth + 1))
      .join('');
  switch (node.name) {
    case 'br':
      return '\n';
    case 'strong':
    case 'b':
      return marked(inner(), '**');
    case 'em':
    case 'i':
      return marked(inner(), '*');
    case 'a':
      return linked(node, inner(), notes);
    case 'img':
      return plain(node.attribs.alt ?? '');
    default:
      return /^(?:bold|[6-9]00)$/.test(styleOf(node, 'font-weight') ?? '') ? marked(inner(), '**') : inner();
  }
}

/** Words that would be read as marks stand as they are; merge fields too. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .split(/(\{\{[^{}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replaceAll(/[\\*[\]]/g, '\\$&')))
    .join('');

/** A mark touches its words, and stays in its line. */
function marked(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(line)!;
      return words === '' || words!.includes('*') ? line : `${before}${mark}${words}${mark}${after}`;
    })
    .join('\n');
}

function linked({ attribs }: HtmlElement, words: string, notes: Notes): string {
  const url = addressOf(attribs.href, notes);
  if (url === undefined || words.trim() === '') return words;
  const label = words.replaceAll('\n', ' ').trim();
  return label.includes('](') ? words : `[${label}](${url})`;
}

/** Where a link leads, as we write it; undefined where it cannot lead. */
export function addressOf(href: string | undefined, notes: Notes): string | undefined {
  const url = ownFields((href ?? '').trim(), notes.unknown).replaceAll(/[\s\u00a0]+(?![^{]*\}\})/g, '%20');
  const own = /unsubscribe_url/.test(url) ? '{{ unsubscribe_url }}' : /preferences_url/.test(url) ? '{{ preferences_url }}' : url;
  return own === '' || own.startsWith('#') || linkProblem(own) !== null ? undefined : own.replaceAll('(', '%28').replaceAll(')', '%29');
}

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
