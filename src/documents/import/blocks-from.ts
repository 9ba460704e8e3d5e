import type { Block, Leaf } from '../schema.ts';
import { childrenOf, everyNode, hexOf, isBlockElement, isElement, styleOf, wordsIn, type HtmlElement, type HtmlNode } from './nodes.ts';
import { addressOf, writtenText, type Notes } from './written-text.ts';

type Align = 'left' | 'center' | 'right';

interface Place {
  notes: Notes;
  align: Align | undefined;
  /** Columns do not stand in columns. */
  inColumn: boolean;
  depth: number;
  found: { preheader: string };
}

/** Inside each other deeper than this, only the words are kept. */
const DEEPEST = 80;
const LONGEST_TEXT = 20_000;
const MOST_COLUMNS = 4;
/** The ground letters have anyway. */
const SHEET = '#FFFFFF';

/** The blocks that HTML comes to, and the words that were hidden before them for mail programs to show after the subject. */
export function blocksFrom(nodes: readonly HtmlNode[], notes: Notes): { blocks: Block[]; preheader: string } {
  const found = { preheader: '' };
  return { blocks: blocksOf(nodes, { notes, align: undefined, inColumn: false, depth: 0, found }), preheader: found.preheader };
}

/** Inline nodes beside each other are one text; elements that stand by themselves are read one by one. */
function blocksOf(nodes: readonly HtmlNode[], place: Place): Block[] {
  const made: Block[] = [];
  let running: HtmlNode[] = [];
  const settle = (): void => {
    made.push(...textBlock(writtenText(running, place.notes), place.align));
    running = [];
  };
  for (const node of nodes) {
    if (place.depth < DEEPEST && standsAlone(node)) {
      settle();
      made.push(...elementBlocks(node as HtmlElement, place));
    } else running.push(node);
  }
  settle();
  return made;
}

/** Whether something inside an inline element is a block, as in a link around a picture. */
const standsAlone = (node: HtmlNode): boolean =>
  isElement(node) &&
  (isBlockElement(node) || LEFT_OUT[node.name] !== undefined || isButton(node) || [...everyNode(childrenOf(node))].some(isBlockElement));

const LEFT_OUT: Readonly<Record<string, string>> = {
  script: 'A script',
  iframe: 'A page inside the page',
  video: 'A film',
  audio: 'A recording',
  object: 'An embedded object',
  embed: 'An embedded object',
  svg: 'A drawing (SVG)',
  input: 'A form',
  select: 'A form',
  textarea: 'A form',
};

function elementBlocks(element: HtmlElement, outer: Place): Block[] {
  const left = LEFT_OUT[element.name];
  if (left !== undefined) {
    outer.notes.left.add(left);
    return [];
  }
  if (isHidden(element)) {
    outer.found.preheader ||= wordsIn(element)
      .replaceAll(/(?:[\s\u00a0\u200b-\u200f\u00ad\ufeff]|\u034f)+/g, ' ')
      .trim();
    return [];
  }
  const place = { ...outer, align: alignOf(element) ?? outer.align, depth: outer.depth + 1 };
  if (isButton(element)) return [buttonBlock(element, place)];
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return headingBlock(element, place);
    case 'ul':
    case 'ol':
      return listBlock(element, place);
    case 'hr':
      return [{ type: 'divider' }];
    case 'img':
      return imageBlock(element, undefined, place);
    case 'a':
      return linkedBlocks(element, place);
    case 'table':
      // A table that stands in the middle does not centre what is in it.
      return tableBlocks(element, { ...place, align: undefined });
    default:
      return blocksOf(childrenOf(element), place);
  }
}

const isHidden = (element: HtmlElement): boolean =>
  styleOf(element, 'display') === 'none' || styleOf(element, 'visibility') === 'hidden' || styleOf(element, 'max-height') === '0';

function alignOf(element: HtmlElement): Align | undefined {
  const said = styleOf(element, 'text-align') ?? element.attribs.align?.toLowerCase() ?? (element.name === 'center' ? 'center' : undefined);
  return said === 'left' || said === 'center' || said === 'right' ? said : undefined;
}

const aligned = (align: Align | undefined): { align?: Align } => (align === undefined || align === 'left' ? {} : { align });

const textBlock = (text: string, align: Align | undefined): Leaf[] =>
  text.trim() === '' ? [] : [{ type: 'text', text: text.slice(0, LONGEST_TEXT), ...aligned(align) }];

function headingBlock(element: HtmlElement, { notes, align }: Place): Leaf[] {
  const text = writtenText(childrenOf(element), notes)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('**', '');
  const level = Math.min(3, Number(element.name[1])) as 1 | 2 | 3;
  return text === ''
    ? imagesIn(element, { notes, align })
    : [{ type: 'heading', level, text: text.slice(0, LONGEST_TEXT), ...aligned(align) }];
}

/** A heading that is only a picture. */
const imagesIn = (element: HtmlElement, place: Pick<Place, 'notes' | 'align'>): Leaf[] =>
  [...everyNode(childrenOf(element))].flatMap((node) => (isElement(node) && node.name === 'img' ? imageBlock(node, undefined, place) : []));

function listBlock(element: HtmlElement, { notes, align }: Place): Leaf[] {
  const items = childrenOf(element).filter((node) => isElement(node) && node.name === 'li');
  const lines = items
    .map((item) => writtenText(childrenOf(item), notes).replaceAll(/\s*\n\s*/g, ' '))
    .filter((line) => line !== '')
    .map((line, index) => `${element.name === 'ol' ? `${index + 1}.` : '-'} ${line}`);
  return textBlock(lines.join('\n'), align);
}

/** A link that is drawn as a button: with a ground of its own and space around its words. */
function isButton(node: HtmlNode): boolean {
  if (!isElement(node) || node.name !== 'a' || node.attribs.href === undefined || wordsIn(node).trim() === '') return false;
  const isNamed = /\b(?:btn|button|cta)\b/i.test(`${node.attribs.class ?? ''} ${node.attribs.role ?? ''}`);
  return (
    isNamed ||
    (groundOf(node) !== undefined && styleOf(node, 'padding') !== undefined) ||
    (groundOf(node) !== undefined && /inline-block|block/.test(styleOf(node, 'display') ?? ''))
  );
}

const groundOf = (element: HtmlElement): string | undefined =>
  hexOf(element.attribs.bgcolor ?? styleOf(element, 'background-color') ?? styleOf(element, 'background'));

function buttonBlock(element: HtmlElement, { notes, align }: Place): Leaf {
  const [background, color] = [groundOf(element), hexOf(styleOf(element, 'color'))];
  return {
    type: 'button',
    label: writtenText(childrenOf(element), notes)
      .replaceAll(/\*\*|\\(?=[*[\]\\])/g, '')
      .replaceAll('\n', ' ')
      .slice(0, 200),
    url: addressOf(element.attribs.href, notes)?.slice(0, 2_000) ?? '',
    ...aligned(align),
    ...(background ? { background } : {}),
    ...(color ? { color } : {}),
  };
}

function imageBlock(element: HtmlElement, url: string | undefined, { notes, align }: Pick<Place, 'notes' | 'align'>): Leaf[] {
  const { src = '', alt = '', width } = element.attribs;
  const shown = Number.parseInt(width ?? styleOf(element, 'width') ?? '', 10);
  const height = Number.parseInt(element.attribs.height ?? '', 10);
  // What is one pixel large counts openings for somebody else.
  if (!/^https?:\/\//i.test(src.trim()) || src.length > 2_000 || shown <= 2 || height <= 2) return [];
  notes.pictures.add(src.trim());
  return [
    {
      type: 'image',
      src: src.trim(),
      alt: alt.replaceAll(/\s+/g, ' ').trim().slice(0, 500),
      ...(url === undefined ? {} : { url }),
      ...(shown > 2 && shown <= 1_200 && !String(width ?? '').includes('%') ? { width: shown } : {}),
      ...aligned(align),
    },
  ];
}

/** A link around pictures or whole blocks: pictures keep where they lead. */
function linkedBlocks(element: HtmlElement, place: Place): Block[] {
  const url = addressOf(element.attribs.href, place.notes);
  return blocksOf(childrenOf(element), place).map((block) => (block.type === 'image' && url !== undefined ? { ...block, url } : block));
}

/** Tables that only lay things out come apart into rows; those that hold figures stay tables. */
function tableBlocks(table: HtmlElement, place: Place): Block[] {
  const rows = rowsOf(table);
  if (holdsFigures(table)) return [htmlBlock(table)];
  return rows.flatMap((row): Block[] => {
    const cells = childrenOf(row).filter((node): node is HtmlElement => isElement(node) && (node.name === 'td' || node.name === 'th'));
    const filled = cells
      .map((cell) => ({ cell, blocks: cellBlocks(cell, cells.length > 1 ? { ...place, inColumn: true } : place) }))
      .filter(({ blocks }) => blocks.length > 0);
    const background = groundOf(row) ?? (cells.length === 1 ? groundOf(cells[0]!) : undefined) ?? groundOf(table);
    if (filled.length < 2 || filled.length > MOST_COLUMNS || place.inColumn)
      return onGround(
        filled.flatMap(({ blocks }) => blocks),
        background,
        place,
      );
    const columns = filled.map(({ cell, blocks }) => ({ ...widthOf(cell), blocks: blocks as Leaf[] }));
    return [{ type: 'section', columns, ...(background && background !== SHEET ? { background } : {}) }];
  });
}

/** Blocks on a ground of their own become a stripe, where they may. */
function onGround(blocks: Block[], background: string | undefined, { inColumn }: Place): Block[] {
  const isStripe = background !== undefined && background !== SHEET && !inColumn && blocks.length > 0;
  if (!isStripe || blocks.some(({ type }) => type === 'section' || type === 'button')) return blocks;
  return [{ type: 'section', background, columns: [{ blocks: blocks as Leaf[] }] }];
}

function cellBlocks(cell: HtmlElement, place: Place): Block[] {
  const blocks = blocksOf(childrenOf(cell), { ...place, align: alignOf(cell) ?? place.align, depth: place.depth + 1 });
  const [only] = blocks;
  const ground = groundOf(cell);
  // A cell that is nothing but one link on a ground is how buttons were drawn for old programs.
  const link = only?.type === 'text' && blocks.length === 1 && ground ? /^\**\[([^\]]+)\]\(([^)\s]+)\)\**$/.exec(only.text) : null;
  return link
    ? [
        {
          type: 'button',
          label: link[1]!.replaceAll('**', '').slice(0, 200),
          url: link[2]!,
          background: ground!,
          ...aligned(alignOf(cell) ?? place.align),
        },
      ]
    : blocks;
}

function widthOf(cell: HtmlElement): { width?: number } {
  const percent = Number.parseInt(/^(\d+)%$/.exec(cell.attribs.width ?? styleOf(cell, 'width') ?? '')?.[1] ?? '', 10);
  return percent >= 10 && percent <= 90 ? { width: percent } : {};
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  return childrenOf(table).flatMap((node): HtmlElement[] => {
    if (!isElement(node)) return [];
    if (node.name === 'tr') return [node];
    return ['tbody', 'thead', 'tfoot'].includes(node.name) ? rowsOf(node) : [];
  });
}

function holdsFigures(table: HtmlElement): boolean {
  if (table.attribs.role === 'presentation') return false;
  const inside = [...everyNode(childrenOf(table))].filter(isElement);
  return inside.some(({ name }) => name === 'th') && !inside.some(({ name }) => name === 'table' || name === 'img');
}

const LONGEST_HTML = 100_000;

const htmlBlock = (element: HtmlElement): Leaf => ({ type: 'html', html: sourceOf(element).slice(0, LONGEST_HTML) });

function sourceOf(node: HtmlNode): string {
  if (node.type === 'text') return escaped((node as { data: string }).data);
  if (!isElement(node)) return '';
  const attributes = Object.entries(node.attribs)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  return `<${node.name}${attributes}>${childrenOf(node).map(sourceOf).join('')}</${node.name}>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
