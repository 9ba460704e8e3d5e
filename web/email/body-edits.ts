import type { Block, Document, InnerBlock } from '../../src/documents/schema.ts';

/** The same letter as one text: headings become paragraphs, buttons links; what only some see is seen by all. */
export function plainOf(body: Document): Document {
  if (body.kind === 'plain') return body;
  return {
    kind: 'plain',
    text: wordsIn(body.blocks)
      .filter((part) => part !== '')
      .join('\n\n'),
  };
}

function wordsIn(blocks: readonly (Block | InnerBlock)[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'heading':
      case 'text':
        return [block.text];
      case 'button':
        return [`[${block.label}](${block.url})`];
      case 'section':
        return block.columns.flatMap((column) => wordsIn(column.blocks));
      case 'condition':
        return wordsIn(block.blocks);
      default:
        return [];
    }
  });
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
