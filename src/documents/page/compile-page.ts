import { COUNTRY_CODES } from '../../records/index.ts';
import type { Materials } from '../rules/compiling.ts';
import { cleanHtml } from '../html/clean-html.ts';
import { chosenInk, DEPTHS, lookOf, surfaceOf, type FullLook, type Surface } from '../rules/drawing.ts';
import { inkOn } from '../rules/colours.ts';
import { escaped, lineHtml, runHtml, textHtml } from '../rules/inline-html.ts';
import { inlinePieces, type Piece } from '../rules/inline.ts';
import { isTracked } from '../rules/links.ts';
import { Marks } from '../rules/marks.ts';
import { SOCIAL_NAMES } from '../rules/social-names.ts';
import { assetIdOf, expanded, type Node, type SectionNode } from '../rules/tree.ts';
import { DEFAULT_BRAND, type Document, type Leaf } from '../schema.ts';
import type { AskedField } from './asked-field.ts';
import { consentHtml, fieldHtml, hiddenHtml, trapHtml, type FormDrawing } from './field-html.ts';
import { groundStyle, pageStyle, shaded } from './page-style.ts';
import { PAGE_TEXTS } from './page-texts.ts';

export interface PageOptions extends Partial<Materials> {
  /** The name of the account: what stands where the brand has no logo. */
  accountName?: string;
  language?: string;
  /** What the page may ask for; a page that asks for nothing has no form. */
  fields?: readonly AskedField[];
}

/** A page that only needs filling in: `v` what was answered, `e` what is wrong, `links` where its links lead, `account`. */
export interface CompiledPage {
  html: string;
  style: string;
  /** For the ground around it, where it stands by itself. */
  ground: string;
  links: string[];
  /** The uploaded pictures in it. */
  assets: number[];
  /** What it asks, in its order; nothing for a page without a form. */
  asks: Asks;
}

export interface Asks {
  hasForm: boolean;
  fields: {
    fieldId: number;
    label: string;
    isRequired: boolean;
    isFile: boolean;
    key: string;
    options: AskedField['options'];
    shownWhen?: ShownWhen;
  }[];
  hidden: { fieldId: number; from: 'value' | 'address'; value: string }[];
  /** `words` as a visitor reads them, merge fields still in them. */
  consents: { channel: 'email' | 'sms'; words: string; topicIds: readonly number[]; isRequired: boolean }[];
}
export type ShownWhen = NonNullable<Extract<Leaf, { type: 'field' }>['shownWhen']>;

interface PageDrawing extends FormDrawing {
  look: FullLook;
  surface: Surface;
  options: PageOptions;
  assets: Set<number>;
  asks: Asks;
}

/** Compiles a document without problems once, for every visitor to come: plain, accessible HTML with one style sheet and no script of its own. */
export function compilePage(document: Document, options: PageOptions = {}): CompiledPage {
  const look = lookOf(document, options.brand ?? DEFAULT_BRAND);
  const fields = new Map((options.fields ?? []).map((field) => [field.id, field]));
  const nodes = document.kind === 'plain' ? [] : expanded(document.blocks, options.savedBlocks ?? new Map());
  const drawing: PageDrawing = {
    marks: new Marks(),
    fieldOf: (id) => fields.get(id),
    countries: countriesIn(options.language ?? 'en', options.fields ?? []),
    look: { ...look, width: document.kind === 'blocks' ? (document.look?.width ?? PAGE_WIDTH) : PAGE_WIDTH },
    surface: surfaceOf(look.sheet, DEPTHS.sheet, look),
    options,
    assets: new Set(),
    asks: { hasForm: nodes.some(asks), fields: [], hidden: [], consents: [] },
  };
  const blocks = document.kind === 'plain' ? textHtml(document.text, drawing.marks, LINK) : drawn(nodes, drawing);
  const html = drawing.asks.hasForm ? formHtml(blocks, nodes.some(sends)) : blocks;
  return {
    html: drawing.marks.restoreIn(html),
    style: pageStyle(drawing.look),
    ground: groundStyle(look),
    links: drawing.marks.links,
    assets: [...drawing.assets],
    asks: drawing.asks,
  };
}

const PAGE_WIDTH = 640;
const LINK = 'var(--qs-accent)';

/** Whether a block is asked of whoever looks; whether it hands the form in. */
const within = (node: Node, is: (one: Node) => boolean): boolean =>
  is(node) ||
  (node.type === 'section' && node.columns.some(({ blocks }) => blocks.some((inner) => within(inner, is)))) ||
  (node.type === 'condition' && node.otherwise.some((inner) => within(inner, is)));
const asks = (node: Node): boolean => within(node, ({ type }) => type === 'field' || type === 'consent' || type === 'submit');
const sends = (node: Node): boolean => within(node, ({ type }) => type === 'submit');

function formHtml(blocks: string, hasSubmit: boolean): string {
  const button = hasSubmit ? '' : submitHtml(escaped(PAGE_TEXTS.submit), '', false);
  return `<form method="post" action="{{ action }}" enctype="{{ enctype }}" novalidate data-qs="{{ cookie }}">
{% if problem %}<p class="qs-alert" role="alert">{{ problem }}</p>{% endif %}
${trapHtml}<input type="hidden" name="q_page" value="{{ page }}"><input type="hidden" name="q_visitor" value="{{ visitor }}"><input type="hidden" name="q_version" value="{{ version }}">
${blocks}${button}
</form>`;
}

function countriesIn(language: string, fields: readonly AskedField[]): { code: string; name: string }[] {
  if (!fields.some(({ type }) => type === 'country' || type === 'address')) return [];
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) => a.name.localeCompare(b.name, language));
}

const drawn = (nodes: readonly Node[], drawing: PageDrawing): string => nodes.map((node) => nodeHtml(node, drawing)).join('\n');

function nodeHtml(node: Node, drawing: PageDrawing): string {
  const html = blockHtml(node, drawing);
  return html === '' || node.on === undefined ? html : `<div class="qs-${node.on}">${html}</div>`;
}

const ALIGNED = { left: '', center: 'qs-c', right: 'qs-r' } as const;
const classes = (...names: (string | false | undefined)[]): string => {
  const given = names.filter(Boolean).join(' ');
  return given === '' ? '' : ` class="${given}"`;
};

function blockHtml(node: Node, drawing: PageDrawing): string {
  const { marks, surface } = drawing;
  const inked = (colour: string | undefined): string =>
    colour === undefined ? '' : ` style="${shaded('color', chosenInk(colour, surface))}"`;
  switch (node.type) {
    case 'heading':
      return `<h${node.level}${classes(ALIGNED[node.align ?? 'left'])}${inked(node.color)}>${runHtml(node.text, marks, LINK)}</h${node.level}>`;
    case 'text':
      return `<div${classes('qs-block', ALIGNED[node.align ?? 'left'], node.size && node.size !== 'normal' && `qs-${node.size}`)}${inked(node.color)}>${textHtml(node.text, marks, LINK)}</div>`;
    case 'button':
      return buttonHtml(node, drawing);
    case 'image':
      return imageHtml(node, drawing);
    case 'logo':
      return logoHtml(node, drawing);
    case 'divider':
      return node.color ? `<hr style="border-top-color:${node.color}">` : '<hr>';
    case 'spacer':
      return `<div style="height:${node.height}px"></div>`;
    case 'social':
      return `<ul${classes('qs-social', ALIGNED[node.align ?? 'left'])}>${node.links
        .map(({ network, url }) => `<li><a href="${marks.link(url)}" rel="noopener">${SOCIAL_NAMES[network]}</a></li>`)
        .join('')}</ul>`;
    case 'html':
      return `<div class="qs-block">${cleanHtml(node.html, { marks, linkColour: 'inherit', pictureAddress: (source) => sourceOf(source, drawing)?.url })}</div>`;
    case 'section':
      return sectionHtml(node, drawing);
    // Nobody knows of a visitor what criteria ask: they see what all others see.
    case 'condition':
      return drawn(node.otherwise, drawing);
    case 'signature':
      return '';
    case 'field':
      noteField(node, drawing);
      return fieldHtml(node, drawing);
    case 'consent':
      drawing.asks.consents.push({
        channel: node.channel,
        words: plainWords(node.text),
        topicIds: node.topicIds ?? [],
        isRequired: node.isRequired === true,
      });
      return consentHtml(node, drawing.asks.consents.length - 1, drawing);
    case 'hidden':
      drawing.asks.hidden.push({ fieldId: node.fieldId, from: node.from, value: node.value });
      return hiddenHtml(node);
    case 'submit':
      return submitHtml(
        lineHtml(node.label === '' ? PAGE_TEXTS.submit : node.label, marks),
        ALIGNED[node.align ?? 'left'],
        node.isWide === true,
      );
  }
}

function noteField(node: Extract<Node, { type: 'field' }>, { asks, fieldOf }: PageDrawing): void {
  const field = fieldOf(node.fieldId);
  if (!field) return;
  asks.fields.push({
    fieldId: field.id,
    label: plainWords(node.label === '' ? field.label : node.label),
    isRequired: node.isRequired === true || field.isRequired,
    isFile: field.type === 'file' || field.type === 'image',
    key: field.key,
    options: field.options,
    ...(node.shownWhen && { shownWhen: node.shownWhen }),
  });
}

/** A text as it is read: without marks, links with their addresses. */
const plainWords = (text: string): string => inlinePieces(text).map(wordsOf).join('');

function wordsOf(piece: Piece): string {
  switch (piece.type) {
    case 'break':
      return '\n';
    case 'merge':
      return piece.source;
    case 'words':
      return piece.text;
    case 'link':
      return piece.isBare ? piece.url : `${piece.label.map(wordsOf).join('')} (${piece.url})`;
  }
}

const submitHtml = (label: string, align: string, isWide: boolean): string =>
  `<p${classes(align)}><button type="submit"${classes('qs-button', isWide && 'qs-wide')}>${label}</button></p>`;

function buttonHtml(node: Extract<Node, { type: 'button' }>, { marks }: PageDrawing): string {
  const ground = node.background ? `background:${node.background};` : '';
  const ink = node.color ?? (node.background && inkOn(node.background));
  const style = ground || ink ? ` style="${ground}${ink ? `color:${ink}!important` : ''}"` : '';
  return `<p${classes(ALIGNED[node.align ?? 'left'])}><a href="${marks.link(node.url)}"${classes('qs-button', node.isWide && 'qs-wide')}${style}>${lineHtml(node.label, marks)}</a></p>`;
}

function imageHtml(node: Extract<Node, { type: 'image' }>, drawing: PageDrawing): string {
  const source = sourceOf(node.src, drawing);
  if (!source) return '';
  const size = source.width
    ? ` width="${node.width ?? source.width}"${source.height ? ` height="${Math.round((source.height * (node.width ?? source.width)) / source.width)}"` : ''}`
    : node.width
      ? ` width="${node.width}"`
      : '';
  const alt = node.isDecorative ? '' : escaped(node.alt);
  const picture = `<img src="${escaped(source.url)}"${source.set ? ` srcset="${escaped(source.set)}" sizes="(max-width:640px) 100vw, ${node.width ?? drawing.look.width}px"` : ''} alt="${alt}"${size} decoding="async">`;
  const inner = node.url ? `<a href="${drawing.marks.link(node.url)}">${picture}</a>` : picture;
  return `<p${classes(ALIGNED[node.align ?? 'left'])}>${inner}</p>`;
}

function logoHtml(node: Extract<Node, { type: 'logo' }>, drawing: PageDrawing): string {
  const brand = drawing.options.brand ?? DEFAULT_BRAND;
  const source = sourceOf(brand.logo, drawing);
  const name = drawing.options.accountName ?? '';
  const inner = source
    ? `<img src="${escaped(source.url)}" alt="${escaped(brand.logoAlt || name)}" width="${node.width ?? brand.logoWidth}">`
    : `<strong>${escaped(name)}</strong>`;
  return `<p${classes(ALIGNED[node.align ?? 'left'])}>${node.url ? `<a href="${drawing.marks.link(node.url)}">${inner}</a>` : inner}</p>`;
}

/** Where a picture comes from: an uploaded one with all its copies, or an address of the web. */
function sourceOf(
  source: string,
  { options, assets }: PageDrawing,
): { url: string; set?: string; width?: number; height?: number } | undefined {
  const id = assetIdOf(source);
  if (id === undefined) return isTracked(source) && !/[{}]/.test(source) ? { url: source } : undefined;
  const picture = options.pictures?.get(id);
  const widest = picture?.copies.at(-1);
  if (!picture || !widest) return undefined;
  assets.add(id);
  const set = picture.copies.map(({ url, width }) => `${url} ${width}w`).join(', ');
  return { url: widest.url, set, width: picture.width, height: picture.height };
}

function sectionHtml(node: SectionNode, drawing: PageDrawing): string {
  const inner = node.background ? { ...drawing, surface: surfaceOf(node.background, DEPTHS.stripe, drawing.look) } : drawing;
  const { ground, ink, accent, faint, line } = inner.surface;
  const tokens = node.background
    ? `${shaded('background', ground)};${shaded('color', ink)};${shaded('--qs-accent', accent)};${shaded('--qs-faint', faint)};${shaded('--qs-line', line)};`
    : '';
  const padding =
    node.padding === undefined && !node.background ? '' : `padding-top:${node.padding ?? 24}px;padding-bottom:${node.padding ?? 24}px;`;
  const widths = node.columns.length > 1 ? `--qs-columns:${node.columns.map(({ width }) => (width ? `${width}fr` : '1fr')).join(' ')}` : '';
  return `<section class="qs-section"${tokens || padding ? ` style="${tokens}${padding}"` : ''}><div class="qs-columns"${widths ? ` style="${widths}"` : ''}>${node.columns
    .map(({ blocks }) => `<div>${drawn(blocks, inner)}</div>`)
    .join('')}</div></section>`;
}
