import type { AccountDb } from '../app/db.ts';
import { criteriaContext } from './criteria-context.ts';
import { groupById } from './group-by-id.ts';
import { criteriaOf, parentNames, sortOfGroup, type ListedRecords, type Which } from './list-records.ts';
import { closeEvery, nextOfEvery, openEvery } from './queries/every.ts';
import { compileCriteria } from './rules/compile.ts';
import { isHidden, objectOf } from './rules/context.ts';
import { sortOf } from './rules/sort.ts';

export type EveryRecord = Pick<ListedRecords, 'records' | 'fields' | 'tags' | 'parents'>;

/**
 * Every record of a list through the viewer's eyes, `atOnce` at a time, all as they stood when the first was asked for: one cursor, no page
 * that shifts. Refuses what criteria and sort refuse, before it gives anything.
 */
export async function* readEveryRecord(
  db: AccountDb,
  which: Which,
  asked: { sort?: string | undefined; columns?: readonly number[] | undefined; atOnce: number },
): AsyncGenerator<EveryRecord> {
  const criteria = criteriaOf(which);
  const context = await criteriaContext(db, { ...which, criteria });
  const group = which.group === undefined ? undefined : await groupById(db, which.viewer, which.group);
  const sort = asked.sort ? sortOf(asked.sort, context) : sortOfGroup(group, context);
  const fields = objectOf(context).fields.filter((field) => !isHidden(context, field) && (asked.columns?.includes(field.id) ?? true));
  await openEvery(db, context, compileCriteria(criteria, context), sort);
  for (;;) {
    const records = await nextOfEvery(db, asked.atOnce);
    if (records.length === 0) break;
    yield {
      records,
      fields,
      tags: new Map(records.map(({ id, tags }) => [id, tags])),
      parents: await parentNames(db, context, fields, records),
    };
  }
  await closeEvery(db);
}
