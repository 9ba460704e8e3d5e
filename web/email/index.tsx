export { InsertField } from './insert-field.tsx';
