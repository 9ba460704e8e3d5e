import { mergeAttributes, Node } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

const MERGE = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

interface MergeOptions {
  /** What a pill says of a source. */
  labelOf: (source: string) => string;
}

/** A merge field as a pill in running text. What is typed or pasted as `{{ … }}` becomes one. */
export const MergeNode = Node.create<MergeOptions>({
  name: 'merge',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addOptions: () => ({ labelOf: (source) => source }),
  addAttributes: () => ({
    source: {
      default: '',
      parseHTML: (element) => element.dataset.merge,
      renderHTML: ({ source }) => ({ 'data-merge': source as string }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-merge]' }],
  renderHTML({ node, HTMLAttributes }) {
    const source = String(node.attrs.source);
    return ['span', mergeAttributes(HTMLAttributes, { title: source }), this.options.labelOf(source)];
  },
  renderText: ({ node }) => String(node.attrs.source),
  addProseMirrorPlugins() {
    const { type } = this;
    return [
      new Plugin({
        appendTransaction(transactions, _, { doc, tr }) {
          if (!transactions.some(({ docChanged }) => docChanged)) return null;
          const found: { from: number; to: number; source: string }[] = [];
          doc.descendants((node, at) => {
            if (!node.isText) return;
            for (const match of node.text!.matchAll(MERGE))
              found.push({ from: at + match.index, to: at + match.index + match[0].length, source: match[0] });
          });
          if (found.length === 0) return null;
          for (const { from, to, source } of found.toReversed()) {
            tr.replaceWith(from, to, type.create({ source }, null, doc.resolve(from + 1).marks()));
          }
          return tr;
        },
      }),
    ];
  },
});
