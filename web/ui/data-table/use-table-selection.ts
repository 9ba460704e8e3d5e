import { useEffect, useState } from 'react';
import { showProblem } from '../notice.ts';
import { everything, isEmpty, nothing, withRows } from './selection.ts';
import type { RowId, Selection } from './types.ts';
import type { Rows } from './use-rows.ts';

interface TableSelection<Row> {
  list: Rows<Row>;
  /** What was chosen belongs to the list it was chosen in, whatever its order. */
  listKey: string;
  rowId: (row: Row) => RowId;
  /** Names every row from one to another, where not all of them are held. */
  loadRange?: ((from: RowId, to: RowId) => Promise<readonly RowId[]>) | undefined;
}

/** What is chosen in a table, whether the rows are in sight, held, or neither. */
export function useTableSelection<Row>({ list, listKey, rowId, loadRange }: TableSelection<Row>) {
  const [selection, setSelection] = useState<Selection>(nothing);
  /** The row a range begins at, by its id: it may no longer be held when the range ends. */
  const [origin, setOrigin] = useState<{ index: number; id: RowId } | null>(null);
  useEffect(() => {
    setSelection(nothing);
    setOrigin(null);
  }, [listKey]);

  const at = (index: number): Row | undefined => list.rows[index - list.start];

  const begin = (index: number): void => {
    const row = at(index);
    if (row) setOrigin({ index, id: rowId(row) });
  };

  const choose = (index: number, selected: boolean): void => {
    const row = at(index);
    if (!row) return;
    setSelection((before) => withRows(before, [rowId(row)], selected));
    begin(index);
  };

  /** Everything from where the range began to here. */
  const extend = async (to: number, selected = true): Promise<void> => {
    const row = at(to);
    if (!row) return;
    const from = origin ?? { index: to, id: rowId(row) };
    const [first, last] = from.index <= to ? [from, { index: to, id: rowId(row) }] : [{ index: to, id: rowId(row) }, from];
    const held = list.rows.slice(Math.max(0, first.index - list.start), last.index - list.start + 1);
    const isHeld = first.index >= list.start && held.length === last.index - first.index + 1;
    try {
      const ids = isHeld || !loadRange ? held.map(rowId) : await loadRange(first.id, last.id);
      setSelection((before) => withRows(before, ids, selected));
    } catch (error) {
      showProblem(error as Error);
    }
  };

  return {
    selection,
    choose,
    begin,
    extend: (to: number, selected?: boolean) => void extend(to, selected),
    all: () => setSelection(everything),
    none: () => setSelection(nothing),
    hasSelection: !isEmpty(selection, list.total),
  };
}
