import type { Footer } from './compiling.ts';
import type { Document } from '../schema.ts';
import { leafMjml, socialHtml, type Place } from './block-mjml.ts';
import { DEPTHS, FAMILIES, surfaceOf, type Drawing, type Surface } from './drawing.ts';
import { escaped, lineHtml, textHtml } from './inline-html.ts';
import { PREFERENCES_URL, UNSUBSCRIBE_URL } from './links.ts';
import { SHOWN_ON_PHONES } from './marks.ts';
import { expanded, holdsSection, type ConditionNode, type Node, type SectionNode } from './tree.ts';

/** Left and right of words on the sheet. */
const MARGIN = 32;
/** Between columns; half of it belongs to each. */
const GUTTER = 24;
/** Phones, and windows as narrow as they are. */
const NARROW = 480;

/** A document as MJML; merge fields and links stand in it as marks. */
export function documentMjml(document: Document, drawing: Drawing): string {
  const { look, options, marks, palette } = drawing;
  const around = surfaceOf(look.background, DEPTHS.around, look);
  const sheet = surfaceOf(look.sheet, DEPTHS.sheet, look);
  const body =
    document.kind === 'plain' ? plainMjml(document.text, sheet, drawing) : stripesMjml(document.blocks, { sheet, around }, drawing);
  const preheader = options.preheader ? `<mj-preview>${lineHtml(options.preheader, marks)}</mj-preview>` : '';
  const name = palette.surface(around.ground);
  return `<mjml lang="${options.language ?? 'en'}" dir="${drawing.isRightToLeft ? 'rtl' : 'auto'}"><mj-head>${preheader}
    <mj-breakpoint width="${NARROW}px" />
    <mj-attributes><mj-all font-family="${FAMILIES[look.font]}" /></mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-style>${styleOf(drawing, { name, dark: around.ground.dark })}</mj-style></mj-head>
    <mj-body background-color="${around.ground.light}" width="${look.width}px" css-class="${name}">${body}</mj-body></mjml>`;
}

function styleOf({ palette }: Drawing, around: { name: string; dark: string }): string {
  return `
  @media (max-width:${NARROW}px) {
    .on-desktop{display:none !important}
    div.on-phone{display:block !important;max-height:none !important}
    td.on-phone{display:table-cell !important;max-height:none !important}
    h1{font-size:26px !important}
  }
  @media (prefers-color-scheme: dark) {
    body,body>div,.${around.name}{background:${around.dark} !important;background-color:${around.dark} !important}
    ${palette.css()}
  }
  ${palette.css('[data-ogsc] ')}`;
}

/** One text, as somebody types a letter: no sheet, no stripes. */
function plainMjml(text: string, surface: Surface, drawing: Drawing): string {
  const place = { surface, width: drawing.look.width - 2 * MARGIN, side: MARGIN };
  const words = leafMjml({ type: 'text', text }, place, drawing);
  const { footer } = drawing.options;
  const line = footer ? leafMjml({ type: 'divider' }, place, drawing) : '';
  return sectionMjml(
    { surface, padding: `${MARGIN}px 0` },
    columnMjml(`${words}${line}${footer ? footerMjml(footer, place, drawing) : ''}`),
    drawing,
  );
}

interface Grounds {
  sheet: Surface;
  around: Surface;
}

function stripesMjml(blocks: Extract<Document, { kind: 'blocks' }>['blocks'], grounds: Grounds, drawing: Drawing): string {
  const nodes = expanded(blocks, drawing.options.savedBlocks ?? new Map());
  const { footer } = drawing.options;
  const width = drawing.look.width - 2 * MARGIN;
  const foot = footer ? columnMjml(footerMjml(footer, { surface: grounds.around, width, side: MARGIN }, drawing, 'center')) : '';
  const end = spaceMjml(grounds.sheet, hasOwnEdge(nodes.at(-1)) ? 0 : 20, drawing);
  return [
    spaceMjml(grounds.around, 24, drawing),
    spaceMjml(grounds.sheet, hasOwnEdge(nodes[0]) ? 0 : MARGIN, drawing),
    ...stripes(nodes, grounds.sheet, drawing),
    end,
    sectionMjml({ surface: grounds.around, padding: '24px 0 32px' }, foot, drawing),
  ].join('\n');
}

/** A stripe that brings its own ground, and so the space at its edge too. */
const hasOwnEdge = (node: Node | undefined): boolean => node?.type === 'section' && (node.background !== undefined || isBleeding(node));

const spaceMjml = (surface: Surface, height: number, drawing: Drawing): string =>
  height === 0 ? '' : sectionMjml({ surface, padding: '0' }, columnMjml(`<mj-spacer height="${height}px" padding="0" />`), drawing);

/** Blocks beside no stripe share one; conditions around stripes stand between them. A stripe with its own ground keeps its distance. */
function stripes(nodes: readonly Node[], sheet: Surface, drawing: Drawing, beside: { before?: Run; after?: Run } = {}): string[] {
  return runsOf(nodes).flatMap((run, index, runs): string[] => {
    if (Array.isArray(run)) return [stripeMjml({ type: 'section', columns: [{ blocks: run }], padding: 0 }, sheet, drawing)];
    const [last, next] = [runs[index - 1] ?? beside.before, runs[index + 1] ?? beside.after];
    if (run.type === 'condition') {
      const around = { ...(last ? { before: last } : {}), ...(next ? { after: next } : {}) };
      return conditionally(run, (inner) => stripes(inner, sheet, drawing, around), drawing);
    }
    const stripe = stripeMjml(run as SectionNode, sheet, drawing);
    if (!hasOwnEdge(run)) return [stripe];
    const [before, after] = [isOpen(last, -1) ? 8 : 0, isOpen(next, 0) ? 24 : 0];
    return [spaceMjml(sheet, before, drawing), stripe, spaceMjml(sheet, after, drawing)];
  });
}

type Run = Node[] | SectionNode | ConditionNode;

/** What stands beside each other without a stripe, together; stripes and conditions around them by themselves. */
function runsOf(nodes: readonly Node[]): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    if (holdsSection(node)) runs.push(node as SectionNode | ConditionNode);
    else if (Array.isArray(last)) last.push(node);
    else runs.push([node]);
  }
  return runs;
}

/** Whether words stand there that a ground beside them would touch. */
function isOpen(run: Run | undefined, edge: 0 | -1): boolean {
  if (run === undefined) return false;
  return Array.isArray(run) ? run.at(edge)!.type !== 'spacer' : !hasOwnEdge(run);
}

function stripeMjml(node: SectionNode, sheet: Surface, drawing: Drawing): string {
  const { look } = drawing;
  const surface = node.background === undefined ? sheet : surfaceOf(node.background, DEPTHS.stripe, look);
  const bleeds = isBleeding(node);
  const padding = bleeds ? 0 : (node.padding ?? (node.background === undefined ? 0 : MARGIN));
  const isSingle = node.columns.length === 1;
  const edge = isSingle ? 0 : MARGIN - GUTTER / 2;
  const side = isSingle ? MARGIN : GUTTER / 2;
  const columns = node.columns.map((column) => {
    const share = column.width ?? 100 / node.columns.length;
    const width = Math.floor(((look.width - 2 * edge) * share) / 100) - 2 * side;
    const place: Place = { surface, width, side, isBleeding: bleeds };
    return columnMjml(nodesMjml(column.blocks, place, drawing).join('\n'), isSingle ? undefined : share);
  });
  // What stands last leaves its gap below it, which the padding of the stripe already is.
  const below = Math.max(0, padding - 16);
  const html = sectionMjml({ surface, padding: `${padding}px ${edge}px ${below}px`, on: node.on }, columns.join('\n'), drawing);
  return node.on === 'phone' ? onPhones(html) : html;
}

/** A stripe that is one picture and no space of its own: it reaches from edge to edge. */
function isBleeding(node: SectionNode): boolean {
  const [column, ...more] = node.columns;
  return (
    more.length === 0 &&
    (node.padding ?? 0) === 0 &&
    column!.blocks.length === 1 &&
    column!.blocks[0]!.type === 'image' &&
    column!.blocks[0]!.width === undefined
  );
}

function nodesMjml(nodes: readonly Node[], place: Place, drawing: Drawing): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'condition') return conditionally(node, (inner) => nodesMjml(inner, place, drawing), drawing);
    if (node.type === 'section') return [];
    const mjml = leafMjml(node, place, drawing);
    return [mjml !== '' && node.on === 'phone' ? onPhones(mjml) : mjml];
  });
}

/** A condition without criteria is not settled yet: its blocks stand as they are. */
function conditionally(node: ConditionNode, draw: (nodes: readonly Node[]) => string[], { marks, conditions }: Drawing): string[] {
  if (node.criteria === null) return draw(node.blocks);
  const tag = (source: string): string => `<mj-raw>${marks.merge(source)}</mj-raw>`;
  const otherwise = node.otherwise.length > 0 ? [tag('{% else %}'), ...draw(node.otherwise)] : [];
  return [tag(`{% if ${conditions.nameOf(node.criteria)} %}`), ...draw(node.blocks), ...otherwise, tag('{% endif %}')];
}

const onPhones = (mjml: string): string => `<mj-raw>${SHOWN_ON_PHONES.begin}</mj-raw>${mjml}<mj-raw>${SHOWN_ON_PHONES.end}</mj-raw>`;

function sectionMjml(
  { surface, padding, on }: { surface: Surface; padding: string; on?: Node['on'] },
  columns: string,
  { palette }: Drawing,
): string {
  const name = `${palette.surface(surface.ground)}${on ? ` on-${on}` : ''}`;
  return `<mj-section css-class="${name}" background-color="${surface.ground.light}" padding="${padding}">${columns || columnMjml('')}</mj-section>`;
}

const columnMjml = (inner: string, share?: number): string =>
  `<mj-column${share === undefined ? '' : ` width="${share}%"`}>${inner}</mj-column>`;

function footerMjml(footer: Footer, place: Place, drawing: Drawing, align = 'left'): string {
  const { marks, brand, palette } = drawing;
  const { faint } = place.surface;
  const link = (address: string, words: string): string =>
    `<a href="${marks.merge(address)}" style="color:${faint.light}">${escaped(words)}</a>`;
  const choose = footer.preferences ? ` &middot; ${link(PREFERENCES_URL, footer.preferences)}` : '';
  const ways = `${link(UNSUBSCRIBE_URL, footer.unsubscribe)}${choose && `${marks.merge('{% if preferences_url %}')}${choose}${marks.merge('{% endif %}')}`}`;
  const social = brand.social.length > 0 ? `<p style="margin:0 0 12px">${socialHtml(brand.social, faint.light, drawing)}</p>` : '';
  const own = brand.footer.trim() === '' ? '' : `<div style="margin:0 0 12px">${textHtml(brand.footer, marks, faint.light)}</div>`;
  const address = marks.merge('{{ account.postal_address | lines }}');
  return `<mj-text css-class="${palette.words(faint)}" align="${drawing.isRightToLeft && align === 'left' ? 'right' : align}" font-size="13px" line-height="1.6" color="${faint.light}" padding="0 ${place.side}px">${social}${own}<p style="margin:0">${escaped(footer.reason)}<br />${ways}<br />${address}</p></mj-text>`;
}
