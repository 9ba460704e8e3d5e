import type { AccountDb } from '../app/db.ts';
import { compileWhich, orderedList } from './ordered-list.ts';
import { limitTime } from './queries/limit-time.ts';
import type { OrderedList } from './queries/order.ts';
import { guessMatching, placeAfter } from './queries/places.ts';
import { countMatching, pageOfMatching, type RecordRow } from './queries/reading.ts';
import { parentNames, relatedColumns, relatedOf, type ParentName, type RelatedColumn, type RelatedColumns } from './related-columns.ts';
import { isHidden, objectOf, type FieldShape } from './rules/context.ts';
import { cursorOf, cursorText, type Cursor } from './rules/sort.ts';
import type { Which } from './which.ts';

export interface ListedRecords {
  records: RecordRow[];
  /** The fields whose values the viewer may see, of those asked for. */
  fields: FieldShape[];
  tags: ReadonlyMap<number, number[]>;
  /** The names of the records that parent fields point to, where the viewer may see them. */
  parents: ParentName[];
  /** The values of columns from related records. */
  related: RelatedColumns;
  /** Where the next page begins; null when this is the last. */
  cursor: string | null;
  /** What stands before this page ends here; null when this is the first. */
  before: string | null;
  sort: string;
}

export interface AskedPage {
  sort?: string | undefined;
  cursor?: string | undefined;
  /** So many records after the cursor are passed over. */
  skip?: number | undefined;
  /** Instead of a cursor: the records before this place, the nearest last. */
  before?: string | undefined;
  limit: number;
  columns?: readonly number[] | undefined;
  related?: readonly RelatedColumn[] | undefined;
}

/** A page of records through the viewer's eyes. Refuses what criteria, sort and cursor refuse; see there. */
export async function listRecords(db: AccountDb, which: Which, asked: AskedPage): Promise<ListedRecords> {
  const list = await orderedList(db, which, asked.sort);
  const { context, criteria, sort } = list;
  if (!criteria.leakproof) await limitTime(db);
  const page = await placeOfPage(db, list, asked);
  const found = await pageOfMatching(db, context, criteria, { ...page, sort, limit: asked.limit });
  const hasMore = found.length > asked.limit;
  const records = page.before ? found.slice(hasMore ? 1 : 0) : found.slice(0, asked.limit);
  const fields = objectOf(context).fields.filter((field) => !isHidden(context, field) && (asked.columns?.includes(field.id) ?? true));
  const related = await relatedColumns(db, context, relatedOf(fields, asked.related), records);
  const ends = (record: RecordRow | undefined): string | null =>
    record ? cursorText(sort, { value: record.sort_value, id: record.id }) : null;
  return {
    records,
    fields,
    tags: new Map(records.map(({ id, tags }) => [id, tags])),
    parents: [...(await parentNames(db, context, fields, records)), ...related.parents],
    related,
    cursor: hasMore || page.before ? ends(records.at(-1)) : null,
    before: (page.before ? hasMore : page.after !== undefined) ? ends(records[0]) : null,
    sort: sort.text,
  };
}

async function placeOfPage(db: AccountDb, list: OrderedList, asked: AskedPage): Promise<{ after?: Cursor; before?: Cursor }> {
  if (asked.before !== undefined) return { before: cursorOf(asked.before, list.sort) };
  const from = asked.cursor === undefined ? undefined : cursorOf(asked.cursor, list.sort);
  const after = asked.skip ? await placeAfter(db, list, from, asked.skip) : from;
  return after ? { after } : {};
}

/** How many records there are, through the viewer's eyes. */
export async function countRecords(db: AccountDb, which: Which): Promise<number> {
  const { criteria } = await compileWhich(db, which);
  await limitTime(db);
  return countMatching(db, criteria);
}

/** About how many records there are, at once and through the viewer's eyes. */
export async function guessRecords(db: AccountDb, which: Which): Promise<number> {
  const { criteria } = await compileWhich(db, which);
  return guessMatching(db, criteria);
}
