export { FieldInput } from './field-input.tsx';
export { FieldValue } from './field-value.tsx';
