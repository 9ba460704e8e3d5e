import type { CompileOptions, Footer } from '../compile-document.ts';
import type { Block, Document } from '../schema.ts';
import { inlinePieces, paragraphsOf, type Piece } from './inline.ts';
import { UNSUBSCRIBE_URL } from './links.ts';
import { withoutMarks, type Marks } from './marks.ts';

const FONT = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const HEADING_SIZES = { 1: '26px', 2: '20px', 3: '16px' } as const;

const STYLE = `
  .ink, .ink div { color: #1B2428; }
  @media (prefers-color-scheme: dark) {
    body, body > div, .page, .page > table, .sheet { background: #12171A !important; }
    .line p { border-top-color: #2A3338 !important; }
    .ink div, .ink h1, .ink h2, .ink h3, .ink p { color: #E8EDEE !important; }
    .ink a { color: #4FB3BD !important; }
    .faint div, .faint a { color: #9FADB2 !important; }
  }`;

/** A document as MJML; merge fields and links stand in it as marks. */
export function documentMjml(document: Document, options: CompileOptions, marks: Marks): string {
  const body =
    document.kind === 'plain'
      ? paragraphsOf(document.text).map((text) => textMjml(paragraphHtml(text, marks)))
      : document.blocks.map((block) => blockMjml(block, marks));
  const preheader = options.preheader ? `<mj-preview>${inlineText(options.preheader, marks)}</mj-preview>` : '';
  return `<mjml lang="${options.language ?? 'en'}" dir="auto"><mj-head>${preheader}
    <mj-attributes><mj-all font-family="${FONT}" /><mj-text font-size="16px" line-height="1.5" color="#1B2428" padding="0 0 16px" /></mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-style>${STYLE}</mj-style></mj-head>
    <mj-body background-color="#FFFFFF" width="600px" css-class="page"><mj-section padding="24px" css-class="sheet"><mj-column>
    ${body.join('\n')}${options.footer ? footerMjml(options.footer, marks) : ''}
    </mj-column></mj-section></mj-body></mjml>`;
}

function blockMjml(block: Block, marks: Marks): string {
  switch (block.type) {
    case 'heading':
      return `<mj-text css-class="ink" font-size="${HEADING_SIZES[block.level]}" line-height="1.3" font-weight="600"><h${block.level} style="margin:0;font-size:inherit;font-weight:inherit">${paragraphHtml(block.text, marks)}</h${block.level}></mj-text>`;
    case 'text':
      return paragraphsOf(block.text)
        .map((text) => textMjml(paragraphHtml(text, marks)))
        .join('\n');
    case 'button':
      return `<mj-button href="${marks.link(withoutMarks(block.url))}" background-color="#0B5D66" color="#FFFFFF" border-radius="6px" font-size="16px" inner-padding="12px 20px" padding="0 0 16px" align="left">${inlineText(block.label, marks)}</mj-button>`;
    case 'divider':
      return '<mj-divider css-class="line" border-width="1px" border-color="#E2DFD6" padding="8px 0 24px" />';
    default:
      return '';
  }
}

const textMjml = (html: string): string => `<mj-text css-class="ink">${html}</mj-text>`;

function footerMjml(footer: Footer, marks: Marks): string {
  const address = marks.merge('{{ account.postal_address }}');
  return `<mj-divider css-class="line" border-width="1px" border-color="#E2DFD6" padding="8px 0 12px" />
    <mj-text css-class="faint" font-size="13px" color="#5A676D" padding="0">${escaped(footer.reason)}
    <a href="${marks.merge(UNSUBSCRIBE_URL)}" style="color:#5A676D">${escaped(footer.unsubscribe)}</a><br /><span style="white-space:pre-line">${address}</span></mj-text>`;
}

function paragraphHtml(text: string, marks: Marks): string {
  return inlinePieces(withoutMarks(text))
    .map((piece) => pieceHtml(piece, marks))
    .join('');
}

function pieceHtml(piece: Piece, marks: Marks): string {
  switch (piece.type) {
    case 'break':
      return '<br />';
    case 'link':
      return `<a href="${marks.link(piece.url)}" style="color:#0B5D66">${piece.label.map((part) => pieceHtml(part, marks)).join('')}</a>`;
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

/** A line without marks of its own: merge fields, and everything else as it stands. */
function inlineText(text: string, marks: Marks): string {
  return withoutMarks(text)
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((part) => (/^\{[{%]/.test(part) ? marks.merge(part) : escaped(part)))
    .join('');
}

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
const escaped = (text: string): string => text.replaceAll(/[&<>"'{}]/g, (sign) => ENTITIES[sign]!);
