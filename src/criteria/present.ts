import type { Found, FoundTexts } from './search-records.ts';
import { snippetOf } from './rules/snippet.ts';
import type { ListedRecords } from './list-records.ts';
import type { GroupRow } from './queries/groups.ts';
import type { CriteriaContext, FieldShape } from './rules/context.ts';
import { relatedName, relatedValue, viaParent } from './related-columns.ts';
import { criteriaProblems } from './rules/problems.ts';
import type { Value } from '../records/index.ts';

/** A group; its criteria are null for those who may not see a field in them, and `problem` says why they do not work, if they do not. */
export function presentGroup(group: GroupRow, context: CriteriaContext) {
  const problems = criteriaProblems(group.criteria, context);
  const hidden = problems.some(({ code }) => code === 'field_hidden');
  return {
    id: group.id,
    objectId: group.object_id,
    name: group.name,
    criteria: hidden ? null : group.criteria,
    problem: problems[0]?.sentence ?? null,
    columns: group.columns,
    sort: group.sort,
    favourite: group.favourite,
    tracked: group.tracked,
    createdBy: group.created_by,
    createdAt: group.created_at,
    updatedAt: group.updated_at,
    version: group.version,
  };
}

export function presentPage({ records, fields, tags, parents, related, cursor, before, sort }: ListedRecords) {
  return {
    records: records.map((record) => ({
      id: record.id,
      uniqueId: record.unique_id,
      name: record.name,
      ownerId: record.owner_id,
      emailStatus: record.email_status,
      smsStatus: record.sms_status,
      createdAt: record.created_at,
      updatedAt: record.updated_at,
      lastActivityAt: record.last_activity_at,
      tags: tags.get(record.id) ?? [],
      values: Object.fromEntries(
        fields.map((field) => [field.id, shownValue(related, field, record)]).filter(([, value]) => value !== null),
      ) as Record<string, Value>,
      related: Object.fromEntries(related.columns.map(({ name }) => [name, relatedValue(related, name, record)])),
    })),
    parents: parents.map(({ object_id, id, name }) => ({ objectId: object_id, id, name })),
    cursor,
    before,
    sort,
  };
}

/** A field's value; of one that shows a parent's field, what stands there. */
export function shownValue(related: ListedRecords['related'], field: FieldShape, record: ListedRecords['records'][number]): Value {
  return field.type === 'related' ? relatedValue(related, relatedName(viaParent(field)), record) : valueOf(field, record);
}

function valueOf(field: FieldShape, record: ListedRecords['records'][number]): Value {
  const value = field.columnName === null ? record.values[field.id] : record[field.columnName as 'name' | 'email' | 'sms_number'];
  return value === undefined || value === '' ? null : value;
}

export const presentFound = ({ object_id, id, name, email, similar }: Found) => ({
  objectId: object_id,
  id,
  name,
  email,
  similar,
});

export const presentTexts = ({ kinds, words }: { kinds: readonly FoundTexts[]; words: readonly string[] }) =>
  kinds.flatMap(({ kind, texts }) =>
    texts.map(({ id, title, text, record }) => ({ kind, id, title, record: record ?? null, ...snippetOf(text, words) })),
  );
