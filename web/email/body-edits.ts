import type { Block, Document } from '../../src/documents/schema.ts';

/** The kinds of block that are written without the block editor. */
export type SimpleType = 'heading' | 'text' | 'button' | 'divider';

export const isSimple = (block: Block): block is Extract<Block, { type: SimpleType }> =>
  ['heading', 'text', 'button', 'divider'].includes(block.type);

export function newBlock(type: SimpleType): Block {
  switch (type) {
    case 'heading':
      return { type, text: '', level: 1 };
    case 'text':
      return { type, text: '' };
    case 'button':
      return { type, label: '', url: '' };
    case 'divider':
      return { type };
  }
}

export function movedBlock(blocks: readonly Block[], index: number, by: -1 | 1): Block[] {
  const moved = [...blocks];
  const [block] = moved.splice(index, 1);
  if (block) moved.splice(index + by, 0, block);
  return moved;
}

/** The same letter as one text: headings become paragraphs, buttons links. */
export function plainOf(body: Document): Document {
  if (body.kind === 'plain') return body;
  const parts = body.blocks.filter(isSimple).map((block) => {
    if (block.type === 'divider') return '';
    return block.type === 'button' ? `[${block.label}](${block.url})` : block.text;
  });
  return { kind: 'plain', text: parts.filter((part) => part !== '').join('\n\n') };
}

/** The same letter as blocks: one text block, to be cut up. */
export function blocksOf(body: Document): Document {
  if (body.kind === 'blocks') return body;
  return { kind: 'blocks', blocks: body.text === '' ? [] : [{ type: 'text', text: body.text }] };
}

/** A text with a merge field put in the place of what is chosen in it. */
export function inserted(text: string, path: string, from: number, to: number): { text: string; caret: number } {
  const field = `{{ ${path} }}`;
  return { text: text.slice(0, from) + field + text.slice(to), caret: from + field.length };
}
