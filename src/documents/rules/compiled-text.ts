import type { CompileOptions } from '../compile-document.ts';
import type { Block, Document } from '../schema.ts';
import { inlinePieces, paragraphsOf, type Piece } from './inline.ts';
import { UNSUBSCRIBE_URL } from './links.ts';
import { withoutMarks, type Marks } from './marks.ts';

/** The text part of a letter: the same words, links written out after theirs. */
export function compiledText(document: Document, { footer }: CompileOptions, marks: Marks): string {
  const parts =
    document.kind === 'plain'
      ? paragraphsOf(document.text).map((text) => lineText(text, marks))
      : document.blocks.map((block) => blockText(block, marks));
  if (footer) parts.push(`--\n${literal(footer.reason)}\n${literal(footer.unsubscribe)}: ${UNSUBSCRIBE_URL}\n{{ account.postal_address }}`);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(block: Block, marks: Marks): string {
  switch (block.type) {
    case 'heading':
    case 'text':
      return paragraphsOf(block.text)
        .map((text) => lineText(text, marks))
        .join('\n\n');
    case 'button':
      return `${withoutMarks(block.label)}: ${marks.linkSource(withoutMarks(block.url))}`;
    case 'divider':
      return '---';
    default:
      return '';
  }
}

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

/** Two braces that are no merge field stay two braces. */
const literal = (text: string): string => text.replaceAll(/\{\{|\{%/g, (sign) => `{{ "${sign}" }}`);
