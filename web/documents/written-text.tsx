import { type MouseEvent, useMemo, useRef } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './documents.module.css';
import { useEditing } from './editing.ts';
import { labelsOf } from './field-labels.ts';
import { InlineView } from './inline-view.tsx';
import type { TextMode } from './rich-text.ts';
import { RichTextEditor } from './rich-text-editor.tsx';

interface WrittenTextProps {
  mode: TextMode;
  blockId: string;
  /** What the block is called. */
  kind: string;
  text: string;
  placeholder: string;
  isSelected: boolean;
  onChange: (text: string) => void;
}

/** The words of a block: shown as they will look, and written in the same place once the block is chosen. */
export function WrittenText({ mode, blockId, kind, text, placeholder, isSelected, onChange }: WrittenTextProps) {
  const { fields, select, setWriting, entered } = useEditing();
  const labelOf = useMemo(() => labelsOf(fields), [fields]);
  const words = useRef<HTMLDivElement>(null);
  const clicked = useRef<{ x: number; y: number } | undefined>(undefined);
  if (!isSelected) {
    const remember = ({ clientX, clientY }: MouseEvent): void => {
      clicked.current = { x: clientX, y: clientY };
    };
    return (
      <div className={classes.words} onMouseDownCapture={remember}>
        {text.trim() === '' ? (
          <p className={classes.placeholder}>{placeholder}</p>
        ) : (
          <InlineView text={text} mode={mode} labelOf={labelOf} />
        )}
      </div>
    );
  }
  const caret = clicked.current ?? (entered === blockId ? ('end' as const) : undefined);
  return (
    <div ref={words} className={classes.words}>
      {text === '' && (
        <p className={classes.placeholder} aria-hidden="true" data-behind>
          {placeholder}
        </p>
      )}
      <RichTextEditor
        mode={mode}
        label={t('documents.canvas.text', { kind })}
        value={text}
        onChange={onChange}
        labelOf={labelOf}
        onWriting={(editor) => {
          if (!editor) clicked.current = undefined;
          setWriting(editor);
        }}
        onLeave={() => {
          // At once: the next key may move the block.
          words.current?.closest<HTMLElement>('[data-block]')?.focus();
          select(blockId, 'block');
        }}
        caret={caret}
      />
    </div>
  );
}
