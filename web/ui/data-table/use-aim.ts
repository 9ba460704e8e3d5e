import { type PointerEvent, useEffect, useRef } from 'react';

/** Whoever rests on a row for so long may be about to open it; whoever moves across the list is not. */
const RESTED_MS = 70;

/** Tells which row a pointer rests on or presses: one pair of listeners for all rows. */
export function useAim(onAim: (index: number) => void) {
  const latest = useRef(onAim);
  latest.current = onAim;
  const timer = useRef(0);
  const aimed = useRef(-1);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    over: (event: PointerEvent): void => {
      const index = rowOf(event.target);
      if (index === aimed.current) return;
      aimed.current = index;
      window.clearTimeout(timer.current);
      if (index >= 0) timer.current = window.setTimeout(() => latest.current(index), RESTED_MS);
    },
    down: (event: PointerEvent): void => {
      window.clearTimeout(timer.current);
      const index = rowOf(event.target);
      if (index >= 0) latest.current(index);
    },
  };
}

/** The row an event came from, by the number it bears, which counts the head and begins with one; -1 where it came from none. */
function rowOf(target: EventTarget): number {
  const number = (target as Element).closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
  return number ? Number(number) - 2 : -1;
}
