import { z } from 'zod';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { fieldOf, isHidden, type CriteriaContext } from './context.ts';
import { resultTypeOf } from './foot.ts';

/** By what a list is sorted: a column of records, or the copied values of a field. */
export interface Sort {
  /** As it was asked for: `name`, `-updated`, `field:12`. */
  text: string;
  descending: boolean;
  by: ColumnSort | { field: number; column: string; type: SortType };
}

interface ColumnSort {
  column: string;
  type: SortType;
  hasBlanks: boolean;
  /** The column with the day of the time sorted by, where that is what the index holds. */
  day?: string;
}

type SortType = 'text' | 'bigint' | 'float8' | 'timestamptz';

const COLUMNS: Readonly<Record<string, ColumnSort>> = {
  id: { column: 'id', type: 'bigint', hasBlanks: false },
  name: { column: 'name_key', type: 'text', hasBlanks: false },
  email: { column: 'email', type: 'text', hasBlanks: true },
  sms_number: { column: 'sms_number', type: 'text', hasBlanks: true },
  owner: { column: 'owner_id', type: 'bigint', hasBlanks: true },
  created: { column: 'created_at', type: 'timestamptz', hasBlanks: false },
  updated: { column: 'updated_at', type: 'timestamptz', hasBlanks: false, day: 'updated_on' },
  last_activity: { column: 'last_activity_at', type: 'timestamptz', hasBlanks: true, day: 'last_activity_on' },
};
export const SORTS = Object.keys(COLUMNS);

const COPIED: Readonly<Record<string, { column: string; type: SortType }>> = {
  number: { column: 'number_value', type: 'float8' },
  price: { column: 'number_value', type: 'float8' },
  dropdown: { column: 'number_value', type: 'float8' },
  user: { column: 'number_value', type: 'float8' },
  check: { column: 'number_value', type: 'float8' },
  date: { column: 'time_value', type: 'timestamptz' },
  datetime: { column: 'time_value', type: 'timestamptz' },
};

/** Their copies, where there are any, are for criteria: no order of theirs would mean anything to a person. */
const UNORDERED = new Set(['parent', 'user', 'list', 'relation', 'related', 'address', 'image', 'file']);

/**
 * Reads `name`, `-updated` or `field:12` (a minus sign sorts downwards). Blank values stand last either way. Refuses a column that does not exist,
 * and a field that is hidden from the viewer or not marked sortable.
 */
export function sortOf(text: string, context: CriteriaContext): Sort {
  const descending = text.startsWith('-');
  const key = descending ? text.slice(1) : text;
  const column = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : undefined;
  if (column) return { text, descending, by: column };
  const id = /^field:(\d{1,9})$/.exec(key)?.[1];
  if (id === undefined)
    throw invalid('sort', `There is no column “${key.slice(0, 40)}” to sort by. Choose one of ${SORTS.join(', ')}, or field:ID.`);
  return { text, descending, by: fieldSort(Number(id), context) };
}

function fieldSort(id: number, context: CriteriaContext): Sort['by'] {
  const field = fieldOf(context, id);
  if (!field) throw invalid('sort', `There is no field ${id} to sort by. It may have been deleted; choose another.`);
  if (isHidden(context, field))
    throw new Problem('field_hidden', 'Your role cannot see the field to sort by. Choose another.', { status: 403 });
  if (field.columnName !== null) return COLUMNS[field.columnName]!;
  if (!field.sortable || UNORDERED.has(field.type))
    throw invalid('sort', `“${field.label}” is not sortable. Mark it sortable in its settings, or sort by another column.`, 'not_sortable');
  if (field.sortableSince === null)
    throw invalid('sort', `“${field.label}” is still being made sortable. Try again in a moment.`, 'not_sortable');
  return { field: id, ...(COPIED[resultTypeOf(field)] ?? { column: 'text_value', type: 'text' as const }) };
}

const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.null()]), z.int().positive()]);

/** The last row of a page: where the next begins. `value` is null among the blank ones. */
export interface Cursor {
  value: string | null;
  id: number;
}

export const cursorText = (sort: Sort, { value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([sort.text, value, id])).toString('base64url');

/** Reads what `cursorText` wrote. Refuses anything else, and the cursor of a list sorted otherwise, with `cursor_wrong`. */
export function cursorOf(text: string, sort: Sort): Cursor {
  try {
    const [sorted, value, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (sorted === sort.text && (value === null || READABLE[sort.by.type].test(value)) && !value?.includes('\0')) return { value, id };
  } catch {
    // Told below, like every other cursor that is not ours.
  }
  throw invalid('cursor', 'This page’s cursor does not fit the list. Begin again with the first page.', 'cursor_wrong');
}

const READABLE: Readonly<Record<SortType, RegExp>> = {
  text: /^[^]*$/,
  bigint: /^-?\d{1,18}$/,
  float8: /^-?(\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,3})?|Infinity)$/i,
  timestamptz: /^\d{4,5}-(0[1-9]|1[0-2])-([0-2]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/,
};
