import { describe, expect, it } from 'vitest';
import { nextTryOfSubscription, SUBSCRIPTION_GAPS_MS, TRIED_FOR_MS } from './retry.ts';
import { DEAD_AFTER_MS, DEAD_FAILURES, DEAD_OVER_MS, isDead, standingAfter } from './standing.ts';

const since = new Date('2026-03-02T09:00:00Z');
const later = (ms: number): Date => new Date(since.getTime() + ms);

describe('what a subscription is told', () => {
  it('is tried for three days, the last time at their end, and then given up', () => {
    let now = since;
    const tries = [now];
    for (let attempts = 1; ; attempts++) {
      const next = nextTryOfSubscription({ attempts, since, now, luck: 0.5 });
      if (!next) break;
      expect(next.getTime()).toBeGreaterThan(now.getTime());
      now = next;
      tries.push(now);
    }
    expect(now).toEqual(later(TRIED_FOR_MS));
    expect(tries.length).toBeGreaterThan(SUBSCRIPTION_GAPS_MS.length);
  });

  it('waits up to a fifth longer, as luck has it, and as long as it is asked to', () => {
    const after = (luck: number, asked?: string): number =>
      nextTryOfSubscription({ attempts: 3, since, now: since, luck }, asked)!.getTime() - since.getTime();
    expect([after(0), after(1)]).toEqual([120_000, 144_000]);
    expect(after(0, '3600')).toBe(3_600_000);
    expect(after(0, '999999999')).toBe(86_400_000);
  });
});

describe('a receiver', () => {
  it('is dead when it took nothing for three days, or fifty times in a row over half a day', () => {
    const failing = (failures: number) => ({ failures, failingSince: since });
    expect(isDead(failing(3), later(DEAD_AFTER_MS - 1))).toBe(false);
    expect(isDead(failing(3), later(DEAD_AFTER_MS))).toBe(true);
    expect(isDead(failing(DEAD_FAILURES), later(DEAD_OVER_MS - 1))).toBe(false);
    expect(isDead(failing(DEAD_FAILURES - 1), later(DEAD_OVER_MS))).toBe(false);
    expect(isDead(failing(DEAD_FAILURES), later(DEAD_OVER_MS))).toBe(true);
    expect(isDead({ failures: 0, failingSince: null }, later(DEAD_AFTER_MS * 9))).toBe(false);
  });

  it('has made everything good with one delivery that it takes', () => {
    const failing = standingAfter({ failures: 0, failingSince: null }, { taken: 0, failed: 3, since });
    expect(failing).toEqual({ failures: 3, failingSince: since });
    expect(standingAfter(failing, { taken: 0, failed: 1, since: later(5) })).toEqual({ failures: 4, failingSince: since });
    expect(standingAfter(failing, { taken: 1, failed: 9, since })).toEqual({ failures: 0, failingSince: null });
    expect(standingAfter(failing, { taken: 0, failed: 0, since: null })).toEqual(failing);
  });
});
