import type { Criteria } from '../../criteria/schema.ts';
import type { Block, Document, InnerBlock, Leaf, SavedBlock } from '../schema.ts';

export type AnyBlock = Block | InnerBlock | Leaf;

/** A block and where it stands: `blocks.2.columns.0.blocks.1`. */
export interface PlacedBlock {
  block: AnyBlock;
  path: string;
}

/** Every block of a document, those that hold others before what they hold. */
export const blocksOf = (document: Document): PlacedBlock[] => (document.kind === 'plain' ? [] : blocksIn(document.blocks, 'blocks'));

export function blocksIn(blocks: readonly AnyBlock[], path: string): PlacedBlock[] {
  return blocks.flatMap((block, index) => {
    const own = { block, path: `${path}.${index}` };
    return [own, ...innerLists(block).flatMap(([name, inner]) => blocksIn(inner, `${own.path}.${name}`))];
  });
}

function innerLists(block: AnyBlock): [string, readonly AnyBlock[]][] {
  if (block.type === 'section') return block.columns.map(({ blocks }, index) => [`columns.${index}.blocks`, blocks]);
  if (block.type === 'condition') {
    return [
      ['blocks', block.blocks],
      ['otherwise', block.otherwise ?? []],
    ];
  }
  return [];
}

/** Every saved block a document asks for, those inside saved blocks among them. */
export function savedIdsIn(blocks: readonly AnyBlock[]): number[] {
  return blocksIn(blocks, '').flatMap(({ block }) => (block.type === 'saved' ? [block.savedId] : []));
}

/** Of the saved blocks there are, those a document asks for, and those that these ask for. */
export function savedBlocksOf<Saved extends Pick<SavedBlock, 'id' | 'blocks'>>(
  document: Document,
  all: ReadonlyMap<number, Saved>,
): Map<number, Saved> {
  const found = new Map<number, Saved>();
  const waiting = document.kind === 'plain' ? [] : savedIdsIn(document.blocks);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const saved = found.has(id) ? undefined : all.get(id);
    if (!saved) continue;
    found.set(id, saved);
    waiting.push(...savedIdsIn(saved.blocks));
  }
  return found;
}

/** Pictures by their ids, of `asset:12`. */
export const assetIdOf = (source: string): number | undefined => (source.startsWith('asset:') ? Number(source.slice(6)) : undefined);

type Plain = Exclude<Leaf, { type: 'saved' }>;
/** A block as it is drawn: saved ones are replaced by what was saved. */
export type Node = Plain | SectionNode | ConditionNode;
export type SectionNode = Omit<Extract<Block, { type: 'section' }>, 'columns'> & {
  columns: { width?: number | undefined; blocks: Node[] }[];
};
export type ConditionNode = Omit<Extract<Block, { type: 'condition' }>, 'blocks' | 'otherwise'> & { blocks: Node[]; otherwise: Node[] };

/** Saved blocks inside each other go no deeper. */
export const DEEPEST_SAVED = 5;

/** The tree as it is drawn. A saved block that is gone, or that holds itself, leaves nothing; where there is no room for stripes only their columns' blocks stay. */
export function expanded(blocks: readonly AnyBlock[], saved: ReadonlyMap<number, SavedBlock>, depth = 0): Node[] {
  return blocks.flatMap((block): Node[] => {
    switch (block.type) {
      case 'saved': {
        const inner = depth < DEEPEST_SAVED ? (saved.get(block.savedId)?.blocks ?? []) : [];
        return expanded(inner, saved, depth + 1).map((node) => shownOn(node, block.on));
      }
      case 'section':
        return [
          { ...block, columns: block.columns.map((column) => ({ ...column, blocks: flattened(expanded(column.blocks, saved, depth)) })) },
        ];
      case 'condition':
        return [
          {
            ...block,
            blocks: expanded(block.blocks, saved, depth).map((node) => shownOn(node, block.on)),
            otherwise: expanded(block.otherwise ?? [], saved, depth).map((node) => shownOn(node, block.on)),
          },
        ];
      default:
        return [block];
    }
  });
}

const shownOn = (node: Node, on: Node['on']): Node => (on === undefined || node.on !== undefined ? node : { ...node, on });

function flattened(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.type === 'section') return node.columns.flatMap(({ blocks }) => blocks.map((inner) => shownOn(inner, node.on)));
    if (node.type === 'condition') return [{ ...node, blocks: flattened(node.blocks), otherwise: flattened(node.otherwise) }];
    return [node];
  });
}

/** Whether a stripe stands in it, which nothing but the whole width can hold. */
export const holdsSection = (node: Node): boolean =>
  node.type === 'section' || (node.type === 'condition' && [...node.blocks, ...node.otherwise].some(holdsSection));

/** The criteria of all conditions, in the order of the tree. */
export function criteriaIn(nodes: readonly Node[]): Criteria[] {
  return nodes.flatMap((node): Criteria[] => {
    if (node.type === 'section') return criteriaIn(node.columns.flatMap(({ blocks }) => blocks));
    if (node.type !== 'condition') return [];
    return [...(node.criteria ? [node.criteria] : []), ...criteriaIn(node.blocks), ...criteriaIn(node.otherwise)];
  });
}
