import type { AccountDb } from '../app/db.ts';
import type { ListedRecords } from './list-records.ts';
import { orderedList } from './ordered-list.ts';
import { closeEvery, nextOfEvery, openEvery } from './queries/every.ts';
import { parentNames, relatedColumns, relatedOf, type RelatedColumn } from './related-columns.ts';
import { isHidden, objectOf } from './rules/context.ts';
import type { Which } from './which.ts';

export type EveryRecord = Pick<ListedRecords, 'records' | 'fields' | 'tags' | 'parents' | 'related'>;

/**
 * Every record of a list through the viewer's eyes, `atOnce` at a time, all as they stood when the first was asked for: one cursor, no page
 * that shifts. Refuses what criteria and sort refuse, before it gives anything.
 */
export async function* readEveryRecord(
  db: AccountDb,
  which: Which,
  asked: {
    sort?: string | undefined;
    columns?: readonly number[] | undefined;
    related?: readonly RelatedColumn[] | undefined;
    atOnce: number;
  },
): AsyncGenerator<EveryRecord> {
  const { context, criteria, sort } = await orderedList(db, which, asked.sort);
  const fields = objectOf(context).fields.filter((field) => !isHidden(context, field) && (asked.columns?.includes(field.id) ?? true));
  await openEvery(db, context, criteria, sort);
  for (;;) {
    const records = await nextOfEvery(db, asked.atOnce);
    if (records.length === 0) break;
    const related = await relatedColumns(db, context, relatedOf(fields, asked.related), records);
    yield {
      records,
      fields,
      tags: new Map(records.map(({ id, tags }) => [id, tags])),
      parents: [...(await parentNames(db, context, fields, records)), ...related.parents],
      related,
    };
  }
  await closeEvery(db);
}
