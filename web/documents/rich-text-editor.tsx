import { type Editor, Extension } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect, useRef } from 'react';
import { linkProblem } from '../../src/documents/rules/links.ts';
import { ListItem } from './list-item.ts';
import { MergeNode } from './merge-node.ts';
import { richTextOf, type TextMode, textOf } from './rich-text.ts';

interface RichTextEditorProps {
  mode: TextMode;
  label: string;
  value: string;
  onChange: (text: string) => void;
  labelOf: (source: string) => string;
  /** Told when the caret comes, and `null` when the text is gone. */
  onWriting: (editor: Editor | null) => void;
  onLeave?: (() => void) | undefined;
  /** Where it was clicked, so that the caret stands there; `end` puts it behind the last word. */
  caret?: { x: number; y: number } | 'end' | undefined;
  className?: string | undefined;
  isInvalid?: boolean;
}

/** A text of a document, written as it will look. What it gives is the document's own language of marks. */
export function RichTextEditor({
  mode,
  label,
  value,
  onChange,
  labelOf,
  onWriting,
  onLeave,
  caret,
  className,
  isInvalid,
}: RichTextEditorProps) {
  const latest = useRef({ onChange, onLeave, onWriting, caret, text: value });
  latest.current = { ...latest.current, onChange, onLeave, onWriting, caret };
  const editor = useEditor({
    extensions: extensionsFor(mode, labelOf, () => latest.current.onLeave?.()),
    content: richTextOf(value, mode),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-label': label,
        'aria-multiline': String(mode !== 'line'),
        'aria-invalid': String(Boolean(isInvalid)),
        dir: 'auto',
        ...(className ? { class: className } : {}),
      },
    },
    onUpdate({ editor: written }) {
      latest.current.text = textOf(written.getJSON(), mode);
      latest.current.onChange(latest.current.text);
    },
    onFocus: ({ editor: focused }) => latest.current.onWriting(focused),
  });

  useEffect(() => {
    // What was written here came back as it was; anything else was changed elsewhere: taken back, or restored.
    if (value === latest.current.text) return;
    latest.current.text = value;
    const { from } = editor.state.selection;
    editor.commands.setContent(richTextOf(value, mode), { emitUpdate: false });
    editor.commands.setTextSelection(Math.min(from, editor.state.doc.content.size));
  }, [editor, value, mode]);

  useEffect(() => () => latest.current.onWriting(null), [editor]);

  const isEntered = caret !== undefined;
  useEffect(() => {
    if (!isEntered) return;
    const place = latest.current.caret;
    const at = !place || place === 'end' ? null : editor.view.posAtCoords({ left: place.x, top: place.y });
    editor.commands.focus(at ? at.pos : 'end', { scrollIntoView: false });
  }, [editor, isEntered]);

  return <EditorContent editor={editor} />;
}

function extensionsFor(mode: TextMode, labelOf: (source: string) => string, leave: () => void) {
  const hasMarks = mode === 'line' ? false : undefined;
  return [
    StarterKit.configure({
      heading: false,
      ...(mode === 'text' ? {} : { bulletList: false as const, orderedList: false as const }),
      listItem: false,
      listKeymap: false,
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      strike: false,
      underline: false,
      dropcursor: false,
      gapcursor: false,
      trailingNode: false,
      // The document is taken back as a whole, its texts among it.
      undoRedo: false,
      ...(hasMarks === false ? { bold: false as const, italic: false as const, link: false as const, hardBreak: false as const } : {}),
      ...(hasMarks === false
        ? {}
        : { link: { openOnClick: false, autolink: false, linkOnPaste: true, isAllowedUri: (url: string) => linkProblem(url) === null } }),
    }),
    ...(mode === 'text' ? [ListItem] : []),
    MergeNode.configure({ labelOf }),
    Extension.create({
      name: 'leaving',
      priority: 1_000,
      addKeyboardShortcuts: () => ({
        Escape: () => {
          leave();
          return true;
        },
        ...(mode === 'line' ? { Enter: () => true, 'Shift-Enter': () => true } : {}),
      }),
    }),
  ];
}
