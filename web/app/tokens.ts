/**
 * The look in one file: every colour, size and radius of the browser, light and dark under the same names. The Mantine theme and the
 * CSS variables (`--qs-…`) are both made from it; no component names a colour of its own.
 */
export interface Palette {
  surface: string;
  raised: string;
  sunken: string;
  ink: string;
  muted: string;
  faint: string;
  rule: string;
  accent: string;
  onAccent: string;
  wash: string;
  good: string;
  warn: string;
  bad: string;
  info: string;
  /** Text on a fill of good, warn, bad or info. */
  onState: string;
}

export type Scheme = 'light' | 'dark';

export const palettes: Readonly<Record<Scheme, Palette>> = {
  light: {
    surface: '#FBFAF7',
    raised: '#FFFFFF',
    sunken: '#F2F0EA',
    ink: '#1B2428',
    muted: '#5A676D',
    faint: '#7C878C',
    rule: '#E2DFD6',
    accent: '#0B5D66',
    onAccent: '#FFFFFF',
    wash: '#E3F0F0',
    good: '#2C794C',
    warn: '#925E10',
    bad: '#B3372F',
    info: '#2F5FA8',
    onState: '#FFFFFF',
  },
  dark: {
    surface: '#12171A',
    raised: '#192024',
    sunken: '#0D1113',
    ink: '#E8EDEE',
    muted: '#9FADB2',
    faint: '#7C888D',
    rule: '#2A3338',
    accent: '#4FB3BD',
    onAccent: '#08272B',
    wash: '#123238',
    good: '#6FC391',
    warn: '#E3B04B',
    bad: '#EE8379',
    info: '#86ADEA',
    onState: '#0D1113',
  },
};

export const states = ['good', 'warn', 'bad', 'info'] as const;
export type State = (typeof states)[number];

/** The marks of a field's options, by the names the records domain keeps. Marks stand beside words and never alone. */
export const optionColours: Readonly<Record<string, Readonly<Record<Scheme, string>>>> = {
  gray: { light: '#7C878C', dark: '#7C888D' },
  blue: { light: '#2F5FA8', dark: '#86ADEA' },
  teal: { light: '#0B7A86', dark: '#4FB3BD' },
  green: { light: '#2C794C', dark: '#6FC391' },
  yellow: { light: '#A87B00', dark: '#E3C44B' },
  orange: { light: '#C0600F', dark: '#EFA061' },
  red: { light: '#B3372F', dark: '#EE8379' },
  purple: { light: '#7449A6', dark: '#B797E0' },
  pink: { light: '#B33F78', dark: '#E98BB8' },
};

/** Charts: the accent first, then a set that stays apart for the colour-blind. */
export const chartColours = ['#0B5D66', '#D08A1D', '#5B6FB5', '#B3506B', '#6F9A3C', '#7D6A58'] as const;

export const fontSizes = { micro: 12, small: 13, base: 14, reading: 16, title: 20, display: 26, poster: 34 } as const;
export const radii = { control: 6, card: 10 } as const;
export const rowHeights = { dense: 36, comfortable: 44 } as const;
export const grid = 4;
export const transitionMs = 140;

/** How far a wash of a state's colour stands out from the surface behind it. */
const WASH_STRENGTH = 0.1;

/** The calm background behind words about a state: a little of its colour mixed into the raised surface. */
export function washOf(palette: Palette, state: State): string {
  return mix(palette.raised, palette[state], WASH_STRENGTH);
}

/** Hovering darkens a fill in the light and lightens it in the dark. */
export function hoverOf(palette: Palette, colour: string): string {
  return mix(colour, palette.ink, 0.14);
}

export function mix(base: string, other: string, share: number): string {
  const [from, to] = [channels(base), channels(other)];
  const mixed = from.map((value, index) => Math.round(value + (to[index]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/** The contrast ratio of WCAG 2 between two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/** Every token as a CSS variable: `--qs-surface`, `--qs-on-accent`, `--qs-good-wash`. */
export function cssVariables(scheme: Scheme): Record<string, string> {
  const palette = palettes[scheme];
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(palette)) {
    variables[`--qs-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`] = value;
  }
  for (const state of states) variables[`--qs-${state}-wash`] = washOf(palette, state);
  for (const [name, colour] of Object.entries(optionColours)) variables[`--qs-option-${name}`] = colour[scheme];
  variables['--qs-accent-hover'] = hoverOf(palette, palette.accent);
  variables['--qs-hover'] = mix(palette.surface, palette.ink, 0.045);
  return variables;
}
