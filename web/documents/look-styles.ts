import { contrast, inkOn } from '../../src/documents/rules/colours.ts';
import { FAMILIES, lookOf, surfaceOf } from '../../src/documents/rules/drawing.ts';
import { type Brand, DEFAULT_BRAND, type Look } from '../../src/documents/schema.ts';

/** A button that stands out less from its ground takes the colour of the words. */
const LEAST_SEEN = 2.5;

/** What a document looks like where it says something of its own, and as the brand says elsewhere. */
export function lookStyles(look: Look, brand: Brand = DEFAULT_BRAND): Record<string, string> {
  const full = lookOf({ kind: 'blocks', blocks: [], look }, brand);
  return {
    ...groundStyles(full.sheet, look, brand),
    '--doc-background': full.background,
    '--doc-sheet': full.sheet,
    '--doc-font': FAMILIES[full.font],
    '--doc-heading-font': FAMILIES[full.headingFont],
    '--doc-width': `${full.width}px`,
  };
}

/** The colours of what stands on a ground, by the compiler's own rules: words stay readable on a dark stripe. */
export function groundStyles(ground: string, look: Look, brand: Brand = DEFAULT_BRAND): Record<string, string> {
  const full = lookOf({ kind: 'blocks', blocks: [], look }, brand);
  const { ink, faint, accent, line } = surfaceOf(ground, 0, full);
  const button = contrast(full.accent, ground) < LEAST_SEEN ? ink.light : full.accent;
  return {
    '--doc-text': ink.light,
    '--doc-faint': faint.light,
    '--doc-accent': accent.light,
    '--doc-line': line.light,
    '--doc-button': button,
    '--doc-on-button': button === ink.light ? ground : inkOn(button),
  };
}
