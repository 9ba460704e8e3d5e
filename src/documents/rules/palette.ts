import type { Shade } from './colours.ts';

/** The classes that turn a letter's colours where everything is dark. Mail programs that know no style sheet show the light ones, which stand at each element. */
export class Palette {
  readonly #words = new Map<string, Shade>();
  readonly #surfaces = new Map<string, Shade>();
  readonly #rules = new Map<string, Shade>();
  readonly #buttons = new Map<string, { ground: Shade; ink: Shade }>();

  /** The class of words, and of the links in them where those have a colour of their own. */
  words(ink: Shade, links: Shade = ink): string {
    const own = nameIn(this.#words, 't', ink);
    return links.light === ink.light && links.dark === ink.dark ? own : `${own} ${nameIn(this.#words, 't', links)}l`;
  }

  surface(shade: Shade): string {
    return nameIn(this.#surfaces, 's', shade);
  }

  /** The class of a thin line. */
  line(shade: Shade): string {
    return nameIn(this.#rules, 'r', shade);
  }

  button(ground: Shade, ink: Shade): string {
    const key = `${ground.dark}/${ink.dark}`;
    const index = [...this.#buttons.keys()].indexOf(key);
    if (index === -1) this.#buttons.set(key, { ground, ink });
    return `b${index === -1 ? this.#buttons.size - 1 : index}`;
  }

  /** The rules for dark surroundings, for a prefix such as `[data-ogsc] `. */
  css(prefix = ''): string {
    const rule = (selectors: readonly string[], declarations: string): string =>
      `${selectors.map((selector) => `${prefix}${selector}`).join(',')}{${declarations}}`;
    const words = [...this.#words.values()].map(({ dark }, at) =>
      rule(
        [`.t${at}>div`, ...['h1', 'h2', 'h3', 'p', 'li', 'a'].map((element) => `.t${at} ${element}`), `.t${at}l>div a`],
        `color:${dark} !important`,
      ),
    );
    const surfaces = [...this.#surfaces.values()].map(({ dark }, at) =>
      rule([`.s${at}`, `.s${at}>table`], `background:${dark} !important;background-color:${dark} !important`),
    );
    const lines = [...this.#rules.values()].map(({ dark }, at) => rule([`.r${at} p`], `border-top-color:${dark} !important`));
    const buttons = [...this.#buttons.values()].map(
      ({ ground, ink }, at) =>
        `${rule([`.b${at} td`, `.b${at} a`], `background:${ground.dark} !important`)}${rule([`.b${at} a`], `color:${ink.dark} !important`)}`,
    );
    return [...surfaces, ...words, ...lines, ...buttons].join('\n');
  }
}

function nameIn(known: Map<string, Shade>, letter: string, shade: Shade): string {
  const key = `${shade.light}/${shade.dark}`;
  const index = [...known.keys()].indexOf(key);
  if (index !== -1) return `${letter}${index}`;
  known.set(key, shade);
  return `${letter}${known.size - 1}`;
}
