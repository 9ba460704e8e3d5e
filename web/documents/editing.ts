import type { Editor } from '@tiptap/core';
import { createContext, use } from 'react';
import type { Block, Brand, Look, MergeField } from '../../src/documents/schema.ts';
import type { BlockKind } from './block-kinds.tsx';
import type { Place } from './tree.ts';

export type DocumentKind = 'letter' | 'form' | 'page';
export type Device = 'desktop' | 'phone';
export type BlockAction = 'up' | 'down' | 'duplicate' | 'remove';

/** What every part of the editor may ask and do. It changes when something else is chosen, not with every letter typed. */
export interface Editing {
  kind: DocumentKind;
  objectId: number;
  fields: readonly MergeField[];
  kinds: ReadonlyMap<Block['type'], BlockKind>;
  look: Look;
  brand: Brand;
  device: Device;
  /** The blocks as they are now. */
  blocks: () => readonly Block[];
  selectedId: string | null;
  /** Whether the chosen block itself takes the keys. */
  focused: 'block' | null;
  /** The block in whose text the caret is put at its end. */
  entered: string | null;
  firstId: string | null;
  select: (id: string | null, focused?: 'block') => void;
  /** To the block before or after in reading order. */
  go: (by: -1 | 1) => void;
  /** Into the text of a block, or else to its settings. */
  enter: (id: string) => void;
  /** `what` names what is being written, so that a sentence is taken back as a whole. */
  change: (id: string, block: Block, what?: string) => void;
  insert: (blocks: readonly Block[], place: Place) => void;
  /** Several blocks in the place of one. */
  replace: (id: string, blocks: readonly Block[]) => void;
  act: (action: BlockAction, id: string) => void;
  /** The text that has the caret, for the buttons above it. */
  writing: Editor | null;
  setWriting: (editor: Editor | null) => void;
  /** What is wrong with a block, and not with what stands in it. */
  problemsIn: (path: string) => readonly string[];
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error('A part of the document editor stands outside of it.');
  return editing;
}
