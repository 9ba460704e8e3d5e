import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { Towards } from './types.ts';

export interface GridPlace {
  row: number;
  column: number;
}

interface GridKeys {
  rowCount: number;
  columnCount: number;
  /** So many rows are in sight: how far PageUp and PageDown go. */
  page: number;
  show: (row: number) => void;
  open: (row: number) => void;
  /** Begins an entry in the cell; false where nothing can be entered. */
  edit: (place: GridPlace, typed?: string) => boolean;
  clear: (place: GridPlace) => void;
  toggle: ((row: number) => void) | undefined;
  extend: ((from: number, to: number) => void) | undefined;
  all: (() => void) | undefined;
  none: (() => void) | undefined;
  undo: (() => void) | undefined;
  hasSelection: boolean;
}

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

  /** After an entry: on to the next cell, as in a spreadsheet. */
  const go = (towards: Towards): void => {
    if (!active) return;
    const { row, column } = active;
    const steps: Record<Towards, [number, number]> = {
      down: [row + 1, column],
      up: [row - 1, column],
      next: column + 1 < grid.columnCount ? [row, column + 1] : [row + 1, 0],
      previous: column > 0 ? [row, column - 1] : [row - 1, grid.columnCount - 1],
      stay: [row, column],
    };
    setFocused(true);
    moveTo(...steps[towards], false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || grid.rowCount === 0) return;
    const { row, column } = active ?? { row: 0, column: 0 };
    const isCommand = event.ctrlKey || event.metaKey;
    const steps: Record<string, [number, number]> = {
      ArrowDown: [row + (active ? 1 : 0), column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + forward(event.currentTarget)],
      ArrowLeft: [row, column - forward(event.currentTarget)],
      PageDown: [row + grid.page, column],
      PageUp: [row - grid.page, column],
      Home: isCommand ? [0, 0] : [row, 0],
      End: isCommand ? [grid.rowCount - 1, column] : [row, grid.columnCount - 1],
    };
    const step = steps[event.key];
    if (step) moveTo(step[0], step[1], event.shiftKey && step[0] !== row);
    else if (event.key === 'Enter') {
      if (isCommand || !grid.edit({ row, column })) grid.open(row);
    } else if (event.key === 'F2') grid.edit({ row, column });
    else if (event.key === ' ') grid.toggle?.(row);
    else if (event.key === 'a' && isCommand && grid.all) grid.all();
    else if (event.key === 'z' && isCommand && grid.undo) grid.undo();
    else if (event.key === 'Escape' && grid.hasSelection) grid.none?.();
    else if (event.key === 'Delete' || event.key === 'Backspace') grid.clear({ row, column });
    else if (event.key.length === 1 && !isCommand && !event.altKey && isFocused && grid.edit({ row, column }, event.key)) setFocused(true);
    else return;
    setFocused(true);
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    active,
    anchor,
    setAnchor,
    isFocused,
    onKeyDown,
    go,
    activate: (place: GridPlace) => {
      setActive(place);
      setAnchor(place.row);
      setFocused(true);
    },
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
