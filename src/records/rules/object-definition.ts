import type { FieldOption, FieldSettings, FieldType, OptionColor } from './shape.ts';

/** An object as it is made: its sections in order, each with its fields in order. */
export interface ObjectDefinition {
  id: number;
  key: string;
  singular: string;
  plural: string;
  icon: string;
  description: string;
  person: boolean;
  isCustom: boolean;
  tabs: readonly { id: number; name: string }[];
  /** Of the first tab, unless they say of which. */
  sections: readonly { id: number; name: string; tabId?: number; fields: readonly FieldDefinition[] }[];
}

export interface FieldDefinition {
  id: number;
  key: string;
  label: string;
  type: FieldType;
  columnName?: 'name' | 'email' | 'sms_number';
  options?: readonly FieldOption[];
  parentObjectId?: number;
  settings?: FieldSettings;
  isReadOnly?: boolean;
  isRequired?: boolean;
  isUnique?: boolean;
  sortable?: boolean;
  help?: string;
}

/** Options by id, label and colour. */
export const options = (...labels: readonly (readonly [number, string, OptionColor?])[]): FieldOption[] =>
  labels.map(([id, label, color]) => ({ id, label, ...(color ? { color } : {}) }));

/** Every object begins with this tab. */
export const FIRST_TAB = 1;
export const DETAILS = { id: FIRST_TAB, name: 'Details' };
