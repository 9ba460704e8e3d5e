import type { FieldType } from '../../records/schema.ts';

/** The others are worked out, or name users and records, which are nobody's business outside. */
const ASKABLE: ReadonlySet<FieldType> = new Set([
  'text',
  'longtext',
  'number',
  'price',
  'email',
  'phone',
  'sms',
  'check',
  'date',
  'datetime',
  'dropdown',
  'list',
  'country',
  'state',
  'url',
  'address',
  'color',
  'image',
  'file',
]);

/** Whether visitors can be asked for a field of this type. */
export const canBeAskedType = (type: FieldType): boolean => ASKABLE.has(type);
