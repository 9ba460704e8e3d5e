import { ActionIcon, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useEditing } from './editing.ts';
import { FieldForm } from './field-form.tsx';

/** Puts a merge field where the caret stands, or changes the one that is chosen. */
export function FieldButton({ editor }: { editor: Editor | null }) {
  const { fields } = useEditing();
  const [isOpen, setOpen] = useState(false);
  const chosen = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const selection = now && !now.isDestroyed ? now.state.selection : null;
      return selection instanceof NodeSelection && selection.node.type.name === 'merge' ? String(selection.node.attrs.source) : null;
    },
  });
  const keep = (source: string | null): void => {
    setOpen(false);
    if (!editor) return;
    if (source === null) editor.chain().focus().deleteSelection().run();
    else editor.chain().focus().insertContent({ type: 'merge', attrs: { source } }).run();
  };
  return (
    <Popover opened={isOpen && editor !== null} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size={30}
          aria-label={t('documents.bar.field')}
          data-on={chosen !== null || undefined}
          disabled={!editor}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!isOpen)}
        >
          <IconBraces size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <FieldForm key={chosen} fields={fields} source={chosen} onKeep={keep} />
      </Popover.Dropdown>
    </Popover>
  );
}
