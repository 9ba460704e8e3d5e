export { FieldInput } from './field-input.tsx';
export { myTasksQuery } from './data.ts';
export { TaskLine } from './task-line.tsx';
