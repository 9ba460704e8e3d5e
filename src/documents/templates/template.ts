import type { Block, Document, Leaf, LetterTemplate, Look } from '../schema.ts';

export type { LetterTemplate };

// The colours templates bring with them stand apart from the brand's only where they are meant to: soft grounds that go with any accent.
export const SAND = '#F4EEE3';
export const MIST = '#EAF1F2';
export const ROSE = '#F8ECE9';
export const LEAF = '#ECF3EA';
export const NIGHT = '#16262B';

export const letter = (blocks: Block[], look?: Look): Document => ({ kind: 'blocks', blocks, ...(look ? { look } : {}) });

type Inner = Extract<Block, { type: 'section' }>['columns'][number]['blocks'];
type Align = 'left' | 'center' | 'right';

export const logo = (align: Align = 'left'): Leaf => ({ type: 'logo', align });
export const title = (text: string, align: Align = 'left'): Leaf => ({ type: 'heading', level: 1, text, align });
export const heading = (text: string, align: Align = 'left'): Leaf => ({ type: 'heading', level: 2, text, align });
export const small = (text: string, align: Align = 'left'): Leaf => ({ type: 'heading', level: 3, text, align });
export const words = (text: string, align: Align = 'left'): Leaf => ({ type: 'text', text, align });
export const lead = (text: string, align: Align = 'left'): Leaf => ({ type: 'text', text, align, size: 'large' });
export const fine = (text: string, align: Align = 'left'): Leaf => ({ type: 'text', text, align, size: 'small' });
export const button = (label: string, url: string, align: Align = 'left'): Leaf => ({ type: 'button', label, url, align });
export const rule = (): Leaf => ({ type: 'divider' });
export const space = (height: number): Leaf => ({ type: 'spacer', height });
export const signed = (): Leaf => ({ type: 'signature' });

export const stripe = (background: string | undefined, blocks: Inner, padding = 36): Block => ({
  type: 'section',
  ...(background ? { background } : {}),
  padding,
  columns: [{ blocks }],
});

export const columns = (parts: Inner[], background?: string, padding = background ? 28 : 0): Block => ({
  type: 'section',
  ...(background ? { background } : {}),
  padding,
  columns: parts.map((blocks) => ({ blocks })),
});
