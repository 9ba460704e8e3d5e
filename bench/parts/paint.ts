import type { CDPSession, Page } from '@playwright/test';

/** How many times slower the browser's processor is made: an everyday laptop, or a phone that is not new. */
const SLOWED = 4;

/** From now on the page runs on a processor slowed four times, and notes how long each of its reactions took to be painted. */
export async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return session;
}

/** What has not been painted by then never will be. */
const PATIENCE_MS = 15_000;

/** Runs in the page: waits for the first input event after `since`, then for `wanted` to hold, then for the paint. */
const NOTE = `(wanted, since) => new Promise((resolve, reject) => {
  let start = 0;
  setTimeout(() => reject(new Error('Nothing came of it in ' + ${PATIENCE_MS} + ' ms; the input ' + (start > 0 ? 'arrived' : 'never arrived') + (wanted ? ', but not: ' + wanted : ''))), ${PATIENCE_MS});
  const begin = (event) => { if (start === 0 && event.timeStamp >= since) start = event.timeStamp; };
  for (const kind of ['keydown', 'pointerdown', 'wheel', 'scroll']) addEventListener(kind, begin, { capture: true, passive: true });
  const holds = wanted ? new Function('return ' + wanted) : () => true;
  const look = () => {
    if (start > 0 && holds()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/**
 * Milliseconds from before `act` until what it brought about is painted: until `seen` holds in the page, if given, and two frames more.
 * Measured in the page, so that talking to the browser does not count.
 */
export async function untilPainted(page: Page, act: () => Promise<unknown>, seen?: string): Promise<number> {
  const began = await page.evaluate(() => performance.now());
  // It listens before anything is done, and its answer is fetched after: an input may overtake a question asked at the same time.
  await page.evaluate(`void (window.painted = (${NOTE})(${JSON.stringify(seen ?? null)}, ${began}))`);
  await act();
  return page.evaluate<number>('window.painted');
}

/** The time that three of four do not exceed. */
export const p75 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.75) - 1] ?? 0;
