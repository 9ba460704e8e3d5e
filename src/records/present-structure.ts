import type { RestorableField } from './deleted-fields-of.ts';
import type { ToldOptionChange } from './option-changes-of.ts';

export const presentDeletedField = ({ field, goneAt }: RestorableField): Record<string, unknown> => ({
  id: field.id,
  label: field.label,
  type: field.type,
  deletedAt: field.deleted_at,
  deletedBy: field.deleted_by,
  goneAt,
});

export const presentOptionChange = ({ change, fieldLabel, option, into }: ToldOptionChange): Record<string, unknown> => ({
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
