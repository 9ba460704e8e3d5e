/** Time is an input: whatever depends on it is handed a Clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock for tests that stands still until it is moved. */
export function movableClock(start: Date | string): Clock & { moveTo(time: Date | string): void; moveBy(ms: number): void } {
  let current = new Date(start);
  return {
    now: () => new Date(current),
    moveTo(time) {
      current = new Date(time);
    },
    moveBy(ms) {
      current = new Date(current.getTime() + ms);
    },
  };
}
