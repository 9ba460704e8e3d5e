import type { Footer } from './compiling.ts';
import type { Document } from '../schema.ts';
import type { Drawing } from './drawing.ts';
import { inlinePieces, listOf, paragraphsOf, type Piece } from './inline.ts';
import { PREFERENCES_URL, UNSUBSCRIBE_URL } from './links.ts';
import { withoutMarks, type Marks } from './marks.ts';
import { SOCIAL_NAMES } from './social-names.ts';
import { expanded, type Node } from './tree.ts';

/** What the text part is made with: the drawing's, and how HTML by hand reads as text. */
export type Writing = Drawing & { plain: (html: string) => string };

/** The text part of a letter: the same words, links written out after theirs; or what somebody wrote in its place. */
export function compiledText(document: Document, writing: Writing): string {
  const { footer, plainText } = writing.options;
  const text = plainText?.trim() ? wordsText(plainText, writing.marks) : documentText(document, writing);
  const foot = footer ? footerText(footer, writing) : '';
  // What a condition leaves out takes the space below it along.
  const isSpaced = text.endsWith('{% endif %}');
  if (foot === '') return isSpaced ? text : `${text}\n`;
  return `${text}${text === '' || isSpaced ? '' : '\n\n'}${foot}\n`;
}

/** The text part as it is made from the blocks, for people to change: merge fields and addresses stand in it as they were written. */
export function documentText(document: Document, writing: Writing): string {
  if (document.kind === 'plain') return wordsText(document.text, writing.marks);
  return nodesText(expanded(document.blocks, writing.options.savedBlocks ?? new Map()), writing);
}

/** Blocks one after the other; what conditions leave out leaves no empty lines, because the space below them is theirs. */
function nodesText(nodes: readonly Node[], writing: Writing): string {
  const texts = nodes.map((node) => nodeText(node, writing)).filter((text) => text !== '');
  return texts.map((text, index) => (index === texts.length - 1 || text.endsWith('{% endif %}') ? text : `${text}\n\n`)).join('');
}

function nodeText(node: Node, writing: Writing): string {
  // One part for all kinds of screens: what phones show besides would stand there twice.
  if (node.on === 'phone') return '';
  switch (node.type) {
    case 'section':
      return nodesText(
        node.columns.flatMap(({ blocks }) => blocks),
        writing,
      );
    case 'condition':
      return conditionText(node, writing);
    default:
      return leafText(node, writing);
  }
}

function conditionText(node: Extract<Node, { type: 'condition' }>, writing: Writing): string {
  const shown = nodesText(node.blocks, writing);
  if (node.criteria === null) return shown;
  const otherwise = nodesText(node.otherwise, writing);
  if (shown === '' && otherwise === '') return '';
  const spaced = (text: string): string => (text === '' || text.endsWith('{% endif %}') ? text : `${text}\n\n`);
  const other = otherwise === '' ? '' : `{% else %}${spaced(otherwise)}`;
  return `{% if ${writing.conditions.nameOf(node.criteria)} %}${spaced(shown)}${other}{% endif %}`;
}

function leafText(node: Exclude<Node, { type: 'section' | 'condition' }>, writing: Writing): string {
  const { marks, options, brand } = writing;
  switch (node.type) {
    case 'heading':
    case 'text':
      return wordsText(node.text, marks);
    case 'button':
      if (node.label.trim() === '') return '';
      return node.url.trim() === ''
        ? withoutMarks(node.label)
        : `${withoutMarks(node.label)}: ${marks.linkSource(withoutMarks(node.url.trim()))}`;
    case 'image':
      return pictureText(node, marks);
    case 'divider':
      return '---';
    case 'social':
      return node.links
        .filter(({ url }) => url.trim() !== '')
        .map(({ network, url }) => `${SOCIAL_NAMES[network]}: ${marks.linkSource(url.trim())}`)
        .join('\n');
    case 'html':
      return writing.plain(node.html);
    case 'signature': {
      const signature = options.signature ?? { text: brand.signature };
      return 'of' in signature
        ? '{{ owner.signature | default: owner.name }}'
        : wordsText(signature.text || brand.signature || '{{ account.name }}', marks);
    }
    default:
      return '';
  }
}

function pictureText(node: Extract<Node, { type: 'image' }>, marks: Marks): string {
  const words = node.isDecorative ? '' : literalAround(withoutMarks(node.alt));
  const address = node.url?.trim() ? marks.linkSource(withoutMarks(node.url.trim())) : '';
  if (words === '') return address;
  return address === '' ? `[${words}]` : `${words}: ${address}`;
}

function footerText(footer: Footer, { marks, brand }: Writing): string {
  const lines = [
    '--',
    ...(brand.footer.trim() === '' ? [] : [wordsText(brand.footer, marks)]),
    literal(footer.reason),
    `${literal(footer.unsubscribe)}: ${UNSUBSCRIBE_URL}`,
    ...(footer.preferences
      ? [`{% if preferences_url %}${literal(footer.preferences)}: ${PREFERENCES_URL}\n{% endif %}{{ account.postal_address }}`]
      : ['{{ account.postal_address }}']),
  ];
  return lines.join('\n');
}

/** A text with marks, as it reads without them. */
const wordsText = (text: string, marks: Marks): string =>
  paragraphsOf(text)
    .map((paragraph) => {
      const list = listOf(paragraph);
      return list
        ? list.items.map((item, index) => `${list.isOrdered ? `${index + 1}.` : '-'} ${lineText(item, marks)}`).join('\n')
        : lineText(paragraph, marks);
    })
    .join('\n\n');

const lineText = (text: string, marks: Marks): string =>
  inlinePieces(withoutMarks(text))
    .map((piece) => pieceText(piece, marks))
    .join('');

function pieceText(piece: Piece, marks: Marks): string {
  switch (piece.type) {
    case 'break':
      return '\n';
    case 'merge':
      return piece.source;
    case 'words':
      return literal(piece.text);
    case 'link': {
      const address = marks.linkSource(piece.url);
      return piece.isBare ? address : `${piece.label.map((part) => pieceText(part, marks)).join('')} (${address})`;
    }
  }
}

const literalAround = (text: string): string =>
  text
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((part) => (/^\{[{%]/.test(part) ? part : literal(part)))
    .join('');

/** Two braces that are no merge field stay two braces. */
export const literal = (text: string): string => text.replaceAll(/\{\{|\{%/g, (sign) => `{{ "${sign}" }}`);
