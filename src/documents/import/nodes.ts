import { parseDocument, Parser } from 'htmlparser2';
import { Problem } from '../../app/kernel/problem.ts';

/** A piece of parsed HTML; only elements and text matter here. */
export type HtmlNode = ReturnType<typeof parseDocument>['children'][number];
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

export const isElement = (node: HtmlNode): node is HtmlElement => 'attribs' in node && 'name' in node;

/** Letters nest a few dozen tables; what calls itself for each level must not be led further. */
const DEEPEST = 400;

/** Reads HTML, however broken. Refuses (`html_too_deep`) what is nested beyond all letters. */
export function nodesOf(html: string): readonly HtmlNode[] {
  let depth = 0;
  const parser = new Parser({
    onopentag() {
      // At once: the parser itself takes long with what is nested without end.
      if (++depth > DEEPEST)
        throw new Problem('html_too_deep', `The HTML has more than ${DEEPEST} elements inside each other. Is it that of a letter?`);
    },
    onclosetag: () => void depth--,
  });
  parser.end(html);
  return parseDocument(html).children;
}

export const childrenOf = (node: HtmlNode): readonly HtmlNode[] => ('children' in node ? (node.children as HtmlNode[]) : []);

export const wordsIn = (node: HtmlNode): string =>
  node.type === 'text' ? (node as { data: string }).data : elements(node).map(wordsIn).join('');

const SILENT = new Set(['script', 'style', 'head', 'title', 'noscript', 'template']);
const elements = (node: HtmlNode): readonly HtmlNode[] => (isElement(node) && SILENT.has(node.name) ? [] : childrenOf(node));

/** What an element's own style says of something. */
export function styleOf(element: HtmlElement, property: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i').exec(element.attribs.style ?? '');
  return found?.[1]?.trim().toLowerCase();
}

/** `#0B5D66`, however it was written; undefined for what has no such form. */
export function hexOf(colour: string | undefined): string | undefined {
  const text = colour?.trim().toLowerCase() ?? '';
  const [, short] = /^#([0-9a-f]{3})$/.exec(text) ?? [];
  if (short) return `#${[...short].map((digit) => digit + digit).join('')}`.toUpperCase();
  const [, long] = /^#([0-9a-f]{6})\b/.exec(text) ?? [];
  if (long) return `#${long.toUpperCase()}`;
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)/.exec(text)?.slice(1);
  return parts ? `#${parts.map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('')}`.toUpperCase() : NAMED[text];
}

const NAMED: Readonly<Record<string, string>> = { white: '#FFFFFF', black: '#000000' };

/** Every node of a tree, without calling itself: trees that strangers make may be as deep as they like. */
export function* everyNode(nodes: readonly HtmlNode[]): Generator<HtmlNode> {
  const waiting = [...nodes].toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    for (const child of [...childrenOf(node)].toReversed()) waiting.push(child);
  }
}

export const isBlockElement = (node: HtmlNode): boolean => isElement(node) && BLOCKS.has(node.name);

const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tfoot tr td th center hr section article header footer main nav aside form figure figcaption img pre'.split(
    ' ',
  ),
);
