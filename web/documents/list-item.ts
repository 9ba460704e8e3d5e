import { mergeAttributes, Node } from '@tiptap/core';

/** One paragraph of a list; a list holds no other, for a letter shows them side by side at best. */
export const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', mergeAttributes(HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => editor.commands.splitListItem(this.name),
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection;
        return empty && $from.parentOffset === 0 && editor.isActive(this.name) && editor.commands.liftListItem(this.name);
      },
    };
  },
});
