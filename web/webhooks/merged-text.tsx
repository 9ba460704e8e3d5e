import { Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import { InsertField } from '../email/index.tsx';
import classes from './webhooks.module.css';

interface MergedTextProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
  fields: readonly MergeField[];
  /** Several lines of code. */
  isLong?: boolean;
  isFirst?: boolean;
}

/** A text with merge fields; the button puts one where one was writing. */
export function MergedText({ fields, isLong = false, isFirst = false, value, onChange, ...shown }: MergedTextProps) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const insert = (path: string): void => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    onChange(`${value.slice(0, at)}{{ ${path} }}${value.slice(end)}`);
    input.current?.focus();
  };
  const shared = {
    ...shown,
    ref: input,
    value,
    spellCheck: false,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }): void => onChange(currentTarget.value),
    ...(isFirst ? { 'data-autofocus': true } : {}),
  };
  return (
    <div className={classes.merged}>
      {isLong ? <Textarea {...shared} className={classes.code} autosize minRows={5} maxRows={18} /> : <TextInput {...shared} />}
      <div className={classes.insert}>
        <InsertField fields={fields} onChoose={insert} isQuiet />
      </div>
    </div>
  );
}
