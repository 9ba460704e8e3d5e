import { type FocusEvent, type KeyboardEvent, useState } from 'react';

export interface GridPlace {
  row: number;
  column: number;
}

interface GridKeys {
  rowCount: number;
  columnCount: number;
  show: (row: number) => void;
  open: (row: number) => void;
  edit: (place: GridPlace) => void;
  toggle: ((row: number) => void) | undefined;
  extend: ((from: number, to: number) => void) | undefined;
  all: (() => void) | undefined;
  none: (() => void) | undefined;
  hasSelection: boolean;
}

const PAGE = 20;

/** The keyboard of a grid: the grid keeps the focus and points at its active cell, so that rows may come and go while it scrolls. */
export function useGridKeys(grid: GridKeys) {
  const [active, setActive] = useState<GridPlace | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [isFocused, setFocused] = useState(false);

  const moveTo = (row: number, column: number, extending: boolean): void => {
    const place = { row: clamp(row, grid.rowCount), column: clamp(column, grid.columnCount) };
    setActive(place);
    grid.show(place.row);
    if (extending) grid.extend?.(anchor ?? active?.row ?? place.row, place.row);
    else setAnchor(place.row);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || grid.rowCount === 0) return;
    const { row, column } = active ?? { row: 0, column: 0 };
    const steps: Record<string, [number, number]> = {
      ArrowDown: [row + (active ? 1 : 0), column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + forward(event.currentTarget)],
      ArrowLeft: [row, column - forward(event.currentTarget)],
      PageDown: [row + PAGE, column],
      PageUp: [row - PAGE, column],
      Home: event.ctrlKey ? [0, 0] : [row, 0],
      End: event.ctrlKey ? [grid.rowCount - 1, column] : [row, grid.columnCount - 1],
    };
    const step = steps[event.key];
    if (step) moveTo(step[0], step[1], event.shiftKey && step[0] !== row);
    else if (event.key === 'Enter') grid.open(row);
    else if (event.key === 'F2') grid.edit({ row, column });
    else if (event.key === ' ') grid.toggle?.(row);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && grid.all) grid.all();
    else if (event.key === 'Escape' && grid.hasSelection) grid.none?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    active,
    anchor,
    setAnchor,
    isFocused,
    onKeyDown,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return;
      setFocused(event.currentTarget.matches(':focus-visible'));
      setActive((before) => before ?? { row: 0, column: 0 });
    },
    onBlur: () => setFocused(false),
  };
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** Which way a column lies for the arrow to the right. */
const forward = (element: HTMLElement): number => (getComputedStyle(element).direction === 'rtl' ? -1 : 1);
