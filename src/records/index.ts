export { actionsUseField } from './actions-use-field.ts';
export { addNote } from './add-note.ts';
export { cancelTask } from './cancel-task.ts';
export { cancelTasks } from './cancel-tasks.ts';
export { changeNote } from './change-note.ts';
export { changeTask } from './change-task.ts';
export { deleteNote } from './delete-note.ts';
export { noteFor } from './note-for.ts';
export { reopenTask } from './tasks/reopen-task.ts';
export { countNotes, countTagged, countTasks, pageOfNotes, pageOfTagged, pageOfTasks } from './queries/pages-of-tables.ts';
export { BIN_DAYS } from './empty-bin.ts';
export { changeFieldOfRecords, type FieldChangeOfSet } from './change-field-of-records.ts';
export { changeOwnerOfRecords, type OwnerChange } from './change-owner-of-records.ts';
export { changeRecords, type ChangeOfOne } from './change-records.ts';
export { binnedIds } from './queries/bin-list.ts';
export { livingRows, lockedOwners, nextStretch } from './queries/living.ts';
export { lockedStanding, namedRecords, standingTags, type StandingRecord } from './queries/standing.ts';
export { pendingTasks } from './queries/task-sets.ts';
export { completeTask } from './complete-task.ts';
export { createField, type NewField } from './create-field.ts';
export { createObject, type NewObject } from './create-object.ts';
export { createRecord, type NewRecord } from './create-record.ts';
export { createSection } from './create-section.ts';
export { describeSection } from './describe-section.ts';
export { deleteSection } from './delete-section.ts';
export { createTag } from './create-tag.ts';
export { createTaskTemplate } from './tasks/create-task-template.ts';
export { deleteTaskTemplate } from './tasks/delete-task-template.ts';
export { taskTemplates } from './queries/task-templates.ts';
export { createTasks } from './create-tasks.ts';
export { deleteField } from './delete-field.ts';
export { deleteRecords } from './delete-records.ts';
export { deleteTag } from './delete-tag.ts';
export { keepInitial } from './keep-initial.ts';
export { discardRecord } from './discard-record.ts';
export { editRecord } from './edit-record.ts';
export { ensureTag } from './ensure-tag.ts';
export { enterRecord } from './enter-record.ts';
export { fillTexts, readTexts } from './fill-texts.ts';
export { eraseRecords } from './erase-records.ts';
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
export { comparableAfter, comparableByIds, countLiving, type ComparableRecord } from './queries/comparable.ts';
export { recordsDated, type DatedRecord, type Stretch } from './queries/dated.ts';
export { deleteMergedRecord, insertMergedRecord, lendFiles, mergedInto, survivorOf } from './queries/merging.ts';
export { mergeTags } from './merge-tags.ts';
export { mergedTags } from './queries/tag-changes.ts';
export { renameTag } from './rename-tag.ts';
export { namesTag } from './rules/names-tag.ts';
export { chosenFields, fieldNamed, type ChosenField } from './rules/chosen-fields.ts';
export { presentResource, type RecordResource } from './rows/present-resource.ts';
export { writeRows, type RowsToWrite, type RowToWrite } from './rows/write-rows.ts';
export type { RowResult } from './rows/row-result.ts';
export { myTasks } from './my-tasks.ts';
export { fieldOfShape, objectShape, objectShapes } from './object-shapes.ts';
export {
  ownersInBin,
  ownersOfRecords,
  recordById,
  recordsByIds,
  setPermissionStatus,
  touchActivity,
  type RecordRow,
} from './queries/records.ts';
export { allTags, livingTagNames, tagsOfObject, tagsOfRecord, type TagSet } from './queries/tags.ts';
export type { NewTasks } from './queries/tasks.ts';
export { wordsLike, wordSpreads, type WordLike } from './queries/word-book.ts';
export { onePerAddress } from './queries/one-per-address.ts';
export { normalText, uniqueForm } from './queries/stored-forms.ts';
export type { Rejected } from './queries/write-records.ts';
export { visibleNames } from './read-record.ts';
export { receiveUpload } from './files/receive-upload.ts';
export { recordFor, type RecordId } from './record-for.ts';
export { isComputed, isElsewhere } from './rules/computed.ts';
export { addNotes, type NewNotes } from './notes/add-notes.ts';
export { deleteNotes } from './notes/delete-notes.ts';
export { linksOfRecords } from './relations/links-of-records.ts';
export { relatedNames } from './relations/list-related.ts';
export { LINKS_AT_ONCE } from './relations/lock-ends.ts';
export { untouchedNotes } from './queries/notes.ts';
export { relateRecords } from './relations/relate-records.ts';
export { unrelateRecords } from './relations/unrelate-records.ts';
export { relatedValues, type RelatedRequest, type RelatedValues } from './related-values.ts';
export { rejectionSentence } from './refuse-rejected.ts';
export { refreshSearch } from './words/refresh-search.ts';
export { restoreRecords } from './restore-records.ts';
export { mentionsIn } from './rules/mentions.ts';
export { reaches, visibleFields } from './rules/rights.ts';
export { parseChanges, type Asked, type Changes } from './rules/parse-changes.ts';
export type { FieldChange } from './rules/field-change.ts';
export { parseEmail, parseValue, type ParseContext, type Parsed, type ParsedField } from './rules/parse-value.ts';
export { presentEvent } from './present.ts';
export { tell, type ToldEvent } from './timeline.ts';
export { visibleEvents } from './consequences.ts';
export { tagRecords } from './tag-records.ts';
export { untagRecords } from './untag-records.ts';
export { updateField, type FieldUpdate } from './update-field.ts';
export { updateRecord, type RecordChange } from './update-record.ts';
export { writeRecords, type Writes, type Written } from './write-records.ts';
export { livingRecords, nameHolders, optedInBetween } from './queries/holders.ts';
export { uniqueHolders } from './queries/unique-values.ts';
export {
  ADDRESS_PARTS,
  allowedEdits,
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  COUNTRY_CODES,
  countryName,
  DEAL,
  editsBetween,
  formatPrice,
  formatValue,
  storedType,
  addressCell,
  LIMITS,
  minorDigits,
  PERMISSION_STATUS,
  type Address,
  type FieldOption,
  type FieldSettings,
  type FieldShape,
  type FieldType,
  type ObjectShape,
  type SectionShape,
  type TabShape,
  type StoredFile,
  type Value,
  type ValueContext,
} from './schema.ts';
export { parseCountry } from './rules/countries.ts';
export { parseSmsNumber } from './rules/parse-phone.ts';
