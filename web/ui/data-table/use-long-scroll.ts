import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** No browser draws an element much higher than this; a longer list is shown through it, its scrollbar standing for the whole. */
export const TALLEST = 6_000_000;
/** Rows are drawn anew each time so many have gone by, with as many in reserve. */
const STRIDE = 6;
const RESERVE = 10;
const RESTING_MS = 110;

interface LongScroll {
  count: number;
  rowHeight: number;
  /** What of the height is taken by head and foot, which stay in sight. */
  fixed: number;
  /** Told where the reader rests. */
  onRest: (first: number) => void;
}

export interface Window {
  first: number;
  last: number;
}

/**
 * Which rows of a list of any length are in sight. Turned by wheel, finger or key, rows move as they would in a page of that height; dragged by
 * the thumb, the scrollbar goes by shares of the whole.
 */
export function useLongScroll({ count, rowHeight, fixed, onRest }: LongScroll) {
  const scroll = useRef<HTMLDivElement>(null);
  const [stride, setStride] = useState(0);
  const [height, setHeight] = useState(800);
  const [shift, setShift] = useState(0);
  const [isFar, setFar] = useState(false);
  const [isResting, setResting] = useState(true);
  const state = useRef({ top: 0, shift: 0, timer: 0, ours: false });
  const full = count * rowHeight;
  const drawn = Math.min(full, TALLEST);
  const view = Math.max(rowHeight, height - fixed);
  const latest = useRef({ full, drawn, view, rowHeight, onRest });
  latest.current = { full, drawn, view, rowHeight, onRest };

  const place = useCallback((virtual: number): void => {
    const { rowHeight: row } = latest.current;
    setStride(Math.floor(virtual / row / STRIDE));
  }, []);

  /** Puts the scrollbar where the share of the whole says, without a row moving. */
  const settle = useCallback((): void => {
    const now = state.current;
    const { full: whole, drawn: shown, view: seen, rowHeight: row } = latest.current;
    const element = scroll.current;
    const virtual = Math.max(0, Math.min(now.top + now.shift, whole - seen));
    if (element && whole > shown) {
      const top = Math.round((virtual / Math.max(1, whole - seen)) * (shown - seen));
      if (Math.abs(top - now.top) > 1) {
        now.shift = virtual - top;
        now.top = top;
        now.ours = true;
        flushSync(() => setShift(now.shift));
        element.scrollTop = top;
      }
    }
    setFar(false);
    setResting(true);
    latest.current.onRest(Math.floor(virtual / row));
  }, []);

  const onScroll = useCallback((): void => {
    const element = scroll.current;
    if (!element) return;
    const now = state.current;
    const { full: whole, drawn: shown, view: seen } = latest.current;
    const moved = element.scrollTop - now.top;
    now.top = element.scrollTop;
    if (now.ours) {
      now.ours = false;
      return;
    }
    if (moved === 0) return;
    const isJump = Math.abs(moved) > 3 * seen;
    if (whole <= shown) now.shift = 0;
    else if (isJump) now.shift = (now.top / Math.max(1, shown - seen)) * (whole - seen) - now.top;
    else now.shift = Math.max(-now.top, Math.min(now.shift, whole - seen - now.top));
    setShift(now.shift);
    setFar((before) => before || isJump);
    setResting(false);
    place(now.top + now.shift);
    window.clearTimeout(now.timer);
    now.timer = window.setTimeout(settle, RESTING_MS);
    const isAtEdge = !isJump && whole > shown && (now.top < 2 || now.top > shown - seen - 2);
    if (isAtEdge) settle();
  }, [place, settle]);

  const goTo = useCallback(
    (virtual: number): void => {
      const element = scroll.current;
      if (!element) return;
      const { full: whole, drawn: shown, view: seen } = latest.current;
      const wanted = Math.max(0, Math.min(virtual, whole - seen));
      const top = whole > shown ? Math.round((wanted / Math.max(1, whole - seen)) * (shown - seen)) : wanted;
      const now = state.current;
      now.shift = wanted - top;
      now.ours = Math.abs(element.scrollTop - top) >= 1;
      now.top = top;
      flushSync(() => {
        setShift(now.shift);
        place(wanted);
      });
      element.scrollTop = top;
      window.clearTimeout(now.timer);
      now.timer = window.setTimeout(settle, RESTING_MS);
    },
    [place, settle],
  );

  /** Brings a row into sight, moving as little as possible. */
  const show = useCallback(
    (index: number): void => {
      const { rowHeight: row, view: seen } = latest.current;
      const virtual = state.current.top + state.current.shift;
      const top = index * row;
      if (top < virtual) goTo(top);
      else if (top + row > virtual + seen) goTo(top + row - seen);
    },
    [goTo],
  );

  // Measured when the element comes and when its size changes: asking in every render would make the browser lay the page out each time.
  const attach = useCallback((element: HTMLDivElement): (() => void) => {
    scroll.current = element;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => {
      scroll.current = null;
      observer.disconnect();
    };
  }, []);
  // Turned from table to phone, the same row stays at the top.
  const heightBefore = useRef(rowHeight);
  useEffect(() => {
    if (heightBefore.current === rowHeight) return;
    const first = (state.current.top + state.current.shift) / heightBefore.current;
    heightBefore.current = rowHeight;
    goTo(first * rowHeight);
  }, [rowHeight, goTo]);
  useEffect(() => () => window.clearTimeout(state.current.timer), []);

  const first = Math.max(0, Math.min(stride * STRIDE, count - 1));
  const inSight = Math.ceil(view / rowHeight);
  return {
    scroll,
    attach,
    onScroll,
    show,
    goTo: (index: number) => goTo(index * latest.current.rowHeight),
    shift,
    drawn,
    isFar,
    isResting,
    inSight,
    sight: { first, last: Math.min(count - 1, first + inSight + STRIDE) } as Window,
    window: { first: Math.max(0, first - RESERVE), last: Math.min(count - 1, first + inSight + STRIDE + RESERVE) } as Window,
    /** The share of the whole at the top of what is in sight. */
    share: full > view ? Math.min(1, (first * rowHeight) / (full - view)) : 0,
  };
}
