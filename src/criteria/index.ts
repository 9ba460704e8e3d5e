export { changesWithTime } from './changes-with-time.ts';
export { createGroup } from './create-group.ts';
export { deleteGroup } from './delete-group.ts';
export { criteriaContext } from './criteria-context.ts';
export { footOfList } from './foot-of-list.ts';
export { groupEntered, groupLeft } from './events.ts';
export { groupById } from './group-by-id.ts';
export { listGroups } from './list-groups.ts';
export { limitTime } from './queries/limit-time.ts';
export { makeLadder } from './ladder.ts';
export { countRecords, listRecords, type ListedRecords } from './list-records.ts';
export { compileWhich, orderedList } from './ordered-list.ts';
export { relatedName, relatedValue, type RelatedColumn } from './related-columns.ts';
export { criteriaOf, type Which } from './which.ts';
export { createView } from './create-view.ts';
export { previewCriteria, type Preview } from './preview-criteria.ts';
export { countEachMatching, countMatching, pageOfMatching, sampleNames } from './queries/reading.ts';
export { readEveryRecord, type EveryRecord } from './read-every-record.ts';
export {
  allMatching,
  compileCriteria,
  firstMatching,
  matching,
  refuseProblems,
  viewerPredicate,
  type CompiledCriteria,
} from './rules/compile.ts';
export type { CriteriaContext } from './rules/context.ts';
export { asksField } from './rules/asks-field.ts';
export { changesUnseenIn, groupsIn } from './rules/groups-in.ts';
export { criteriaProblems } from './rules/problems.ts';
export { sortOf, type Sort } from './rules/sort.ts';
export {
  criteriaSchema,
  criteriaText,
  criteriaWarnings,
  daysFromToday,
  kindOf,
  kindOfField,
  kindOfSystemColumn,
  OPERATORS,
  SYSTEM_COLUMNS,
  UNITS,
  wordsOf,
  type Count,
  type CreateGroup,
  type Criteria,
  type CriteriaProblem,
  type CriteriaWarning,
  type Question,
  type SystemColumn,
  type ValueKind,
} from './schema.ts';
export { searchRecords, searchTexts } from './search-records.ts';
export { touchedRecords } from './touched-records.ts';
export { trackGroups } from './track-groups.ts';
