import { useDraggable } from '@dnd-kit/core';
import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import classes from './documents.module.css';
import { type BlockAction, useEditing } from './editing.ts';

interface BlockFrameProps {
  block: Block;
  path: string;
  /** "Text, 2 of 5". */
  name: string;
  kind: string;
  isSelected: boolean;
  isHidden: boolean;
  children: ReactNode;
}

/** A block on the sheet: chosen by a click or by arrow keys, dragged by its handle, moved and removed by keys. */
export function BlockFrame({ block, path, name, kind, isSelected, isHidden, children }: BlockFrameProps) {
  const { select, act, focused, firstId, selectedId, go, enter, problemsIn } = useEditing();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `block/${block.id}`, data: { block } });
  const frame = useRef<HTMLDivElement>(null);
  const problems = problemsIn(path);
  useEffect(() => {
    if (isSelected && focused === 'block') frame.current?.focus({ preventScroll: false });
  }, [isSelected, focused]);

  const choose = (event: MouseEvent): void => {
    event.stopPropagation();
    if (!isSelected) select(block.id!);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== frame.current) return;
    const done = keyDone(event, { id: block.id!, act, go, enter, leave: () => select(null) });
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    // A block is a stop of the arrow keys like a cell of a grid; what can be done with it stands in the bar above the sheet.
    <div
      ref={(element) => {
        frame.current = element;
        setNodeRef(element);
      }}
      className={classes.frame}
      role="group"
      aria-label={name}
      aria-current={isSelected || undefined}
      tabIndex={isSelected || (selectedId === null && firstId === block.id) ? 0 : -1}
      data-block={block.id}
      data-selected={isSelected || undefined}
      data-dragging={isDragging || undefined}
      data-hidden={isHidden || undefined}
      data-problem={problems.length > 0 || undefined}
      onClick={choose}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.target === frame.current && !isSelected && select(block.id!, 'block')}
    >
      <span className={classes.handle} {...listeners} title={t('documents.canvas.drag', { kind })} aria-hidden="true">
        <IconGripVertical size={16} />
      </span>
      {block.on && <span className={classes.on}>{t(`documents.canvas.on.${block.on}`)}</span>}
      {children}
      {problems.map((sentence) => (
        <p key={sentence} className={classes.problem}>
          <IconAlertTriangle size={14} aria-hidden="true" /> {sentence}
        </p>
      ))}
    </div>
  );
}

interface Keys {
  id: string;
  act: (action: BlockAction, id: string) => void;
  go: (by: -1 | 1) => void;
  enter: (id: string) => void;
  leave: () => void;
}

function keyDone(event: KeyboardEvent, { id, act, go, enter, leave }: Keys): boolean {
  const isMove = event.altKey;
  switch (event.key) {
    case 'ArrowUp':
      if (isMove) act('up', id);
      else go(-1);
      return true;
    case 'ArrowDown':
      if (isMove) act('down', id);
      else go(1);
      return true;
    case 'Enter':
    case 'F2':
      enter(id);
      return true;
    case 'Delete':
    case 'Backspace':
      act('remove', id);
      return true;
    case 'd':
      if (!event.ctrlKey && !event.metaKey) return false;
      act('duplicate', id);
      return true;
    case 'Escape':
      leave();
      return true;
    default:
      return false;
  }
}
