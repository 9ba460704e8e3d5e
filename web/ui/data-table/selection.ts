import type { RowId, Selection } from './types.ts';

export const nothing: Selection = { isAll: false, ids: new Set() };
export const everything: Selection = { isAll: true, except: new Set() };

export function isSelected(selection: Selection, id: RowId): boolean {
  return selection.isAll ? !selection.except.has(id) : selection.ids.has(id);
}

/** The selection with these rows in it, or out of it. */
export function withRows(selection: Selection, ids: readonly RowId[], selected: boolean): Selection {
  const listed = new Set(selection.isAll ? selection.except : selection.ids);
  for (const id of ids) {
    if (selected === selection.isAll) listed.delete(id);
    else listed.add(id);
  }
  return selection.isAll ? { isAll: true, except: listed } : { isAll: false, ids: listed };
}

export function howMuch(selection: Selection): 'none' | 'some' | 'all' {
  if (selection.isAll) return selection.except.size > 0 ? 'some' : 'all';
  return selection.ids.size > 0 ? 'some' : 'none';
}

/** How many are chosen of `total`; null when all are and nobody knows how many that is. */
export function countSelected(selection: Selection, total: number | null): number | null {
  if (!selection.isAll) return selection.ids.size;
  return total === null ? null : Math.max(0, total - selection.except.size);
}

export function isEmpty(selection: Selection, total: number | null): boolean {
  return countSelected(selection, total) === 0;
}
