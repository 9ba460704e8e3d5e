import type { NodeProps } from '@xyflow/react';
import { IconGripVertical } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { language, t } from '../../app/messages/t.ts';
import { domId, idOfNote, type NoteNode, useActs } from './elements.ts';
import classes from './canvas.module.css';

/** A slip of paper on the map. */
export const NoteView = memo(function NoteView({ data, selected }: NodeProps<NoteNode>) {
  const acts = useActs();
  const [isWriting, setWriting] = useState(data.text === '' && data.isEditable);
  const id = idOfNote(data.noteId);
  return (
    <div
      id={domId(id)}
      data-element={id}
      data-kind="note"
      data-active={data.isActive || undefined}
      data-selected={selected || undefined}
      className={classes.note}
      dir={language.direction}
      role="group"
      aria-label={`${t('canvas.note')}: ${data.text}`}
      onClick={() => acts.activate(id)}
      onDoubleClick={() => setWriting(data.isEditable)}
      onContextMenu={(event) => {
        event.preventDefault();
        acts.menu(id, { x: event.clientX, y: event.clientY });
      }}
    >
      {data.isEditable && (
        <span className={classes.noteHandle} data-handle title={t('canvas.note.move')} aria-hidden>
          <IconGripVertical size={13} />
        </span>
      )}
      {isWriting ? (
        <textarea
          className={`${classes.noteText} nodrag nopan nowheel`}
          aria-label={t('canvas.note.edit')}
          defaultValue={data.text}
          maxLength={2_000}
          rows={4}
          autoFocus
          onBlur={(event) => {
            setWriting(false);
            acts.writeNote(data.noteId, event.currentTarget.value.trim());
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) event.currentTarget.blur();
          }}
        />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={classes.noteText}
          data-empty={data.text === '' || undefined}
          data-write-note
          disabled={!data.isEditable}
          onClick={() => setWriting(true)}
        >
          {data.text || t('canvas.note.empty')}
        </button>
      )}
    </div>
  );
});
