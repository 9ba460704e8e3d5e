import { type KeyboardEvent, useRef, useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import type { CellEditor } from '../ui/data-table/types.ts';
import { FieldInput } from './field-input.tsx';
import type { ListedRecord } from './list-data.ts';
import classes from './list.module.css';

interface CellInputProps extends CellEditor<ListedRecord> {
  field: FieldShape;
  onSave: (value: Value) => void;
}

/** Types whose input takes Enter for itself, or shows what it chose in a list of its own. */
const KEEPS_ENTER: ReadonlySet<string> = new Set(['longtext', 'list', 'address', 'image', 'file']);
const CHOSEN_FROM_LIST: ReadonlySet<string> = new Set(['dropdown', 'country', 'parent', 'user']);
/** Types whose entry can begin with what was typed. */
const TYPED: ReadonlySet<string> = new Set(['text', 'longtext', 'email', 'phone', 'sms', 'url', 'state']);

/** A field edited in its cell: Enter, Tab or leaving it keeps what was entered, Escape leaves it as it was. */
export function CellInput({ field, row, typed, done, onSave }: CellInputProps) {
  const refused = row.refused?.[String(field.id)];
  const [value, setValue] = useState<Value>(() => {
    if (typed !== undefined && TYPED.has(field.type)) return typed;
    return refused ? refused.value : (row.values[String(field.id)] ?? null);
  });
  const entered = useRef(value);
  const isOver = useRef(false);
  const enter = (next: Value): void => {
    entered.current = next;
    setValue(next);
    // What is chosen with one press needs no second one.
    if (field.type === 'check' || CHOSEN_FROM_LIST.has(field.type)) finish('stay', next);
  };
  const finish = (towards: 'down' | 'up' | 'next' | 'previous' | 'stay', kept: Value | undefined): void => {
    if (isOver.current) return;
    isOver.current = true;
    if (kept !== undefined) onSave(kept);
    done(towards);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') finish('stay', undefined);
    else if (event.key === 'Tab') {
      event.preventDefault();
      finish(event.shiftKey ? 'previous' : 'next', entered.current);
    } else if (event.key === 'Enter' && !CHOSEN_FROM_LIST.has(field.type) && (!KEEPS_ENTER.has(field.type) || event.ctrlKey)) {
      event.preventDefault();
      finish(event.shiftKey ? 'up' : 'down', entered.current);
    }
  };
  return (
    <div
      className={classes.entry}
      data-tall={field.type === 'longtext' || undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        const towards = event.relatedTarget as HTMLElement | null;
        if (!event.currentTarget.contains(towards) && !towards?.closest('[data-portal]')) finish('stay', entered.current);
      }}
    >
      <FieldInput field={field} value={value} onChange={enter} isBare autoFocus error={refused?.message} />
    </div>
  );
}
