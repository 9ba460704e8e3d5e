import { Fragment, type ReactNode } from 'react';
import { inlinePieces, listOf, paragraphsOf, type Piece } from '../../src/documents/rules/inline.ts';
import classes from './documents.module.css';
import type { TextMode } from './rich-text.ts';

interface InlineViewProps {
  text: string;
  mode: TextMode;
  labelOf: (source: string) => string;
}

/** A text as it will look, to be read: what stands in a document that nobody is writing in. */
export function InlineView({ text, mode, labelOf }: InlineViewProps) {
  if (mode === 'line') {
    return text
      .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
      .map((part, index) =>
        /^\{[{%]/.test(part) ? <Pill key={index} source={part} labelOf={labelOf} /> : <Fragment key={index}>{part}</Fragment>,
      );
  }
  if (mode === 'heading') return <p>{piecesView(inlinePieces(text), labelOf)}</p>;
  return paragraphsOf(text).map((paragraph, index) => <ParagraphView key={index} paragraph={paragraph} labelOf={labelOf} />);
}

function ParagraphView({ paragraph, labelOf }: { paragraph: string; labelOf: (source: string) => string }) {
  const list = listOf(paragraph);
  if (!list) return <p>{piecesView(inlinePieces(paragraph), labelOf)}</p>;
  const items = list.items.map((item, index) => (
    <li key={index}>
      <p>{piecesView(inlinePieces(item), labelOf)}</p>
    </li>
  ));
  return list.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

const piecesView = (pieces: readonly Piece[], labelOf: (source: string) => string): ReactNode =>
  pieces.map((piece, index) => <Fragment key={index}>{pieceView(piece, labelOf)}</Fragment>);

function pieceView(piece: Piece, labelOf: (source: string) => string): ReactNode {
  switch (piece.type) {
    case 'break':
      return <br />;
    case 'link':
      return <span className={classes.link}>{piecesView(piece.label, labelOf)}</span>;
    case 'words':
      return styled(piece, piece.text);
    case 'merge':
      return styled(piece, <Pill source={piece.source} labelOf={labelOf} />);
  }
}

function styled({ bold, italic }: { bold: boolean; italic: boolean }, node: ReactNode): ReactNode {
  const slanted = italic ? <em>{node}</em> : node;
  return bold ? <strong>{slanted}</strong> : slanted;
}

const Pill = ({ source, labelOf }: { source: string; labelOf: (source: string) => string }) => (
  <span data-merge={source} title={source}>
    {labelOf(source)}
  </span>
);
