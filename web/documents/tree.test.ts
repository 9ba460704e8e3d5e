import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, documentSchema } from '../../src/documents/schema.ts';
import { inserted, moved, nextPlace, placesFor, removed, replaced, standingsOf, withIds, withNewIds } from './tree.ts';

const text = (id: string): Block => ({ type: 'text', id, text: id });
const section = (id: string, ...columns: Block[][]): Block =>
  ({ type: 'section', id, columns: columns.map((blocks) => ({ blocks })) }) as Block;
const condition = (id: string, blocks: Block[], otherwise?: Block[]): Block =>
  ({ type: 'condition', id, criteria: null, blocks, ...(otherwise ? { otherwise } : {}) }) as Block;

const ids = (blocks: readonly Block[]): string[] => standingsOf(blocks).map(({ block }) => block.id!);
const outline = (blocks: readonly Block[]): string =>
  standingsOf(blocks)
    .map(({ block, path }) => `${block.id}@${path}`)
    .join(' ');
const tree = [text('a'), section('s', [text('b')], [condition('c', [text('d')])]), text('e')];

test('blocks are told in reading order, by the paths that problems name', () => {
  expect(outline(tree)).toBe(
    'a@blocks.0 s@blocks.1 b@blocks.1.columns.0.blocks.0 c@blocks.1.columns.1.blocks.0 d@blocks.1.columns.1.blocks.0.blocks.0 e@blocks.2',
  );
});

test('a block can be walked down through columns and conditions to the end, and back up the same way', () => {
  const seen = [outline(tree)];
  let now: Block[] = tree;
  for (let place = nextPlace(now, 'a', 1); place; place = nextPlace(now, 'a', 1)) seen.push(outline((now = moved(now, 'a', place))));
  expect(ids(now).at(-1)).toBe('a');
  expect(new Set(seen).size).toBe(seen.length);
  const back = [outline(now)];
  for (let place = nextPlace(now, 'a', -1); place; place = nextPlace(now, 'a', -1)) back.push(outline((now = moved(now, 'a', place))));
  expect(back.toReversed()).toEqual(seen);
});

test('a section stands in no section, and a condition in no condition', () => {
  const holders = (block: Block) => new Set(placesFor([...tree, condition('k', [])], block).map(({ holder }) => holder));
  expect([...holders(section('new', []))]).toEqual([null, 'k']);
  expect([...holders(condition('new', []))]).toEqual([null, 's']);
  expect([...holders(condition('new', [section('inner', [])]))]).toEqual([null]);
});

test('what is left empty under “everybody else” is not kept', () => {
  expect(removed([condition('c', [], [text('x')])], 'x')).toEqual([condition('c', [])]);
});

test('blocks that came without ids, or with the same, get their own, and others keep theirs', () => {
  const named = withIds([text('a'), text('a'), { type: 'divider' }]);
  expect(ids(named)).toEqual(['a', 'b1', 'b2']);
  expect(ids(withNewIds(tree, named))).toEqual(['b3', 'b4', 'b5', 'b6', 'b7', 'b8']);
});

test('what is not changed stays the same object', () => {
  const next = replaced(tree, 'e', (block) => ({ ...block, text: 'new' }) as Block);
  expect(next[1]).toBe(tree[1]);
});

describe('of any tree', () => {
  const leaf = fc.constantFrom('text', 'divider').map((type): Block => (type === 'text' ? { type, text: 'x' } : { type: 'divider' }));
  const inColumn = fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 2 }).map((blocks) => condition('', blocks)),
  );
  const asSection = fc
    .array(fc.array(inColumn, { maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map((columns) => section('', ...columns));
  const atTop = fc.oneof(
    leaf,
    asSection,
    fc.array(fc.oneof(leaf, asSection), { maxLength: 2 }).map((blocks) => condition('', blocks)),
  );
  const trees = fc
    .array(atTop, { minLength: 1, maxLength: 5 })
    .map((blocks) => withIds(blocks.map((block) => ({ ...block, id: undefined }) as Block)));

  test('wherever a block may go, the document stays one, and nothing is lost', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (blocks, which, where) => {
        const standings = standingsOf(blocks);
        const { block } = standings[which % standings.length]!;
        const places = placesFor(blocks, block);
        const next = moved(blocks, block.id!, places[where % places.length]!);
        expect(ids(next).toSorted()).toEqual(ids(blocks).toSorted());
        documentSchema.parse({ kind: 'blocks', blocks: next });
      }),
    );
  });

  test('what is put in stands where it was put', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (blocks, where) => {
        const places = placesFor(blocks, text('new'));
        const place = places[where % places.length]!;
        const found = standingsOf(inserted(blocks, text('new'), place)).find(({ block }) => block.id === 'new');
        expect(found).toMatchObject(place);
      }),
    );
  });
});
