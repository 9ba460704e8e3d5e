/** A colour as it is shown, and as it is shown where everything is dark. */
export interface Shade {
  light: string;
  dark: string;
}

type Rgb = readonly [number, number, number];
type Hsl = readonly [number, number, number];

/** What the eye needs between words and what they stand on (WCAG 2.2, AA), and between large words and it. */
export const READABLE = 4.5;
export const READABLE_LARGE = 3;

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;

const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`.toUpperCase();

function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** On dark ground light words need more, not to look dim. */
const READABLE_DARK = 6;

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function hslOf(hex: string): Hsl {
  const [red, green, blue] = rgbOf(hex);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [spread, lightness] = [most - least, (most + least) / 2];
  if (spread === 0) return [0, 0, lightness];
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return [sixth / 6, saturation, lightness];
}

function hexOfHsl([hue, saturation, lightness]: Hsl): string {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number): number => {
    const at = (offset + hue * 12) % 12;
    return lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1));
  };
  return hexOf([part(0), part(8), part(4)]);
}

/** Near-black or white, whichever is easier to read on a colour. */
export const inkOn = (surface: string): string => (contrast('#FFFFFF', surface) >= contrast('#1B2428', surface) ? '#FFFFFF' : '#1B2428');

/** A colour made lighter, or darker on light ground, as little as it takes to be read. */
export function readableOn(colour: string, surface: string, least = READABLE): string {
  if (contrast(colour, surface) >= least) return colour;
  const [hue, saturation, lightness] = hslOf(colour);
  const step = luminance(surface) < 0.18 ? 0.02 : -0.02;
  for (let level = lightness; level >= 0 && level <= 1; level += step) {
    const candidate = hexOfHsl([hue, saturation, level]);
    if (contrast(candidate, surface) >= least) return candidate;
  }
  return inkOn(surface);
}

/** Between two colours, so much of the second. */
export function mixed(one: string, other: string, share: number): string {
  const [from, to] = [rgbOf(one), rgbOf(other)];
  return hexOf(from.map((part, at) => part + (to[at]! - part) * share) as unknown as Rgb);
}

/** What stands behind words, where everything is dark: what is light turns dark and keeps its hue; strong colours stay. */
export function darkSurface(colour: string, depth: number): string {
  const [hue, saturation, lightness] = hslOf(colour);
  if (luminance(colour) < 0.3) return colour;
  const isGrey = saturation < 0.12 || lightness > 0.92;
  return hexOfHsl([isGrey ? 0.55 : hue, isGrey ? 0.16 : Math.min(saturation, 0.35), depth + (1 - lightness) * 0.12]);
}

/** Words, where everything is dark: dark ink turns light, and stays readable. */
export function darkInk(colour: string, surface: string): string {
  const [hue, saturation, lightness] = hslOf(colour);
  const turned = lightness < 0.5 && saturation < 0.35 ? hexOfHsl([hue, saturation * 0.5, 1 - lightness * 0.75]) : colour;
  return readableOn(turned, surface, READABLE_DARK);
}
