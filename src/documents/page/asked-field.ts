import type { FieldShape } from '../../records/index.ts';
import { canBeAskedType } from '../rules/askable.ts';

/** A field that a page asks for, as far as its visitors may know of it. */
export interface AskedField {
  id: number;
  key: string;
  label: string;
  type: FieldShape['type'];
  /** Those that are offered; archived ones are not. */
  options: readonly { id: number; label: string }[];
  isRequired: boolean;
  /** What browsers may fill in by themselves: `email`, `given-name`. */
  autocomplete?: string | undefined;
}

/** Whether visitors can be asked for a field. */
export const canBeAsked = ({ type, isReadOnly }: Pick<FieldShape, 'type' | 'isReadOnly'>): boolean => canBeAskedType(type) && !isReadOnly;

/** The name of a field in what a page hands in: `f12`, `f12_3` for its option 3, `f12_city` for a part of an address. */
export const fieldName = (fieldId: number, part?: string | number): string => (part === undefined ? `f${fieldId}` : `f${fieldId}_${part}`);
