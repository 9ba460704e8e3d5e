import type { Block, SectionBlock } from '../../src/documents/schema.ts';

/** How a stripe can be parted, in percent. */
export const PRESETS = [
  { name: '1', widths: [100] },
  { name: '2', widths: [50, 50] },
  { name: '12', widths: [33, 67] },
  { name: '21', widths: [67, 33] },
  { name: '3', widths: [33, 33, 33] },
  { name: '4', widths: [25, 25, 25, 25] },
] as const;

const isEven = (widths: readonly number[]): boolean => widths.every((width) => width === widths[0]);

export const columnsOf = (widths: readonly number[]): Block => ({
  type: 'section',
  columns: widths.map((width) => ({ blocks: [], ...(isEven(widths) ? {} : { width }) })),
});

/** The same stripe parted otherwise. What stood in a column that is no more comes to the end of the last. */
export function withColumns(section: SectionBlock, widths: readonly number[]): SectionBlock {
  const columns = widths.map((width, index) => ({
    blocks: section.columns[index]?.blocks ?? [],
    ...(isEven(widths) ? {} : { width }),
  }));
  const left = section.columns.slice(widths.length).flatMap(({ blocks }) => blocks);
  const last = columns.at(-1)!;
  return { ...section, columns: [...columns.slice(0, -1), { ...last, blocks: [...last.blocks, ...left] }] };
}
