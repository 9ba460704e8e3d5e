import type { Picture } from './compiling.ts';
import type { Leaf } from '../schema.ts';
import { contrast, darkInk, inkOn, readableOn, type Shade } from './colours.ts';
import { chosenInk, FAMILIES, type Drawing, type Surface } from './drawing.ts';
import { attributeMark, escaped, lineHtml, runHtml, textHtml } from './inline-html.ts';
import { SOCIAL_NAMES } from './social-names.ts';
import { assetIdOf, type Node } from './tree.ts';

/** Where a block is drawn. */
export interface Place {
  surface: Surface;
  /** How wide what stands there can be, in pixels. */
  width: number;
  /** Left and right of it. */
  side: number;
  /** The picture touches the edges of its stripe. */
  isBleeding?: boolean;
}

type Drawn<Type extends Leaf['type']> = Extract<Node, { type: Type }>;

const HEADINGS = { 1: { size: 30, line: 1.2 }, 2: { size: 22, line: 1.3 }, 3: { size: 17, line: 1.35 } } as const;
const TEXT_SIZES = { small: 14, normal: 16, large: 19 } as const;
/** Below a block. */
const GAP = 16;

/** A block that holds no others, as MJML; '' for what letters do not show. */
export function leafMjml(node: Exclude<Node, { type: 'section' | 'condition' }>, place: Place, drawing: Drawing): string {
  switch (node.type) {
    case 'heading':
      return headingMjml(node, place, drawing);
    case 'text':
      return textMjml(node, place, drawing);
    case 'button':
      return buttonMjml(node, place, drawing);
    case 'image':
      return imageMjml(node, place, drawing);
    case 'logo':
      return logoMjml(node, place, drawing);
    case 'divider':
      return dividerMjml(node, place, drawing);
    case 'spacer':
      return `<mj-spacer height="${node.height}px" padding="0"${classes(node)} />`;
    case 'social':
      return socialMjml(node, place, drawing);
    case 'html':
      return wordsMjml({ node, place, drawing, ink: place.surface.ink, size: 16 }, drawing.clean(node.html, place.surface.accent.light));
    case 'signature':
      return signatureMjml(node, place, drawing);
    default:
      return '';
  }
}

const sides = ({ side }: Place, below = GAP): string => `padding="0 ${side}px ${below}px"`;

const classes = ({ on }: Pick<Leaf, 'on'>, ...names: string[]): string => {
  const all = [...names, ...(on ? [`on-${on}`] : [])];
  return all.length > 0 ? ` css-class="${all.join(' ')}"` : '';
};

const alignOf = ({ align }: { align?: 'left' | 'center' | 'right' | undefined }, { isRightToLeft }: Drawing): string =>
  align ?? (isRightToLeft ? 'right' : 'left');

interface Words {
  node: Pick<Leaf, 'on'> & { align?: 'left' | 'center' | 'right' | undefined };
  place: Place;
  drawing: Drawing;
  ink: Shade;
  size: number;
  line?: number;
  below?: number;
  more?: string;
}

function wordsMjml({ node, place, drawing, ink, size, line = 1.55, below, more = '' }: Words, html: string): string {
  const name = drawing.palette.words(ink, place.surface.accent);
  return `<mj-text${classes(node, ...name.split(' '))} align="${alignOf(node, drawing)}" color="${ink.light}" font-size="${size}px" line-height="${line}" ${sides(place, below)}${more}>${html}</mj-text>`;
}

function headingMjml(node: Drawn<'heading'>, place: Place, drawing: Drawing): string {
  if (node.text.trim() === '') return '';
  const { size, line } = HEADINGS[node.level];
  const ink = chosenInk(node.color, place.surface);
  const font = drawing.look.headingFont === drawing.look.font ? '' : `;font-family:${FAMILIES[drawing.look.headingFont]}`;
  const words = runHtml(node.text.trim().replaceAll(/\n\s*\n/g, '\n'), drawing.marks, ink.light);
  const style = `margin:0;font-size:${size}px;line-height:${line};font-weight:700${font};color:${ink.light}`;
  const html = `<h${node.level} style="${style}">${words}</h${node.level}>`;
  return wordsMjml({ node, place, drawing, ink, size, line, below: node.level === 1 ? GAP : 8 }, html);
}

function textMjml(node: Drawn<'text'>, place: Place, drawing: Drawing): string {
  if (node.text.trim() === '') return '';
  const ink = chosenInk(node.color, place.surface);
  const links = node.color === undefined ? place.surface.accent.light : ink.light;
  return wordsMjml({ node, place, drawing, ink, size: TEXT_SIZES[node.size ?? 'normal'] }, textHtml(node.text, drawing.marks, links));
}

function buttonMjml(node: Drawn<'button'>, place: Place, drawing: Drawing): string {
  if (node.label.trim() === '') return '';
  const { ground, ink } = buttonShades(node, place.surface, drawing);
  const name = drawing.palette.button(ground, ink);
  const href = node.url.trim() === '' ? '' : ` href="${drawing.marks.link(node.url.trim())}"`;
  const width = node.isWide ? ' width="100%"' : '';
  return `<mj-button${classes(node, name)}${href} background-color="${ground.light}" color="${ink.light}" border-radius="6px" font-size="16px" font-weight="600" line-height="1.25" inner-padding="13px 24px" ${sides(place, GAP + 4)} align="${alignOf(node, drawing)}"${width}>${lineHtml(node.label, drawing.marks)}</mj-button>`;
}

/** Less contrast to what it stands on hides a button. */
const LEAST_SEEN = 2.5;

/** A button is always seen: on a ground of its own colour the two change places. */
function buttonShades(node: Drawn<'button'>, surface: Surface, { look }: Drawing): { ground: Shade; ink: Shade } {
  const wanted = node.background ?? look.accent;
  const isLost = node.background === undefined && contrast(wanted, surface.ground.light) < LEAST_SEEN;
  const light = isLost ? surface.ink.light : wanted;
  const dark = contrast(light, surface.ground.dark) < 2.2 ? readableOn(light, surface.ground.dark, 4) : light;
  const ink = node.color ?? (isLost ? surface.ground.light : inkOn(light));
  return { ground: { light, dark }, ink: { light: ink, dark: dark === light ? ink : inkOn(dark) } };
}

function imageMjml(node: Drawn<'image'>, place: Place, drawing: Drawing): string {
  if (node.src === '') return '';
  const room = place.isBleeding ? place.width + 2 * place.side : place.width;
  const shown = pictureAt(node.src, Math.min(node.width ?? room, room), drawing);
  if (!shown) return '';
  const isWhole = shown.width >= room * 0.5;
  const href = node.url?.trim() ? ` href="${drawing.marks.link(node.url.trim())}"` : '';
  const alt = node.isDecorative ? '' : attributeMark(node.alt, drawing.marks);
  const padding = place.isBleeding ? 'padding="0"' : sides(place);
  return `<mj-image${classes(node)} src="${shown.source}" alt="${alt}" width="${shown.width}px"${href} align="${node.align ?? 'center'}" ${padding}${isWhole ? ' fluid-on-mobile="true"' : ''}${place.isBleeding ? '' : ' border-radius="6px"'} />`;
}

/** Where a picture is fetched from, sharp on fine screens, and how wide it is shown: never wider than it is. */
function pictureAt(source: string, width: number, drawing: Drawing): { source: string; width: number } | undefined {
  const id = assetIdOf(source);
  if (id === undefined) return { source: drawing.marks.merge(escaped(source)), width: Math.round(width) };
  const picture = drawing.pictures.get(id);
  if (!picture || picture.copies.length === 0) return undefined;
  drawing.assets.add(id);
  const shown = Math.round(Math.min(width, picture.width));
  return { source: drawing.marks.merge(escaped(copyFor(picture, shown * 2).url)), width: shown };
}

/** The narrowest copy that is wide enough; the widest when none is. */
export const copyFor = ({ copies }: Picture, width: number): Picture['copies'][number] =>
  copies.find((copy) => copy.width >= width) ?? copies.at(-1)!;

function logoMjml(node: Drawn<'logo'>, place: Place, drawing: Drawing): string {
  const { brand, marks } = drawing;
  const shown = brand.logo === '' ? undefined : pictureAt(brand.logo, Math.min(node.width ?? brand.logoWidth, place.width), drawing);
  const align = alignOf(node, drawing);
  const href = node.url?.trim() ? marks.link(node.url.trim()) : undefined;
  const name = brand.logoAlt ? attributeMark(brand.logoAlt, marks) : marks.merge('{{ account.name }}');
  if (shown) {
    return `<mj-image${classes(node)} src="${shown.source}" alt="${name}" width="${shown.width}px"${href ? ` href="${href}"` : ''} align="${align}" ${sides(place)} />`;
  }
  const { ink } = place.surface;
  const words = href ? `<a href="${href}" style="color:${ink.light};text-decoration:none">${name}</a>` : name;
  return wordsMjml(
    { node, place, drawing, ink, size: 18, line: 1.3, more: ` font-weight="700" font-family="${FAMILIES[drawing.look.headingFont]}"` },
    words,
  );
}

function dividerMjml(node: Drawn<'divider'>, place: Place, { palette }: Drawing): string {
  const { ground, line } = place.surface;
  const shade = node.color === undefined ? line : { light: node.color, dark: darkInk(node.color, ground.dark) };
  return `<mj-divider${classes(node, palette.line(shade))} border-width="1px" border-color="${shade.light}" padding="8px ${place.side}px 24px" />`;
}

function socialMjml(node: Drawn<'social'>, place: Place, drawing: Drawing): string {
  const links = node.links.filter(({ url }) => url.trim() !== '');
  if (links.length === 0) return '';
  const html = socialHtml(links, place.surface.accent.light, drawing);
  return wordsMjml({ node: { ...node, align: node.align ?? 'center' }, place, drawing, ink: place.surface.ink, size: 14, line: 1.8 }, html);
}

/** Names, not pictures: they are read with pictures switched off, by every program, and need no company's mark. */
export const socialHtml = (links: readonly Drawn<'social'>['links'][number][], colour: string, { marks }: Drawing): string =>
  links
    .map(({ network, url }) => {
      const address = network === 'email' && /^[^\s:@]+@[^\s:@]+$/.test(url) ? `mailto:${url}` : url;
      return `<a href="${marks.link(address.trim())}" style="color:${colour};text-decoration:none;font-weight:600">${SOCIAL_NAMES[network]}</a>`;
    })
    .join(' &nbsp;&middot;&nbsp; ');

function signatureMjml(node: Drawn<'signature'>, place: Place, drawing: Drawing): string {
  const { options, marks } = drawing;
  const signature = options.signature ?? { text: drawing.brand.signature };
  const html =
    'of' in signature
      ? marks.merge('{{ owner.signature | default: owner.name | lines }}')
      : textHtml(signature.text || drawing.brand.signature || '{{ account.name }}', marks, place.surface.accent.light);
  return wordsMjml({ node, place, drawing, ink: place.surface.ink, size: 16 }, html);
}
