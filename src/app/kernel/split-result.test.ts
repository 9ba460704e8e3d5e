import { describe, expect, it } from 'vitest';
import { luckFrom, type Luck } from '../../../test/random-input.ts';
import { chosenWinner, splitResult } from './split-result.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);

/** A draw from Beta(a, b) for whole numbers, by the order statistics of uniform draws: slow, and plainly right. */
function drawShare(luck: Luck, won: number, lost: number): number {
  const draws = Array.from({ length: won + lost + 1 }, luck).sort((one, other) => one - other);
  return draws[won]!;
}

const wins = (luck: Luck, people: number, share: number): number =>
  Array.from({ length: people }, luck).filter((draw) => draw < share).length;

describe(`how variants did (seed ${SEED})`, () => {
  it('says for each how probable it is that it is the best, as drawing the shares by chance does', () => {
    const luck = luckFrom(SEED);
    for (const counts of [
      [
        { decided: 40, won: 9 },
        { decided: 38, won: 14 },
      ],
      [
        { decided: 120, won: 12 },
        { decided: 60, won: 9 },
        { decided: 90, won: 8 },
      ],
      [0, 1, 2, 3, 4].map((more) => ({ decided: 50, won: 10 + more })),
    ]) {
      const draws = 4_000;
      const best = counts.map(() => 0);
      for (let draw = 0; draw < draws; draw++) {
        const shares = counts.map(({ decided, won }) => drawShare(luck, won, decided - won));
        best[shares.indexOf(Math.max(...shares))]! += 1 / draws;
      }
      const { variants } = splitResult(counts);
      variants.forEach((variant, at) => expect(variant.best, `variant ${at} of ${JSON.stringify(counts)}`).toBeCloseTo(best[at]!, 1));
      expect(variants.reduce((sum, variant) => sum + variant.best, 0)).toBeCloseTo(1, 9);
    }
  });

  it('agrees with the known answer for two variants, and is even where they are even', () => {
    // P(p1 > p2) for Beta(2,1) against Beta(1,2) is 5/6.
    expect(
      splitResult([
        { decided: 1, won: 1 },
        { decided: 1, won: 0 },
      ]).variants[0]!.best,
    ).toBeCloseTo(5 / 6, 3);
    for (const { best } of splitResult(Array.from({ length: 5 }, () => ({ decided: 100, won: 20 }))).variants)
      expect(best).toBeCloseTo(0.2, 6);
  });

  it('holds with nobody, everybody and a million people', () => {
    expect(
      splitResult([
        { decided: 0, won: 0 },
        { decided: 0, won: 0 },
      ]),
    ).toMatchObject({ isEarly: true, variants: [{ rate: null }, { rate: null }] });
    const clear = splitResult([
      { decided: 1_000_000, won: 501_000 },
      { decided: 1_000_000, won: 499_000 },
    ]);
    expect(clear.leader).toBe(0);
    // 2.83 standard deviations apart.
    expect(clear.confidence).toBeCloseTo(0.9977, 3);
    expect(clear.variants[0]!.low).toBeGreaterThan(0.499);
    expect(
      splitResult([
        { decided: 30, won: 30 },
        { decided: 30, won: 0 },
      ]).confidence,
    ).toBeGreaterThan(0.999_999);
  });

  it('the range of a share holds the true one about 95 times in 100', () => {
    const luck = luckFrom(SEED + 1);
    let held = 0;
    const times = 300;
    for (let time = 0; time < times; time++) {
      const share = 0.02 + luck() * 0.9;
      const { low, high } = splitResult([
        { decided: 80, won: wins(luck, 80, share) },
        { decided: 10, won: 5 },
      ]).variants[0]!;
      if (low <= share && share <= high) held++;
    }
    expect(held / times).toBeGreaterThan(0.91);
    expect(held / times).toBeLessThanOrEqual(0.99);
  });

  it('says nothing while there is too little to say, however far the variants lie apart', () => {
    expect(
      splitResult([
        { decided: 5, won: 5 },
        { decided: 5, won: 0 },
      ]).isEarly,
    ).toBe(true);
    expect(
      splitResult([
        { decided: 200, won: 2 },
        { decided: 200, won: 1 },
      ]).isEarly,
    ).toBe(true);
    expect(
      splitResult([
        { decided: 60, won: 10 },
        { decided: 60, won: 12 },
      ]).isEarly,
    ).toBe(false);
  });
});

describe('choosing a winner', () => {
  it('waits until each variant has enough people, and one is the best with the confidence asked for', () => {
    const asked = { confidence: 0.95, atLeast: 100 };
    expect(
      chosenWinner(
        [
          { decided: 99, won: 5 },
          { decided: 400, won: 80 },
        ],
        asked,
      ),
    ).toBeUndefined();
    expect(
      chosenWinner(
        [
          { decided: 100, won: 10 },
          { decided: 100, won: 12 },
        ],
        asked,
      ),
    ).toBeUndefined();
    expect(
      chosenWinner(
        [
          { decided: 100, won: 5 },
          { decided: 100, won: 20 },
        ],
        asked,
      ),
    ).toMatchObject({ exit: 1 });
  });

  it('of variants that truly differ it nearly always chooses the better; of equal ones it is seldom sure at once', () => {
    const luck = luckFrom(SEED + 2);
    const run = (shares: readonly number[]): number | undefined =>
      chosenWinner(
        shares.map((share) => ({ decided: 600, won: wins(luck, 600, share) })),
        { confidence: 0.95, atLeast: 100 },
      )?.exit;
    const better = Array.from({ length: 60 }, () => run([0.1, 0.17]));
    expect(better.filter((exit) => exit === 1).length).toBeGreaterThan(50);
    expect(better.filter((exit) => exit === 0).length).toBeLessThanOrEqual(1);
    const equal = Array.from({ length: 120 }, () => run([0.15, 0.15])).filter((exit) => exit !== undefined);
    expect(equal.length / 120).toBeLessThan(0.2);
  });
});
