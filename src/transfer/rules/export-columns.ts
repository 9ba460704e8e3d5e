import {
  addressCell,
  formatValue,
  minorDigits,
  storedType,
  type Address,
  type FieldShape,
  type StoredFile,
  type Value,
  type ValueContext,
} from '../../records/index.ts';

/** Columns of an export that are no fields. */
export const SYSTEM_COLUMNS = {
  name: 'Name',
  id: 'ID',
  owner: 'Owner',
  tags: 'Tags',
  email_status: 'Email status',
  sms_status: 'SMS status',
  created: 'Created',
  updated: 'Updated',
  last_activity: 'Last activity',
} as const;
export type SystemColumn = keyof typeof SYSTEM_COLUMNS;

/** What a cell is written with: names that stand behind numbers. */
export interface CellContext extends ValueContext {
  parentName: (objectId: number, id: number) => string;
}

/** A status of permission as a word that an import understands. */
export const statusWord = (status: number): string => STATUS_WORDS[status] ?? String(status);
const STATUS_WORDS: Readonly<Record<number, string>> = {
  0: 'Transactional only',
  1: 'Single opt-in',
  2: 'Double opt-in',
  [-2]: 'Hard bounce',
  [-3]: 'Unconfirmed',
  [-5]: 'Pending review',
};

type Exported = Pick<FieldShape, 'type' | 'options' | 'parentObjectId'> & Partial<Pick<FieldShape, 'settings'>>;

/** A stored value as a cell: plain enough to be imported again, without thousands separators or the account's date order. */
export function exportedCell(field: Exported, value: Value | undefined, context: CellContext): string {
  if (value === null || value === undefined) return '';
  switch (storedType(field)) {
    case 'price':
      return decimal(value as number, minorDigits(context.currency));
    case 'check':
      return value === true ? 'Yes' : 'No';
    case 'dropdown':
      return optionLabel(field, value as number);
    case 'list':
      return (value as readonly number[]).map((id) => optionLabel(field, id)).join('; ');
    case 'parent':
      return context.parentName(field.parentObjectId!, value as number);
    case 'address':
      return addressCell(value as Address);
    case 'image':
    case 'file':
      return fileCell(value as StoredFile);
    case 'user':
      return formatValue(field, value, context);
    default:
      return String(value);
  }
}

/** Where a file can be had; an import that writes the record it came from reads it as the same file. */
const fileCell = ({ id, name }: StoredFile): string => `/api/files/${id}/${encodeURIComponent(name)}`;

const optionLabel = ({ options }: Exported, id: number): string => options.find((option) => option.id === id)?.label ?? '';

function decimal(minorUnits: number, digits: number): string {
  if (digits === 0) return String(minorUnits);
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, '0');
  return `${minorUnits < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
