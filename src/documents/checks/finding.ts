import type { CompiledDocument, Materials } from '../rules/compiling.ts';
import type { AnyBlock, PlacedBlock } from '../rules/tree.ts';
import type { Document } from '../schema.ts';

/** Something that a look over a finished letter found. `error` keeps it from being sent, a `warning` hardly ever is meant, a `hint` may be. */
export interface Finding {
  severity: 'error' | 'warning' | 'hint';
  code: string;
  /** Where: `body.blocks.2.url`, `subject`. */
  path: string;
  /** The id of the block it is about, where it has one. */
  blockId?: string;
  sentence: string;
}

export interface Checked {
  document: Document;
  compiled: CompiledDocument;
  materials: Materials;
  subject: string;
  preheader: string;
  /** Whether its receivers must be able to end such letters. */
  isBulk: boolean;
}

/** A finding about a block. */
export const at = ({ block, path }: PlacedBlock, finding: Omit<Finding, 'path' | 'blockId'> & { part?: string }): Finding => {
  const { part, ...rest } = finding;
  const place = part === undefined ? path : `${path}.${part}`;
  return { ...rest, path: `body.${place}`, ...(block.id === undefined ? {} : { blockId: block.id }) };
};

/** The words of a block that people read, without what fills in. */
export function wordsOf(block: AnyBlock): string {
  switch (block.type) {
    case 'heading':
    case 'text':
      return block.text;
    case 'button':
      return block.label;
    case 'html':
      return block.html.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ').replaceAll(/<[^>]*>/g, ' ');
    default:
      return '';
  }
}
