import { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import { invalid, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import {
  chosenFields,
  fieldNamed,
  livingTagNames,
  objectShapes,
  presentResource,
  visibleFields,
  type ChosenField,
  type ObjectShape,
  type RecordResource,
  type Value,
} from '../records/index.ts';
import { countRecords, listRecords, type ListedRecords } from './list-records.ts';
import { shownValue } from './present.ts';
import { relatedName, relatedValue, type RelatedColumn } from './related-columns.ts';
import { criteriaSchema, type Criteria } from './rules/language.ts';
import { withFieldIds, type Naming } from './with-field-ids.ts';
import type { ResourcesAsked } from './schema.ts';
import type { Which } from './which.ts';

export interface ResourcePage {
  records: RecordResource[];
  /** Where the next page begins: to be sent as `after`. Null when this is the last. */
  next: string | null;
  /** How many there are in all, where that was asked. */
  count?: number;
  /** The records that parent fields point to, where they were to be included. */
  parents?: { objectId: number; id: number; name: string }[];
}

/** A page of records with chosen fields, through the viewer's eyes. Refuses names that are none, and what `listRecords` refuses. */
export async function listResources(
  db: AccountDb,
  { viewer, objectId, asked }: { viewer: Viewer; objectId: number; asked: Omit<ResourcesAsked, 'criteria'> & { criteria?: unknown } },
): Promise<ResourcePage> {
  const objects = new Map((await objectShapes(db)).map((object) => [object.id, object]));
  const shape = objects.get(objectId);
  if (!shape || viewer.on(objectId).view === 'none') throw notFound('object');
  const naming = { objects, viewer };
  const which: Which = {
    objectId,
    viewer,
    group: asked.group,
    criteria: criteriaNamed(asked.criteria, objectId, naming),
    search: asked.search,
    ids: asked.ids,
  };
  const chosen = columnsNamed(shape, asked.fields, naming);
  const listed = await listRecords(db, which, {
    sort: sortNamed(asked.sort, shape, viewer),
    cursor: asked.after,
    limit: asked.limit,
    columns: chosen.own.map(({ field }) => field.id),
    related: chosen.related.map(({ column }) => column),
  });
  const tagNames = await livingTagNames(db, objectId, [...new Set([...listed.tags.values()].flat())]);
  return {
    records: listed.records.map((record) => {
      const tags = record.tags.flatMap((id) => (tagNames.has(id) ? [{ id, name: tagNames.get(id)! }] : []));
      const shown = presentResource(record as Parameters<typeof presentResource>[0], {
        objectId,
        chosen: chosen.own,
        isNamed: asked.fields !== undefined,
        tags,
        shown: (field) => shownValue(listed.related, field, record),
      });
      return { ...shown, fields: { ...shown.fields, ...relatedOf(chosen.related, listed, record) } };
    }),
    next: listed.cursor,
    ...(asked.count ? { count: await countRecords(db, which) } : {}),
    ...(asked.include?.includes('parents')
      ? { parents: listed.parents.map(({ object_id, id, name }) => ({ objectId: object_id, id, name })) }
      : {}),
  };
}

function criteriaNamed(tree: unknown, objectId: number, naming: Naming): Criteria | undefined {
  if (tree === undefined) return undefined;
  const parsed = criteriaSchema.safeParse(withFieldIds(tree, objectId, naming));
  if (parsed.success) return parsed.data;
  throw new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: ['criteria', ...issue.path] })));
}

interface RelatedNamed {
  name: string;
  column: RelatedColumn;
}

/** The fields that are named; those of the record that a parent field points to behind a dot: `company.name`. */
function columnsNamed(
  shape: ObjectShape,
  names: readonly string[] | undefined,
  { objects, viewer }: Naming,
): { own: ChosenField[]; related: RelatedNamed[] } {
  const visible = visibleFields(viewer, shape);
  const own = names?.filter((name) => !name.includes('.'));
  const related = (names ?? [])
    .filter((name) => name.includes('.'))
    .map((name) => {
      const [pointer = '', behind = ''] = name.split('.');
      const parent = fieldNamed(visible, pointer);
      const there = parent?.type === 'parent' ? objects.get(parent.parentObjectId!) : undefined;
      const field = there && viewer.on(there.id).view !== 'none' ? fieldNamed(visibleFields(viewer, there), behind) : undefined;
      if (!parent || !field) throw invalid('fields', `${shape.plural} have no field “${name.slice(0, 60)}”. Check its name.`);
      return { name, column: { parentField: parent.id, field: field.id } };
    });
  return { own: chosenFields(shape, visible, own), related };
}

const relatedOf = (
  related: readonly RelatedNamed[],
  listed: ListedRecords,
  record: ListedRecords['records'][number],
): Record<string, Value> =>
  Object.fromEntries(related.map(({ name, column }) => [name, relatedValue(listed.related, relatedName(column), record)]));

/** `-amount` as `-field:12`; whatever is no field's name stays as it is. */
function sortNamed(text: string | undefined, shape: ObjectShape, viewer: Viewer): string | undefined {
  if (text === undefined) return undefined;
  const [, minus = '', key = ''] = /^(-?)(.*)$/s.exec(text)!;
  const field = visibleFields(viewer, shape).find((one) => one.key === key);
  return field && field.columnName === null ? `${minus}field:${field.id}` : text;
}
