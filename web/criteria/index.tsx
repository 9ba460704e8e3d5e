export { CriteriaBuilder, type CriteriaBuilderProps } from './criteria-builder.tsx';
export { CriteriaSentence } from './criteria-sentence.tsx';
export { finishedPart } from './tree-edits.ts';
export { FilterButton, FilterLine } from './list-filter.tsx';
