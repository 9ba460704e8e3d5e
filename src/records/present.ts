import type { RestorableField } from './deleted-fields-of.ts';
import type { ToldOptionChange } from './option-changes-of.ts';
import type { ToldEvent } from './timeline.ts';
import type { TagChangeRow } from './queries/tag-changes.ts';
import type { SeenRecord } from './read-record.ts';
import { visibleFields } from './rules/rights.ts';
import { storedValue } from './rules/stored-value.ts';
import type { ObjectShape, SectionShape, TabShape, Value, ValueContext } from './schema.ts';
import { formatValue } from './schema.ts';
import type { ObjectRights, Viewer } from '../app/kernel/viewer.ts';

/** A record: values in stored form keyed by field id, blank and hidden ones left out. */
export function presentRecord({ record, fields, tags, parents, may }: SeenRecord) {
  return {
    objectId: record.object_id,
    id: record.id,
    uniqueId: record.unique_id,
    name: record.name,
    ownerId: record.owner_id,
    emailStatus: record.email_status,
    smsStatus: record.sms_status,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    lastActivityAt: record.last_activity_at,
    importId: record.import_id,
    version: record.version,
    tags: tags.map(({ id, name, added_at }) => ({ id, name, addedAt: added_at })),
    parents: parents.map(({ object_id, id, name }) => ({ objectId: object_id, id, name })),
    values: Object.fromEntries(
      fields.map((field) => [field.id, storedValue(field, record)]).filter(([, value]) => value !== null),
    ) as Record<string, Value>,
    may,
  };
}

const isVisible = ({ id }: SectionShape, { sections }: ObjectRights): boolean => sections[String(id)] !== 'hidden';

/** A tab whose every section is hidden is hidden too; an empty one is not. */
function isTabVisible({ id }: TabShape, shape: ObjectShape, rights: ObjectRights): boolean {
  const within = shape.sections.filter(({ tabId }) => tabId === id);
  return within.length === 0 || within.some((section) => isVisible(section, rights));
}

/** An object as far as the viewer may know of it, with what they may do with its records. */
export function presentObject(shape: ObjectShape, viewer: Viewer) {
  const rights = viewer.on(shape.id);
  const fields = visibleFields(viewer, shape);
  return {
    ...shape,
    tabs: shape.tabs.filter((tab) => isTabVisible(tab, shape, rights)),
    sections: shape.sections.filter((section) => isVisible(section, rights)),
    fields: fields.map((field) => ({
      ...field,
      isReadOnly: field.isReadOnly || rights.sections[String(field.sectionId)] === 'view',
    })),
    rights: {
      view: rights.view,
      edit: rights.edit,
      delete: rights.delete,
      create: rights.create,
      export: rights.export,
      bulk: rights.bulk,
    },
  };
}

/** An event: who, what, with what before and after, as the account reads values. Field values stand in `changes` alone. */
export function presentEvent({ event, actorName, subjectName, changes, hands }: ToldEvent, context: Partial<ValueContext>) {
  const { values: _values, changes: _changes, was: _was, ...personal } = event.personal ?? {};
  return {
    id: event.id,
    kind: event.kind,
    at: event.at,
    recordedAt: event.recorded_at,
    actor: { type: event.actor_type, id: event.actor_id, name: actorName },
    record: event.record_id === null ? null : { objectId: event.object_id!, id: event.record_id },
    subject: event.subject_type === null ? null : { type: event.subject_type, id: event.subject_id, name: subjectName },
    causeId: event.cause_id,
    data: event.data,
    personal,
    hands,
    changes: changes.map(({ field, before, after, beforeName, afterName }) => ({
      fieldId: field.id,
      label: field.label,
      before: beforeName ?? formatValue(field, before, context),
      after: afterName ?? formatValue(field, after, context),
    })),
  };
}

export const presentDeletedField = ({ field, goneAt }: RestorableField) => ({
  id: field.id,
  label: field.label,
  type: field.type,
  deletedAt: field.deleted_at,
  deletedBy: field.deleted_by,
  goneAt,
});

export const presentOptionChange = ({ change, fieldLabel, option, into }: ToldOptionChange) => ({
  id: change.id,
  fieldId: change.field_id,
  fieldLabel,
  option,
  into,
  status: change.status,
  total: change.total,
  changed: change.changed,
  createdAt: change.created_at,
  finishedAt: change.finished_at,
});

export const presentTagChange = (change: TagChangeRow & { tag: string; into: string | null }) => ({
  id: change.id,
  tag: change.tag,
  into: change.into,
  status: change.status,
  total: change.total,
  changed: change.changed,
  createdAt: change.created_at,
  finishedAt: change.finished_at,
});
