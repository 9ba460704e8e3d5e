import { toValueSync, type Liquid, type Template } from 'liquidjs';
import { boundedLiquid, type Filler } from './merge-language.ts';

/** How what stands in a template and what is filled in are written, where they leave as something else than plain text. */
export interface Pieces {
  /** What stands for a piece of the template itself; asked once for each, when the template is read. */
  standing: (text: string) => string;
  /** How a value is written; does the escaping for its place, too. */
  filled: (value: unknown) => string;
  /** What is between the lines of a value that is shown on several. */
  lineEnd?: string;
}

const engines = new WeakMap<Pieces['filled'], Liquid>();

/** Reads a template so that its own pieces are made ready once and only values are left to be written for each receiver. */
export function fillerInPieces(source: string, { standing, filled, lineEnd }: Pieces): Filler {
  let engine = engines.get(filled);
  if (!engine) engines.set(filled, (engine = boundedLiquid('text', filled, lineEnd)));
  const template = engine.parse(source);
  replaceStanding(template, standing);
  return { fill: (values) => engine.renderSync(template, values) as string };
}

function replaceStanding(templates: readonly Template[], standing: Pieces['standing']): void {
  for (const template of templates) {
    if ('str' in template) template.str = standing(template.str as string);
    if (template.children) replaceStanding(toValueSync(template.children(false, true)) as Template[], standing);
  }
}
