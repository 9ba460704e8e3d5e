import { ActionIcon, Group, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowUp,
  IconBold,
  IconCopy,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconItalic,
  IconList,
  IconListNumbers,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { useEditorState } from '@tiptap/react';
import type { Editor } from '@tiptap/core';
import { t } from '../app/messages/t.ts';
import { BlockMenu } from './block-menu.tsx';
import classes from './documents.module.css';
import type { Device } from './editing.ts';
import { FieldButton } from './field-button.tsx';
import { LinkButton } from './link-button.tsx';
import { nextPlace } from './tree.ts';
import type { EditingState } from './use-editing-state.ts';

/** Above the sheet: what was done, how the words look, and what can be done with the chosen block. It stays where it is. */
export function EditorBar({ state: { actions, history, editing, blocks, device, setDevice } }: { state: EditingState }) {
  const { selectedId, writing } = editing;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('documents.bar')}>
      <Group gap={2} wrap="nowrap">
        <Press icon={IconArrowBackUp} label={t('documents.bar.undo')} disabled={!history.canUndo} onClick={actions.undo} />
        <Press icon={IconArrowForwardUp} label={t('documents.bar.redo')} disabled={!history.canRedo} onClick={actions.redo} />
      </Group>
      <Group gap={2} wrap="nowrap">
        <Marks editor={writing} />
        <Lists editor={writing} />
        <FieldButton editor={writing} />
      </Group>
      <Group gap={2} wrap="nowrap">
        <Press
          icon={IconArrowUp}
          label={t('documents.bar.up')}
          disabled={!selectedId || !nextPlace(blocks, selectedId, -1)}
          onClick={() => actions.act('up', selectedId!)}
        />
        <Press
          icon={IconArrowDown}
          label={t('documents.bar.down')}
          disabled={!selectedId || !nextPlace(blocks, selectedId, 1)}
          onClick={() => actions.act('down', selectedId!)}
        />
        <Press
          icon={IconCopy}
          label={t('documents.bar.duplicate')}
          disabled={!selectedId}
          onClick={() => actions.act('duplicate', selectedId!)}
        />
        <Press
          icon={IconTrash}
          label={t('documents.bar.remove')}
          disabled={!selectedId}
          onClick={() => actions.act('remove', selectedId!)}
        />
        <BlockMenu state={{ actions, blocks, editing }} />
      </Group>
      <Devices device={device} onChange={setDevice} />
    </div>
  );
}

function Marks({ editor }: { editor: Editor | null }) {
  const hasMarks = Boolean(editor && !editor.isDestroyed && editor.schema.marks.bold);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => (now && !now.isDestroyed ? { isBold: now.isActive('bold'), isItalic: now.isActive('italic') } : null),
  });
  return (
    <>
      <Press
        icon={IconBold}
        label={t('documents.bar.bold')}
        disabled={!hasMarks}
        isOn={state?.isBold}
        onClick={() => editor?.chain().focus().toggleMark('bold').run()}
      />
      <Press
        icon={IconItalic}
        label={t('documents.bar.italic')}
        disabled={!hasMarks}
        isOn={state?.isItalic}
        onClick={() => editor?.chain().focus().toggleMark('italic').run()}
      />
      <LinkButton editor={hasMarks ? editor : null} />
    </>
  );
}

function Lists({ editor }: { editor: Editor | null }) {
  const hasLists = Boolean(editor && !editor.isDestroyed && editor.schema.nodes.bulletList);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      now && !now.isDestroyed ? { isBulleted: now.isActive('bulletList'), isNumbered: now.isActive('orderedList') } : null,
  });
  return (
    <>
      <Press
        icon={IconList}
        label={t('documents.bar.bullets')}
        disabled={!hasLists}
        isOn={state?.isBulleted}
        onClick={() => editor?.chain().focus().toggleList('bulletList', 'listItem').run()}
      />
      <Press
        icon={IconListNumbers}
        label={t('documents.bar.numbers')}
        disabled={!hasLists}
        isOn={state?.isNumbered}
        onClick={() => editor?.chain().focus().toggleList('orderedList', 'listItem').run()}
      />
    </>
  );
}

interface PressProps {
  icon: Icon;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  /** Of a button that stays pressed. */
  isOn?: boolean | undefined;
}

/** A button of the bar; it leaves the caret where it is. */
export function Press({ icon: Sign, label, onClick, disabled = false, isOn }: PressProps) {
  return (
    <Tooltip label={label} disabled={disabled}>
      <ActionIcon
        size={30}
        aria-label={label}
        aria-pressed={isOn}
        data-on={isOn || undefined}
        disabled={disabled}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <Sign size={17} />
      </ActionIcon>
    </Tooltip>
  );
}

function Devices({ device, onChange }: { device: Device; onChange: (device: Device) => void }) {
  return (
    <SegmentedControl
      className={classes.devices}
      aria-label={t('documents.bar.device')}
      size="xs"
      value={device}
      onChange={(value) => onChange(value as Device)}
      data={[
        { value: 'desktop', label: <DeviceSign icon={IconDeviceDesktop} label={t('documents.bar.desktop')} /> },
        { value: 'phone', label: <DeviceSign icon={IconDeviceMobile} label={t('documents.bar.phone')} /> },
      ]}
    />
  );
}

const DeviceSign = ({ icon: Sign, label }: { icon: Icon; label: string }) => (
  <span className={classes.device} title={label}>
    <Sign size={16} aria-hidden="true" />
    <span className="visually-hidden">{label}</span>
  </span>
);
