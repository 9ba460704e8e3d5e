import { Textarea, TextInput } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { mergeFieldsFor } from '../../../src/documents/schema.ts';
import { InsertField } from '../../email/index.tsx';
import type { Names } from '../use-names.ts';
import classes from './forms.module.css';

interface MergeTextProps {
  label: string;
  description?: string;
  placeholder?: string;
  error?: string | undefined;
  value: string;
  onChange: (text: string) => void;
  names: Pick<Names, 'objects' | 'objectId'>;
  /** Several lines. */
  isLong?: boolean;
  isFirst?: boolean;
  maxLength?: number;
}

/** A text that is filled in with the values of each record; the button puts a field where one was writing. */
export function MergeText({ label, description, placeholder, error, value, onChange, names, isLong, isFirst, maxLength }: MergeTextProps) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const object = names.objects.find(({ id }) => id === names.objectId);
  const fields = useMemo(() => (object ? mergeFieldsFor(object).filter(({ path }) => path !== 'unsubscribe_url') : []), [object]);
  const insert = (path: string): void => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    onChange(`${value.slice(0, at)}{{ ${path} }}${value.slice(end)}`);
    input.current?.focus();
  };
  const shared = {
    ref: input,
    label,
    description,
    placeholder,
    error,
    value,
    maxLength,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }): void => onChange(currentTarget.value),
    ...(isFirst ? { 'data-autofocus': true } : {}),
  };
  return (
    <div className={classes.merged}>
      {isLong ? <Textarea {...shared} autosize minRows={3} maxRows={12} /> : <TextInput {...shared} />}
      <div className={classes.insert}>
        <InsertField fields={fields} onChoose={insert} isQuiet />
      </div>
    </div>
  );
}
