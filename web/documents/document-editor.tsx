import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import type { Block, MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import type { BlockKind } from './block-kinds.tsx';
import { BlockList } from './canvas.tsx';
import { nearestGap } from './collisions.ts';
import classes from './documents.module.css';
import { type DocumentKind, EditingProvider } from './editing.ts';
import { EditorBar } from './editor-bar.tsx';
import { lookStyles } from './look-styles.ts';
import { Palette } from './palette.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import type { Place } from './tree.ts';
import { type BlockDocument, type EditingState, useEditingState } from './use-editing-state.ts';

export interface DocumentEditorProps {
  kind: DocumentKind;
  document: BlockDocument;
  onChange: (document: BlockDocument) => void;
  /** The object whose records read it: of conditions and merge fields. */
  objectId: number;
  mergeFields: readonly MergeField[];
  /** Sentences by path: `blocks.2.url`. */
  problems?: Readonly<Record<string, string>>;
  /** Kinds of block that another part of the product brings along; they are offered first. Keep the array stable. */
  extraBlocks?: readonly BlockKind[];
}

const NO_PROBLEMS = {};
const NO_BLOCKS: readonly BlockKind[] = [];

/** Every document is written here: blocks to the left, the sheet in the middle, what can be set of the chosen block to the right. */
export function DocumentEditor({ mergeFields, problems = NO_PROBLEMS, extraBlocks = NO_BLOCKS, ...rest }: DocumentEditorProps) {
  const state = useEditingState({ ...rest, fields: mergeFields, problems, extraBlocks });
  const { editing, actions, blocks } = state;
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );
  const onDragStart = ({ active }: DragStartEvent): void => {
    const { block } = active.data.current as DraggedThing;
    setDragged(editing.kinds.get(block.type)?.label ?? '');
  };
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    setDragged(null);
    const place = over?.data.current?.place as Place | undefined;
    if (!place) return;
    const { block, added } = active.data.current as DraggedThing;
    if (added) actions.insert(added, place);
    else actions.move(block.id!, place);
  };
  return (
    <EditingProvider value={editing}>
      <DndContext
        sensors={sensors}
        collisionDetection={nearestGap(blocks)}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
        onDragCancel={() => setDragged(null)}
        accessibility={{ screenReaderInstructions: { draggable: '' }, container: document.body }}
      >
        <div className={classes.editor} onKeyDown={(event) => onEditorKey(event, actions)}>
          <Palette />
          <Sheet state={state} isDragging={dragged !== null} />
          <SettingsPanel state={state} />
        </div>
        <DragOverlay dropAnimation={null}>{dragged !== null && <div className={classes.carried}>{dragged}</div>}</DragOverlay>
      </DndContext>
      <p className="visually-hidden" aria-live="polite">
        {state.said}
      </p>
    </EditingProvider>
  );
}

/** What is being dragged: a block of the document, or what a button of the palette adds. */
interface DraggedThing {
  block: Block;
  added?: readonly Block[];
}

function Sheet({ state, isDragging }: { state: EditingState; isDragging: boolean }) {
  const { editing, actions, blocks } = state;
  return (
    <div className={classes.middle}>
      <EditorBar state={state} />
      <div
        className={classes.ground}
        style={lookStyles(editing.look, editing.brand) as CSSProperties}
        data-dragging={isDragging || undefined}
        onClick={() => actions.select(null)}
      >
        <p id="document-how" className="visually-hidden">
          {t('documents.canvas.how')}
        </p>
        <div
          className={classes.sheet}
          data-device={state.device}
          role="group"
          aria-label={t('documents.canvas')}
          aria-describedby="document-how"
        >
          <BlockList blocks={blocks} holder={null} slot="blocks" path="blocks" empty={t('documents.canvas.empty')} />
          {editing.kind === 'letter' && <p className={classes.foot}>{t('documents.canvas.foot')}</p>}
        </div>
      </div>
    </div>
  );
}

function onEditorKey(event: KeyboardEvent, { undo, redo }: EditingState['actions']): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const target = event.target as HTMLElement;
  // An input takes back its own words; the texts on the sheet are the document's.
  if (target.matches('input, textarea')) return;
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) undo();
  else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
  else return;
  event.preventDefault();
}
