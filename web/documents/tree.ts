import type { Block } from '../../src/documents/schema.ts';

/** Where a block stands or may stand: before the `index`th of a list of another block, or of the document (`holder: null`). */
export interface Place {
  holder: string | null;
  /** Which of the holder's lists: `columns.0.blocks`, `blocks`, `otherwise`. */
  slot: string;
  index: number;
}

export interface Standing extends Place {
  block: Block;
  /** As problems name it: `blocks.2.columns.0.blocks.1`. */
  path: string;
  /** How many stand in its list. */
  count: number;
  /** How many blocks it stands in. */
  depth: number;
}

interface List {
  slot: string;
  blocks: readonly Block[];
}

/** What may stand in a list: anything; what stands in a column; what a condition at the top holds; or only what holds nothing itself. */
type Room = 'top' | 'column' | 'condition' | 'leaves';

export const isHolder = (block: Block): block is Extract<Block, { type: 'section' | 'condition' }> =>
  block.type === 'section' || block.type === 'condition';

/** The lists of blocks that a block holds. */
export function listsIn(block: Block): List[] {
  if (block.type === 'section') return block.columns.map(({ blocks }, index) => ({ slot: `columns.${index}.blocks`, blocks }));
  if (block.type !== 'condition') return [];
  return [
    { slot: 'blocks', blocks: block.blocks },
    { slot: 'otherwise', blocks: block.otherwise ?? [] },
  ];
}

/** The only place where a list is put into a block; that it may hold what stands in it is `fits`'s to say. */
function withList(block: Block, slot: string, blocks: readonly Block[]): Block {
  if (block.type === 'section') {
    return {
      ...block,
      columns: block.columns.map((column, index) => (slot === `columns.${index}.blocks` ? { ...column, blocks } : column)),
    } as Block;
  }
  if (block.type !== 'condition') return block;
  if (slot === 'blocks') return { ...block, blocks } as Block;
  const { otherwise: _, ...rest } = block;
  return (blocks.length === 0 ? rest : { ...rest, otherwise: blocks }) as Block;
}

function roomIn(holder: Block, room: Room): Room {
  if (holder.type === 'section') return 'column';
  return room === 'top' ? 'condition' : 'leaves';
}

function fits(block: Block, room: Room): boolean {
  if (block.type === 'section') return room === 'top' || room === 'condition';
  if (block.type !== 'condition') return true;
  if (room === 'top') return true;
  return room === 'column' && listsIn(block).every(({ blocks }) => blocks.every((each) => !isHolder(each)));
}

/** Every block in reading order. */
export function standingsOf(blocks: readonly Block[]): Standing[] {
  return standingsIn(blocks, { holder: null, slot: 'blocks', path: 'blocks', depth: 0 });
}

function standingsIn(blocks: readonly Block[], at: { holder: string | null; slot: string; path: string; depth: number }): Standing[] {
  return blocks.flatMap((block, index) => {
    const path = `${at.path}.${index}`;
    const own: Standing = { block, holder: at.holder, slot: at.slot, index, path, count: blocks.length, depth: at.depth };
    const inside = listsIn(block).flatMap((list) =>
      standingsIn(list.blocks, { holder: block.id ?? null, slot: list.slot, path: `${path}.${list.slot}`, depth: at.depth + 1 }),
    );
    return [own, ...inside];
  });
}

export const standingOf = (blocks: readonly Block[], id: string | null): Standing | undefined =>
  id === null ? undefined : standingsOf(blocks).find(({ block }) => block.id === id);

/** Every place in reading order where a block may stand, except inside itself; its own place comes twice: before and after it. */
export function placesFor(blocks: readonly Block[], moved: Block): Place[] {
  return placesIn(blocks, moved, { holder: null, slot: 'blocks', room: 'top' });
}

function placesIn(blocks: readonly Block[], moved: Block, at: { holder: string | null; slot: string; room: Room }): Place[] {
  const isOpen = fits(moved, at.room);
  const gap = (index: number): Place[] => (isOpen ? [{ holder: at.holder, slot: at.slot, index }] : []);
  return blocks.reduce<Place[]>((places, block, index) => {
    if (block.id !== moved.id || moved.id === undefined) {
      const room = roomIn(block, at.room);
      for (const { slot, blocks: inside } of listsIn(block))
        places.push(...placesIn(inside, moved, { holder: block.id ?? null, slot, room }));
    }
    places.push(...gap(index + 1));
    return places;
  }, gap(0));
}

/** Whether a block may be put there. */
export const mayStand = (blocks: readonly Block[], block: Block, { holder, slot }: Place): boolean =>
  placesFor(blocks, block).some((place) => place.holder === holder && place.slot === slot);

/** Changes one block; `null` takes it away, several take its place. */
export function replaced(blocks: readonly Block[], id: string, change: (block: Block) => Block | readonly Block[] | null): Block[] {
  return blocks.flatMap((block): readonly Block[] | Block => {
    if (block.id === id) return change(block) ?? [];
    return withLists(block, (inside) => replaced(inside, id, change));
  });
}

/** A block whose lists are changed; itself where they come out as they were. */
function withLists(block: Block, change: (blocks: readonly Block[]) => Block[]): Block {
  return listsIn(block).reduce<Block>((held, { slot, blocks }) => {
    const next = change(blocks);
    return next.length === blocks.length && next.every((each, index) => each === blocks[index]) ? held : withList(held, slot, next);
  }, block);
}

export const removed = (blocks: readonly Block[], id: string): Block[] => replaced(blocks, id, () => null);

export function inserted(blocks: readonly Block[], block: Block | readonly Block[], { holder, slot, index }: Place): Block[] {
  const put = (list: readonly Block[]): Block[] => [...list.slice(0, index), ...[block].flat(), ...list.slice(index)] as Block[];
  if (holder === null) return put(blocks);
  return replaced(blocks, holder, (into) => {
    const list = listsIn(into).find((each) => each.slot === slot);
    return list ? withList(into, slot, put(list.blocks)) : into;
  });
}

/** A block taken from where it stands and put elsewhere. The place is named as it is before anything moves. */
export function moved(blocks: readonly Block[], id: string, place: Place): Block[] {
  const from = standingOf(blocks, id);
  if (!from) return [...blocks];
  const isSameList = from.holder === place.holder && from.slot === place.slot;
  const index = isSameList && from.index < place.index ? place.index - 1 : place.index;
  return inserted(removed(blocks, id), from.block, { ...place, index });
}

/** The next place up or down in reading order, into and out of columns and conditions; undefined at either end. */
export function nextPlace(blocks: readonly Block[], id: string, by: -1 | 1): Place | undefined {
  const from = standingOf(blocks, id);
  if (!from) return undefined;
  const places = placesFor(blocks, from.block);
  const own = (place: Place): boolean =>
    place.holder === from.holder && place.slot === from.slot && (place.index === from.index || place.index === from.index + 1);
  const first = places.findIndex(own);
  return by === -1 ? places[first - 1] : places[places.findLastIndex(own) + 1];
}

/** The same blocks, each with an id of its own. */
export function withIds(blocks: readonly Block[]): Block[] {
  const taken = new Set<string>();
  const next = numbering(blocks);
  return named(blocks, (id) => {
    const own = !id || taken.has(id) ? next() : id;
    taken.add(own);
    return own;
  });
}

/** Blocks to be put into a document beside what stands in it. */
export const withNewIds = (added: readonly Block[], beside: readonly Block[]): Block[] => named(added, numbering(beside));

function named(blocks: readonly Block[], idFor: (id: string | undefined) => string): Block[] {
  return blocks.map((block) => {
    const own = idFor(block.id);
    const held = withLists(block, (inside) => named(inside, idFor));
    return held.id === own ? held : { ...held, id: own };
  });
}

function numbering(blocks: readonly Block[]): () => string {
  let last = Math.max(0, ...standingsOf(blocks).map(({ block }) => Number(/^b(\d+)$/.exec(block.id ?? '')?.[1] ?? 0)));
  return () => `b${++last}`;
}
