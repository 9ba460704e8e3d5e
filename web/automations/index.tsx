export {
  CriteriaInput,
  DurationInput,
  firstSettings,
  groupsOfEvents,
  isFieldReady,
  keptCriteria,
  MergeText,
  NameSelect,
  NamesSelect,
  type Settings,
  StepForm,
  TimeInput,
  TriggerFields,
  Ways,
  WeekdaysInput,
} from './forms/index.tsx';
export { RecordAutomations } from './record-automations.tsx';
export { nameOfDays, nameOfKind, namesAbout, sentenceOfStep, sentenceOfTrigger } from './sentences.ts';
export { type Names, useNames } from './use-names.ts';
