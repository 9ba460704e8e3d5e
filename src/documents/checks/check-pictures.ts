import type { Picture } from '../rules/compiling.ts';
import { copyFor } from '../rules/block-mjml.ts';
import { assetIdOf, type PlacedBlock } from '../rules/tree.ts';
import { at, wordsOf, type Checked, type Finding } from './finding.ts';

const HEAVY_PICTURE_BYTES = 500 * 1024;
const HEAVY_LETTER_BYTES = 1_500 * 1024;
/** Fewer letters beside pictures say nothing to those who see none. */
const FEW_WORDS = 60;

/** What pictures say to those who do not see them, and how long they make others wait. */
export function checkPictures({ materials: { pictures }, document }: Checked, blocks: readonly PlacedBlock[]): Finding[] {
  const width = (document.kind === 'blocks' && document.look?.width) || 600;
  const each = blocks.flatMap((placed): Finding[] => {
    const { block } = placed;
    if (block.type === 'html') return /<img\b(?![^>]*\balt\s*=)[^>]*>/i.test(block.html) ? [at(placed, { ...NO_ALT, part: 'html' })] : [];
    if (block.type !== 'image' || block.src === '') return [];
    const picture = pictures.get(assetIdOf(block.src) ?? -1);
    return [
      ...(block.alt.trim() === '' && !block.isDecorative ? [at(placed, { ...NO_ALT, part: 'alt' })] : []),
      ...(assetIdOf(block.src) !== undefined && !picture ? [at(placed, { ...GONE, part: 'src' })] : []),
      ...(assetIdOf(block.src) === undefined ? [at(placed, { ...FOREIGN, part: 'src' })] : []),
      ...(picture ? weightOf(placed, shownBytes(picture, Math.min(block.width ?? width, width))) : []),
    ];
  });
  return [...each, ...together(blocks, pictures, width)];
}

const NO_ALT = {
  severity: 'warning',
  code: 'no_alt',
  sentence: 'Say in a few words what the picture shows: many read letters without pictures, and some hear them. Or mark it as decoration.',
} as const;
const GONE = { severity: 'error', code: 'picture_gone', sentence: 'This picture is not there any more. Choose another.' } as const;
const FOREIGN = {
  severity: 'hint',
  code: 'foreign_picture',
  sentence:
    'The picture is fetched from another site: it is gone when it goes there, and that site sees who reads. Take it over to be on the safe side.',
} as const;

const shownBytes = (picture: Picture, width: number): number => (picture.copies.length > 0 ? copyFor(picture, width * 2).bytes : 0);

function weightOf(placed: PlacedBlock, bytes: number): Finding[] {
  if (bytes <= HEAVY_PICTURE_BYTES) return [];
  const sentence = `The picture is ${kilobytes(bytes)} large. On a slow line that takes seconds; show it smaller or choose a simpler one.`;
  return [at(placed, { severity: 'warning', code: 'heavy_picture', part: 'src', sentence })];
}

function together(blocks: readonly PlacedBlock[], pictures: ReadonlyMap<number, Picture>, width: number): Finding[] {
  const shown = blocks.flatMap(({ block }) => (block.type === 'image' && block.src !== '' ? [block] : []));
  const total = shown.reduce((sum, block) => {
    const picture = pictures.get(assetIdOf(block.src) ?? -1);
    return sum + (picture ? shownBytes(picture, Math.min(block.width ?? width, width)) : 0);
  }, 0);
  const words = blocks
    .map(({ block }) => wordsOf(block))
    .join('')
    .replaceAll(/\s/g, '').length;
  const found: Finding[] = [];
  if (total > HEAVY_LETTER_BYTES)
    found.push({
      severity: 'warning',
      code: 'heavy_pictures',
      path: 'body',
      sentence: `All pictures together are ${kilobytes(total)} large. Take some away.`,
    });
  if (shown.length > 0 && words < FEW_WORDS)
    found.push({
      severity: 'warning',
      code: 'only_pictures',
      path: 'body',
      sentence:
        'The letter is nearly all pictures. Filters distrust that, and whoever has pictures switched off sees nothing: say it in words too.',
    });
  return found;
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024).toLocaleString('en')} kB`;
