import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShapes, visibleFields } from '../records/index.ts';
import { criteriaContext } from './criteria-context.ts';
import { limitTime } from './queries/limit-time.ts';
import { foundRecords, type FoundRecord } from './queries/search.ts';
import { prefixesOf, searchable } from './rules/viewer.ts';
import { wordsOf } from './rules/language.ts';

/** Records of every object the viewer may see whose words begin with those given; the best first. No words, no records. */
export async function searchRecords(db: AccountDb, viewer: Viewer, asked: { text: string; limit: number }): Promise<FoundRecord[]> {
  const visible = (await objectShapes(db)).filter(({ id }) => viewer.on(id).view !== 'none');
  const [first] = visible;
  if (!first || wordsOf(asked.text).length === 0) return [];
  const context = await criteriaContext(db, { objectId: first.id, viewer });
  await limitTime(db);
  const found = await foundRecords(db, {
    ...asked,
    prefixes: prefixesOf(asked.text),
    visible: visible.map(({ id }) => searchable({ ...context, objectId: id }, asked.text)),
  });
  const addressed = new Set(
    visible.filter((shape) => visibleFields(viewer, shape).some(({ columnName }) => columnName === 'email')).map(({ id }) => id),
  );
  return found.map((record) => (addressed.has(record.object_id) ? record : { ...record, email: null }));
}
