import { Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import { InsertField } from './insert-field.tsx';
import classes from './merged-text.module.css';

interface MergedTextProps {
  label: string;
  description?: string | undefined;
  placeholder?: string | undefined;
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
  fields: readonly MergeField[];
  /** Several lines, of words or of code. */
  lines?: 'words' | 'code' | undefined;
  isFirst?: boolean | undefined;
}

/** A text with merge fields; the button puts one where one was writing. */
export function MergedText({ fields, lines, isFirst = false, value, onChange, ...shown }: MergedTextProps) {
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
    spellCheck: lines === 'words',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }): void => onChange(currentTarget.value),
    ...(isFirst ? { 'data-autofocus': true } : {}),
  };
  return (
    <div className={classes.merged}>
      {lines === undefined && <TextInput {...shared} />}
      {lines === 'words' && <Textarea {...shared} autosize minRows={3} maxRows={12} />}
      {lines === 'code' && <Textarea {...shared} className={classes.code!} autosize minRows={5} maxRows={18} />}
      <div className={classes.insert}>
        <InsertField fields={fields} onChoose={insert} isQuiet />
      </div>
    </div>
  );
}
