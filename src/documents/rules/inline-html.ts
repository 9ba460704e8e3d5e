import { inlinePieces, listOf, paragraphsOf, type Piece } from './inline.ts';
import { withoutMarks, type Marks } from './marks.ts';

/** Braces too: two that meet only here must not be taken for a merge field. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
};
export const escaped = (text: string): string => text.replaceAll(/[&<>"'{}]/g, (sign) => ENTITIES[sign]!);

const MERGED = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;

/** A line without marks of its own: merge fields, and everything else as it stands. */
export function lineHtml(text: string, marks: Marks): string {
  return withoutMarks(text)
    .split(MERGED)
    .map((part) => (MERGED.test(part) ? marks.merge(part) : escaped(part)))
    .join('');
}

/** The same for an attribute: one mark, so that no tool in between reads what stands in it. */
export function attributeMark(text: string, marks: Marks): string {
  const source = withoutMarks(text)
    .split(MERGED)
    .map((part) => (MERGED.test(part) ? part : escaped(part)))
    .join('');
  return marks.merge(source);
}

/** A text of one or more paragraphs and lists; the space between them is their own, none is left behind the last. */
export function textHtml(text: string, marks: Marks, linkColour: string): string {
  const paragraphs = paragraphsOf(withoutMarks(text));
  return paragraphs
    .map((paragraph, index) => paragraphHtml(paragraph, marks, { linkColour, margin: index === paragraphs.length - 1 ? '0' : '0 0 16px' }))
    .join('');
}

interface Style {
  linkColour: string;
  margin: string;
}

function paragraphHtml(paragraph: string, marks: Marks, { linkColour, margin }: Style): string {
  const list = listOf(paragraph);
  if (!list) return `<p style="margin:${margin}">${runHtml(paragraph, marks, linkColour)}</p>`;
  const items = list.items.map((item) => `<li style="margin:0 0 6px">${runHtml(item, marks, linkColour)}</li>`).join('');
  const element = list.isOrdered ? 'ol' : 'ul';
  return `<${element} style="margin:${margin};padding:0 0 0 24px">${items}</${element}>`;
}

/** Words, merge fields, links and line breaks, without a paragraph around them. */
export const runHtml = (text: string, marks: Marks, linkColour: string): string =>
  inlinePieces(withoutMarks(text))
    .map((piece) => pieceHtml(piece, marks, linkColour))
    .join('');

function pieceHtml(piece: Piece, marks: Marks, linkColour: string): string {
  switch (piece.type) {
    case 'break':
      return '<br />';
    case 'link':
      return `<a href="${marks.link(piece.url)}" style="color:${linkColour}">${piece.label.map((part) => pieceHtml(part, marks, linkColour)).join('')}</a>`;
    case 'merge':
      return styled(piece, marks.merge(piece.source));
    case 'words':
      return styled(piece, escaped(piece.text));
  }
}

function styled({ bold, italic }: { bold: boolean; italic: boolean }, html: string): string {
  const slanted = italic ? `<em>${html}</em>` : html;
  return bold ? `<strong>${slanted}</strong>` : slanted;
}
