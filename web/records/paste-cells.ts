import type { FieldShape, Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { showProblem } from '../ui/notice.ts';
import type { ListedRecord } from './list-data.ts';
import type { Edits } from './use-edits.ts';

/** Together with what is refused, so many cells are written one record after the other; a file is the way for more. */
const MOST_ROWS = 200;

interface Pasted {
  row: ListedRecord;
  field: FieldShape | undefined;
  text: string;
}

/**
 * Writes a block from a spreadsheet into cells, as one step to take back. Options are found by their names; everything else the server reads
 * as it reads an entry, and says in its cell what it refuses.
 */
export function pasteCells({ edits, cells }: { edits: Edits; cells: readonly Pasted[] }): void {
  const rows = new Set(cells.map(({ row }) => row.id));
  if (rows.size > MOST_ROWS) return showProblem(new Error(t('lists.paste.many', { count: rows.size, most: MOST_ROWS })));
  const written = cells.flatMap(({ row, field, text }) => (field ? [{ row, fieldId: field.id, value: valueOf(field, text.trim()) }] : []));
  edits.save(written);
}

/** A pasted text as near to its stored form as the browser knows; the server reads the rest. */
function valueOf(field: FieldShape, text: string): Value {
  if (text === '') return null;
  const option = (label: string): number | undefined =>
    field.options.find((one) => one.label.toLocaleLowerCase() === label.trim().toLocaleLowerCase())?.id;
  if (field.type === 'dropdown') return option(text) ?? text;
  if (field.type === 'list') {
    const ids = text.split(/[;,]/).map(option);
    return ids.every((id) => id !== undefined) ? ids : text;
  }
  return text;
}
