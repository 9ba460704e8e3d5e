import { Input } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useId, useMemo } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import classes from './documents.module.css';
import { labelsOf } from './field-labels.ts';
import { RichTextEditor } from './rich-text-editor.tsx';

interface WrittenLineProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  value: string;
  onChange: (text: string) => void;
  fields: readonly MergeField[];
  /** Gets what puts a merge field where the caret stands, when it comes; `null` when the line is gone. */
  onWriting: (insert: ((path: string) => void) | null) => void;
}

/** One line of words and merge fields, such as a subject: each field stands there as a pill with its name. */
export function WrittenLine({ label, description, error, value, onChange, fields, onWriting }: WrittenLineProps) {
  const id = useId();
  const labelOf = useMemo(() => labelsOf(fields), [fields]);
  const tell = (editor: Editor | null): void => onWriting(editor && ((path) => insertField(editor, path)));
  return (
    <Input.Wrapper id={id} label={label} labelElement="div" description={description} error={error}>
      <LineBox hasError={error !== undefined}>
        <RichTextEditor
          mode="line"
          label={label}
          value={value}
          onChange={onChange}
          labelOf={labelOf}
          onWriting={tell}
          isInvalid={error !== undefined}
        />
      </LineBox>
    </Input.Wrapper>
  );
}

const LineBox = ({ hasError, children }: { hasError: boolean; children: ReactNode }) => (
  <Input component="div" multiline error={hasError} classNames={{ input: classes.line! }}>
    {children}
  </Input>
);

function insertField(editor: Editor, path: string): void {
  editor
    .chain()
    .focus()
    .insertContent({ type: 'merge', attrs: { source: `{{ ${path} }}` } })
    .run();
}
