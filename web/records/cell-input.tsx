import { type KeyboardEvent, useState } from 'react';
import type { FieldShape, ObjectShape, Value } from '../../src/records/schema.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type ListedRecord, recordCalls } from './data.ts';
import { FieldInput } from './field-input.tsx';

interface CellInputProps {
  object: ObjectShape;
  field: FieldShape;
  row: ListedRecord;
  done: () => void;
  cancel: () => void;
}

/** A field edited in its cell: Enter or leaving it saves, Escape leaves it as it was. */
export function CellInput({ object, field, row, done, cancel }: CellInputProps) {
  const api = useApi();
  const refresh = useRefresh();
  const before = row.values[String(field.id)] ?? null;
  const [value, setValue] = useState<Value>(before);
  const save = async (): Promise<void> => {
    if (value === before) return cancel();
    try {
      await recordCalls(api).update(object.id, row.id, { [field.id]: value });
      await refresh('records', object.id);
    } catch (error) {
      showProblem(error as Error);
    }
    return done();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') cancel();
    if (event.key === 'Enter' && field.type !== 'longtext' && field.type !== 'list') void save();
  };
  return (
    <div
      style={{ inlineSize: '100%' }}
      onKeyDown={onKeyDown}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && void save()}
    >
      <FieldInput field={field} value={value} onChange={setValue} isBare autoFocus />
    </div>
  );
}
