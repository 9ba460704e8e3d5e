import { TextInput } from '@mantine/core';
import type { Value } from '../../src/records/schema.ts';
import { instantOf, wallClockOf } from '../ui/zoned.ts';

interface DateInputProps<Stored> {
  shared: object;
  value: Stored | null;
  onChange: (value: Value) => void;
}

/** A business date: the browser's own picker, which follows the reader's habits. */
export function DateField({ shared, value, onChange }: DateInputProps<string>) {
  return <TextInput {...shared} type="date" value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value || null)} />;
}

/** A moment, written in the account's time zone and stored in UTC. */
export function MomentField({ shared, value, timeZone, onChange }: DateInputProps<string> & { timeZone: string }) {
  return (
    <TextInput
      {...shared}
      type="datetime-local"
      value={value ? wallClockOf(value, timeZone) : ''}
      onChange={(event) => onChange(event.currentTarget.value ? instantOf(event.currentTarget.value, timeZone) : null)}
    />
  );
}
