import type { Document } from '../../../documents/index.ts';

/** An e-mail of HTML is one block of it; standing in a section, the same is a template. */
export function bodyOf(type: 'e-mail' | 'template', html: string): Document {
  const block = { type: 'html' as const, html };
  return { kind: 'blocks', blocks: type === 'e-mail' ? [block] : [{ type: 'section', columns: [{ blocks: [block] }] }] };
}

/** The HTML of a message that is nothing else; null of one made of blocks. */
export function htmlOf(body: Document): string | null {
  if (body.kind === 'plain') return body.text === '' ? '' : null;
  const [block, ...others] = body.blocks;
  return block?.type === 'html' && others.length === 0 ? block.html : null;
}
