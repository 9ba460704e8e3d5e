import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  rem,
  type VariantColorsResolver,
} from '@mantine/core';
import { cssVariables, fontSizes, hoverOf, mix, palettes, radii, type Scheme, states, transitionMs, washOf } from './tokens.ts';

/** Mantine wants ten shades of each colour; ours come from one light and one dark value of a token. */
function shades(light: string, dark: string): MantineColorsTuple {
  const { light: paper } = palettes;
  return [0.94, 0.86, 0.7, 0.5]
    .map((share) => mix(light, paper.raised, share))
    .concat(
      [dark, mix(dark, light, 0.5), light],
      [0.15, 0.3, 0.45].map((share) => mix(light, paper.ink, share)),
    ) as unknown as MantineColorsTuple;
}

const { light, dark } = palettes;

const grays = [
  light.surface,
  light.sunken,
  mix(light.sunken, light.rule, 0.5),
  light.rule,
  mix(light.rule, light.faint, 0.3),
  light.faint,
  light.muted,
  mix(light.muted, light.ink, 0.5),
  mix(light.muted, light.ink, 0.8),
  light.ink,
] as unknown as MantineColorsTuple;

const darks = [
  dark.ink,
  mix(dark.ink, dark.muted, 0.4),
  dark.muted,
  dark.faint,
  dark.rule,
  mix(dark.raised, dark.rule, 0.5),
  dark.raised,
  dark.surface,
  dark.sunken,
  mix(dark.sunken, '#000000', 0.3),
] as unknown as MantineColorsTuple;

/** Fills carry the text colour their token names, in both schemes; everything else is Mantine's own rule. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return resolved;
  const isState = states.some((state) => state === input.color);
  return { ...resolved, color: isState ? 'var(--qs-on-state)' : 'var(--qs-on-accent)' };
};

/** Everything Mantine paints comes from the tokens. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: { '--qs-transition': `${transitionMs}ms` },
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
});

function schemeVariables(scheme: Scheme): Record<string, string> {
  const palette = palettes[scheme];
  const variables: Record<string, string> = {
    ...cssVariables(scheme),
    '--mantine-color-body': palette.surface,
    '--mantine-color-text': palette.ink,
    '--mantine-color-bright': palette.ink,
    '--mantine-color-dimmed': palette.muted,
    '--mantine-color-placeholder': palette.faint,
    '--mantine-color-anchor': palette.accent,
    '--mantine-color-error': palette.bad,
    '--mantine-color-success': palette.good,
    '--mantine-color-default': palette.raised,
    '--mantine-color-default-hover': palette.sunken,
    '--mantine-color-default-color': palette.ink,
    '--mantine-color-default-border': palette.rule,
    '--mantine-color-disabled': palette.sunken,
    '--mantine-color-disabled-color': palette.faint,
    '--mantine-color-disabled-border': palette.rule,
    '--mantine-primary-color-contrast': palette.onAccent,
  };
  paint(variables, 'sea', palette.accent, palette.wash, hoverOf(palette, palette.accent));
  for (const state of states) paint(variables, state, palette[state], washOf(palette, state), hoverOf(palette, palette[state]));
  return variables;
}

function paint(variables: Record<string, string>, name: string, colour: string, wash: string, hover: string): void {
  Object.assign(variables, {
    [`--mantine-color-${name}-filled`]: colour,
    [`--mantine-color-${name}-filled-hover`]: hover,
    [`--mantine-color-${name}-light`]: wash,
    [`--mantine-color-${name}-light-hover`]: wash,
    [`--mantine-color-${name}-light-color`]: colour,
    [`--mantine-color-${name}-outline`]: colour,
    [`--mantine-color-${name}-outline-hover`]: wash,
    [`--mantine-color-${name}-text`]: colour,
  });
}

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 6, dark: 4 },
  colors: {
    sea: shades(light.accent, dark.accent),
    good: shades(light.good, dark.good),
    warn: shades(light.warn, dark.warn),
    bad: shades(light.bad, dark.bad),
    info: shades(light.info, dark.info),
    gray: grays,
    dark: darks,
  },
  white: light.raised,
  black: light.ink,
  variantColorResolver,
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: {
    xs: rem(fontSizes.micro),
    sm: rem(fontSizes.base),
    md: rem(fontSizes.base),
    lg: rem(fontSizes.reading),
    xl: rem(fontSizes.title),
  },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.6' },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(radii.control), md: rem(radii.control), lg: rem(radii.card), xl: rem(radii.card) },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: rem(fontSizes.display), lineHeight: '1.2' },
      h2: { fontSize: rem(fontSizes.title), lineHeight: '1.3' },
      h3: { fontSize: rem(fontSizes.reading), lineHeight: '1.4' },
      h4: { fontSize: rem(fontSizes.base), lineHeight: '1.45' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { size: 'sm' } },
    // What scrolls must be reached by keyboard, whether or not there is something to press in it.
    TableScrollContainer: { defaultProps: { type: 'native', tabIndex: 0 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, transitionProps: { duration: transitionMs } } },
    // Their heads are no banners of the page.
    Modal: {
      defaultProps: {
        attributes: { header: { role: 'presentation' } },
        centered: true,
        transitionProps: { duration: transitionMs, transition: 'fade' },
      },
    },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } }, transitionProps: { duration: transitionMs } } },
    Menu: { defaultProps: { transitionProps: { duration: transitionMs }, shadow: 'none' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' } },
    Select: { defaultProps: { comboboxProps: { shadow: 'none' } } },
    Loader: { defaultProps: { type: 'dots' } },
  },
});
