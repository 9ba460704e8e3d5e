import { describe, expect, test } from 'vitest';
import { contrast, hoverOf, optionColours, palettes, type Scheme, states, washOf } from './tokens.ts';

const TEXT = 4.5;
const LARGE_OR_MARK = 3;

describe.each(['light', 'dark'] as Scheme[])('in %s', (scheme) => {
  const palette = palettes[scheme];
  const surfaces = ['surface', 'raised', 'sunken'] as const;

  test.each(surfaces)('every colour of text can be read on %s', (surface) => {
    for (const text of ['ink', 'muted', 'accent', ...states] as const) {
      expect(contrast(palette[text], palette[surface]), `${text} on ${surface}`).toBeGreaterThanOrEqual(TEXT);
    }
  });

  test.each(surfaces)('faint is seen as a mark on %s', (surface) => {
    expect(contrast(palette.faint, palette[surface])).toBeGreaterThanOrEqual(LARGE_OR_MARK);
  });

  test('the marks of options are seen on every surface', () => {
    for (const [name, colour] of Object.entries(optionColours)) {
      for (const surface of surfaces)
        expect(contrast(colour[scheme], palette[surface]), `${name} on ${surface}`).toBeGreaterThanOrEqual(LARGE_OR_MARK);
    }
  });

  test('text on fills can be read', () => {
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(palette.onAccent, hoverOf(palette, palette.accent))).toBeGreaterThanOrEqual(TEXT);
    for (const state of states) expect(contrast(palette.onState, palette[state]), state).toBeGreaterThanOrEqual(TEXT);
  });

  test('text on washes can be read', () => {
    for (const text of ['ink', 'muted', 'accent'] as const) {
      expect(contrast(palette[text], palette.wash), `${text} on wash`).toBeGreaterThanOrEqual(TEXT);
    }
    for (const state of states) {
      const wash = washOf(palette, state);
      expect(contrast(palette.ink, wash), `ink on ${state} wash`).toBeGreaterThanOrEqual(TEXT);
      expect(contrast(palette[state], wash), `${state} on its wash`).toBeGreaterThanOrEqual(TEXT);
    }
  });
});

test('the contrast of black and white is the greatest there is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
});
