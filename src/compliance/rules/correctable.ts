import type { ObjectShape } from '../../records/schema.ts';

/** Fields of these types a person may correct by themselves: plain words that nothing else hangs on. */
export const CORRECTABLE_TYPES: ReadonlySet<string> = new Set(['text', 'longtext', 'phone', 'date', 'state', 'url']);

export interface CorrectableField {
  id: number;
  label: string;
  type: string;
  isRequired: boolean;
}

/** Of the fields an account lets people correct, those that are there and of a type for it, in the order of the object. */
export function correctable(shape: ObjectShape, allowed: readonly number[]): CorrectableField[] {
  return shape.fields
    .filter(
      ({ id, type, isReadOnly, columnName }) =>
        allowed.includes(id) && CORRECTABLE_TYPES.has(type) && !isReadOnly && columnName !== 'email',
    )
    .map(({ id, label, type, isRequired }) => ({ id, label, type, isRequired: isRequired === true }));
}
