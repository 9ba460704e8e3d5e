export { changeFieldOfRecords, type FieldChangeOfSet } from './change-field-of-records.ts';
export { changeOwnerOfRecords, type OwnerChange } from './change-owner-of-records.ts';
export { createRecord, type NewRecord } from './create-record.ts';
export { createTasks } from './create-tasks.ts';
export { ensureTag } from './ensure-tag.ts';
export {
  noteAdded,
  ownerChanged,
  recordCreated,
  recordDeleted,
  recordRestored,
  recordUpdated,
  tagAdded,
  tagRemoved,
  taskCancelled,
  taskCompleted,
  taskCreated,
} from './events.ts';
export { fieldOfShape, objectShape, objectShapes } from './object-shapes.ts';
export { recordById, recordsByIds, setPermissionStatus, touchActivity, type RecordRow } from './queries/records.ts';
export { uniqueHolders } from './queries/unique-values.ts';
export { uniqueForm } from './queries/write-records.ts';
export { rejectionSentence } from './refuse-rejected.ts';
export { parseChanges, type Asked, type Changes } from './rules/parse-changes.ts';
export { parseEmail, parseValue, type ParseContext, type Parsed, type ParsedField } from './rules/parse-value.ts';
export { updateRecord, type RecordChange } from './update-record.ts';
export { writeRecords, type Writes, type Written } from './write-records.ts';
export {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  PERMISSION_STATUS,
  type FieldShape,
  type FieldType,
  type ObjectShape,
  type Value,
} from './schema.ts';
export { formatValue, minorDigits, type ValueContext } from './rules/format-value.ts';
export { tagRecords } from './tag-records.ts';
export { untagRecords } from './untag-records.ts';
export { tagsOfObject, type TagSet } from './queries/tags.ts';
