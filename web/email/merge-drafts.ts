import type { Block, Document } from '../../src/documents/schema.ts';
import type { Draft } from './email-data.ts';

export interface Merged {
  draft: Draft;
  /** What both have changed, each in another way; `draft` holds one's own there. */
  clashes: (keyof Draft)[];
}

/** What two people made of the same draft, put together: of each part the one that was changed, and of blocks likewise. */
export function mergedDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const merged = { ...mine };
  const clashes: (keyof Draft)[] = [];
  for (const key of Object.keys(base) as (keyof Draft)[]) {
    if (same(mine[key], theirs[key]) || same(theirs[key], base[key])) continue;
    const both = key === 'body' ? mergedBodies(base.body, mine.body, theirs.body) : undefined;
    if (same(mine[key], base[key])) Object.assign(merged, { [key]: theirs[key] });
    else if (both) merged.body = both;
    else clashes.push(key);
  }
  return { draft: merged, clashes };
}

/** Blocks by their ids: where only one of the two has moved, added or removed blocks, and no block was changed by both. */
function mergedBodies(base: Document, mine: Document, theirs: Document): Document | undefined {
  if (base.kind !== 'blocks' || mine.kind !== 'blocks' || theirs.kind !== 'blocks') return undefined;
  if (!same(mine.look, theirs.look) && !same(mine.look, base.look) && !same(theirs.look, base.look)) return undefined;
  const [before, ours, others] = [byId(base.blocks), byId(mine.blocks), byId(theirs.blocks)];
  if (!before || !ours || !others) return undefined;
  const order = sameOrder(before, ours) ? others : sameOrder(before, others) ? ours : undefined;
  if (!order) return undefined;
  const blocks: Block[] = [];
  for (const id of order.keys()) {
    const [was, own, other] = [before.get(id), ours.get(id), others.get(id)];
    if (own && other && !same(own, other) && !same(own, was) && !same(other, was)) return undefined;
    blocks.push(own && other ? (same(own, was) ? other : own) : (own ?? other)!);
  }
  for (const [id, was] of before) {
    // One removed what the other changed.
    const left = ours.get(id) ?? others.get(id);
    if (!order.has(id) && left && !same(left, was)) return undefined;
  }
  const look = same(mine.look, base.look) ? theirs.look : mine.look;
  return { kind: 'blocks', blocks, ...(look ? { look } : {}) };
}

function byId(blocks: readonly Block[]): Map<string, Block> | undefined {
  const known = new Map(blocks.map((block) => [block.id ?? '', block]));
  return known.has('') || known.size < blocks.length ? undefined : known;
}

const sameOrder = (one: Map<string, Block>, other: Map<string, Block>): boolean => [...one.keys()].join() === [...other.keys()].join();

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
