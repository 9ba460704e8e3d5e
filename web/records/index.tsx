export { type Colleague, colleaguesQuery, tagsQuery } from './data.ts';
export { FieldInput } from './field-input.tsx';
export { FieldValue } from './field-value.tsx';
export { RecordPicker } from './record-picker.tsx';
export { FormulaText } from './structure/formula-editor.tsx';
export { entryOf } from './event-words.tsx';
export type { LedgerEvent } from './data.ts';
