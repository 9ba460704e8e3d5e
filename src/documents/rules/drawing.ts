import type { Criteria } from '../../criteria/schema.ts';
import type { CompiledCondition, CompileOptions, Picture } from './compiling.ts';
import { DEFAULT_BRAND, type Brand, type Document, type Look } from '../schema.ts';
import { contrast, darkInk, darkSurface, inkOn, mixed, readableOn, READABLE, type Shade } from './colours.ts';
import type { Marks } from './marks.ts';
import type { Palette } from './palette.ts';

/** Font families that are there without being fetched, by how they look. */
export const FAMILIES = {
  system: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  serif: "Georgia, Cambria, 'Times New Roman', serif",
  rounded: "ui-rounded, 'SF Pro Rounded', Verdana, 'Segoe UI', sans-serif",
  mono: "ui-monospace, Menlo, Consolas, 'Courier New', monospace",
} as const satisfies Record<Brand['font'], string>;

/** How a document looks, everything decided. */
export type FullLook = Required<Look> & { headingFont: Brand['font'] };

/** What words stand on, and the colours that can be read there. */
export interface Surface {
  ground: Shade;
  ink: Shade;
  faint: Shade;
  accent: Shade;
  line: Shade;
}

/** Everything at hand while a document is drawn; what it finds on its way is kept here. */
export interface Drawing {
  marks: Marks;
  palette: Palette;
  conditions: Conditions;
  /** Ids of the uploaded pictures drawn so far. */
  assets: Set<number>;
  look: FullLook;
  brand: Brand;
  options: CompileOptions;
  pictures: ReadonlyMap<number, Picture>;
  /** HTML by hand without what acts by itself; its links and merge fields are marks. */
  clean: (html: string, linkColour: string) => string;
  isRightToLeft: boolean;
}

const WIDTH = 600;

/** What a document says of its look, and the brand where it says nothing. A letter that is one text looks like one that was typed. */
export function lookOf(document: Document, brand: Brand = DEFAULT_BRAND): FullLook {
  const look: Look = document.kind === 'plain' ? { background: '#FFFFFF', sheet: '#FFFFFF' } : (document.look ?? {});
  return {
    background: look.background ?? brand.background,
    sheet: look.sheet ?? brand.sheet,
    text: look.text ?? brand.text,
    accent: look.accent ?? brand.accent,
    font: look.font ?? brand.font,
    headingFont: look.font ?? brand.headingFont ?? brand.font,
    width: Math.min(800, Math.max(320, look.width ?? WIDTH)),
  };
}

/** How dark the ground is where everything is dark: around the sheet, the sheet, a stripe on it. */
export const DEPTHS = { around: 0.065, sheet: 0.1, stripe: 0.13 } as const;

export function surfaceOf(light: string, depth: number, look: FullLook): Surface {
  const ground = { light, dark: darkSurface(light, depth) };
  const both = (colour: string): Shade => ({ light: colour, dark: ground.dark === light ? colour : darkInk(colour, ground.dark) });
  const ink = both(contrast(look.text, light) >= READABLE ? look.text : inkOn(light));
  const faint = both(readableOn(mixed(ink.light, light, 0.35), light));
  const accent = contrast(look.accent, light) >= READABLE ? both(look.accent) : ink;
  return { ground, ink, faint, accent, line: { light: mixed(ink.light, light, 0.85), dark: mixed(ink.dark, ground.dark, 0.8) } };
}

/** A colour somebody chose for words, as it is shown on a surface. */
export const chosenInk = (colour: string | undefined, { ground, ink }: Surface): Shade =>
  colour === undefined ? ink : { light: colour, dark: ground.dark === ground.light ? colour : darkInk(colour, ground.dark) };

/** Names each criteria once: equal ones share their name. */
export class Conditions {
  readonly #keys = new Map<string, string>();
  readonly found: Record<string, CompiledCondition> = {};

  /** What a template asks: `when.c1`. */
  nameOf(criteria: Criteria): string {
    const text = JSON.stringify(criteria);
    let key = this.#keys.get(text);
    if (key === undefined) {
      key = `c${this.#keys.size + 1}`;
      this.#keys.set(text, key);
      this.found[key] = { criteria };
    }
    return `when.${key}`;
  }
}
