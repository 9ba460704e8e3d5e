import { type Brand, DEFAULT_BRAND, type Look } from '../../src/documents/schema.ts';

const FONTS = {
  system: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  serif: "Georgia, 'Times New Roman', serif",
  rounded: "'Trebuchet MS', 'Segoe UI', Verdana, sans-serif",
  mono: "'Courier New', Courier, monospace",
} as const;

/** What a document looks like where it says something of its own, and as the brand says elsewhere. */
export function lookStyles(look: Look, brand: Brand = DEFAULT_BRAND): Record<string, string> {
  const accent = look.accent ?? brand.accent;
  return {
    '--doc-background': look.background ?? brand.background,
    '--doc-sheet': look.sheet ?? brand.sheet,
    '--doc-text': look.text ?? brand.text,
    '--doc-accent': accent,
    '--doc-on-accent': isDark(accent) ? '#FFFFFF' : '#1B2428',
    '--doc-font': FONTS[look.font ?? brand.font],
    '--doc-heading-font': FONTS[look.font ?? brand.headingFont ?? brand.font],
    '--doc-width': `${look.width ?? 600}px`,
  };
}

function isDark(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  return red * 0.299 + green * 0.587 + blue * 0.114 < 150;
}
