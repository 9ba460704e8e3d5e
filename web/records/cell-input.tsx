import { Button, Group, Popover } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import type { CellEditor } from '../ui/data-table/types.ts';
import { FieldInput } from './field-input.tsx';
import { FieldValue } from './field-value.tsx';
import type { ListedRecord } from './list-data.ts';
import classes from './list.module.css';

export interface CellInputProps extends CellEditor<ListedRecord> {
  field: FieldShape;
  onSave: (value: Value) => void;
}

/** Types whose input takes Enter for itself, or shows what it chose in a list of its own. */
const KEEPS_ENTER: ReadonlySet<string> = new Set(['longtext', 'list']);
/** Types whose input needs more room than a cell has. */
const BESIDE: ReadonlySet<string> = new Set(['address', 'image', 'file']);
const CHOSEN_FROM_LIST: ReadonlySet<string> = new Set(['dropdown', 'country', 'parent', 'user']);
/** Types whose entry can begin with what was typed. */
const TYPED: ReadonlySet<string> = new Set(['text', 'longtext', 'email', 'phone', 'sms', 'url', 'state']);

/** A field edited in its cell, or under it where its input is a large one. */
export function CellInput(props: CellInputProps) {
  return BESIDE.has(props.field.type) ? <InputBeside {...props} /> : <InputWithin {...props} />;
}

function InputBeside({ field, row, done, onSave }: CellInputProps) {
  const refused = row.refused?.[String(field.id)];
  const [value, setValue] = useState<Value>(refused ? refused.value : (row.values[String(field.id)] ?? null));
  const keep = (): void => {
    onSave(value);
    done('stay');
  };
  return (
    <Popover opened trapFocus position="bottom-start" width={320} onDismiss={() => done('stay')}>
      <Popover.Target>
        <span className={classes.beside}>
          <FieldValue field={field} value={value} isPlain />
        </span>
      </Popover.Target>
      <Popover.Dropdown
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') done('stay');
        }}
      >
        <FieldInput field={field} value={value} onChange={setValue} autoFocus error={refused?.message} />
        <Group gap={6} mt="sm">
          <Button size="compact-sm" onClick={keep}>
            {t('ui.save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => done('stay')}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Enter, Tab or leaving it keeps what was entered, Escape leaves it as it was. */
function InputWithin({ field, row, typed, done, onSave }: CellInputProps) {
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
