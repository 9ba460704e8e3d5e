import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { type Address, type FieldShape, minorDigits, type StoredFile, type Value } from '../../src/records/schema.ts';
import { countries } from '../app/countries.ts';
import { useAccount } from '../app/session.ts';
import { DateField, MomentField } from './date-inputs.tsx';
import { AddressField } from './inputs/address-field.tsx';
import { ColorField } from './inputs/color-field.tsx';
import { FileField } from './inputs/file-field.tsx';
import { UserField } from './inputs/user-field.tsx';
import { RecordPicker } from './record-picker.tsx';

export interface FieldInputProps {
  field: FieldShape;
  value: Value;
  onChange: (value: Value) => void;
  error?: ReactNode;
  autoFocus?: boolean;
  /** Shown without its label, which stands beside it; it is still named for screen readers. */
  isBare?: boolean;
}

/** The input that fits a field's type; what it gives is in stored form, blank is null. */
export function FieldInput({ field, value, onChange, error, autoFocus, isBare }: FieldInputProps) {
  const account = useAccount();
  const shared = {
    ...(isBare ? { 'aria-label': field.label } : { label: field.label, description: field.help || undefined, required: field.isRequired }),
    error,
    disabled: field.isReadOnly,
    ...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
  };
  const text = typeof value === 'string' ? value : '';
  const setText = (next: string): void => onChange(next === '' ? null : next);
  switch (field.type) {
    case 'longtext':
      return (
        <Textarea {...shared} value={text} autosize minRows={3} maxRows={14} onChange={(event) => setText(event.currentTarget.value)} />
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={(value as number | null) ?? ''}
          thousandSeparator=" "
          onChange={(next) => onChange(numberOr(next))}
        />
      );
    case 'price':
      return <PriceInput shared={shared} value={value as number | null} currency={account.currency} onChange={onChange} />;
    case 'check':
      return (
        <Checkbox
          {...shared}
          label={isBare ? undefined : field.label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'date':
      return <DateField shared={shared} value={value as string | null} onChange={onChange} />;
    case 'datetime':
      return <MomentField shared={shared} value={value as string | null} timeZone={account.timeZone} onChange={onChange} />;
    case 'dropdown':
      return (
        <Select
          {...shared}
          data={optionsOf(field, [value as number])}
          value={value === null ? null : String(value)}
          clearable={!field.isRequired}
          searchable
          onChange={(next) => onChange(next === null ? null : Number(next))}
        />
      );
    case 'list':
      return (
        <MultiSelect
          {...shared}
          data={optionsOf(field, (value as readonly number[] | null) ?? [])}
          value={((value as readonly number[] | null) ?? []).map(String)}
          searchable
          onChange={(next) => onChange(next.length === 0 ? null : next.map(Number))}
        />
      );
    case 'country':
      return <Select {...shared} data={countries()} value={text || null} searchable clearable onChange={(next) => onChange(next)} />;
    case 'color':
      return <ColorField label={field.label} shared={shared} value={value as string | null} isBare={isBare ?? false} onChange={onChange} />;
    case 'address':
      return <AddressField label={field.label} shared={shared} value={value as Address | null} onChange={onChange} />;
    case 'image':
    case 'file':
      return <FileField field={field} shared={shared} value={value as StoredFile | null} onChange={onChange} />;
    case 'user':
      return <UserField shared={shared} value={value as number | null} onChange={onChange} />;
    case 'parent':
      return <RecordPicker shared={shared} objectId={field.parentObjectId!} value={value as number | null} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...shared}
          type={INPUT_TYPES[field.type] ?? 'text'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
  }
}

const INPUT_TYPES: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', sms: 'tel', url: 'url' };

const numberOr = (next: string | number): number | null => (next === '' || Number.isNaN(Number(next)) ? null : Number(next));

/** Archived options are offered no more, but those a record has stay readable. */
function optionsOf(field: FieldShape, chosen: readonly number[]): { value: string; label: string }[] {
  return field.options
    .filter(({ id, archived }) => !archived || chosen.includes(id))
    .map(({ id, label }) => ({ value: String(id), label }));
}

function PriceInput({
  shared,
  value,
  currency,
  onChange,
}: {
  shared: object;
  value: number | null;
  currency: string;
  onChange: (value: Value) => void;
}) {
  const digits = minorDigits(currency);
  const typed = useRef<string | number>(value === null ? '' : value / 10 ** digits);
  return (
    <NumberInput
      {...shared}
      defaultValue={typed.current}
      decimalScale={digits}
      thousandSeparator=" "
      rightSection={<span className="quiet">{currency}</span>}
      rightSectionWidth={56}
      hideControls
      onChange={(next) => {
        const amount = numberOr(next);
        onChange(amount === null ? null : Math.round(amount * 10 ** digits));
      }}
    />
  );
}
