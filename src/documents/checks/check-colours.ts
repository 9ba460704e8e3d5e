import { contrast, inkOn, READABLE, READABLE_LARGE } from '../rules/colours.ts';
import { lookOf, surfaceOf, type FullLook } from '../rules/drawing.ts';
import { type AnyBlock, type PlacedBlock } from '../rules/tree.ts';
import { at, type Checked, type Finding } from './finding.ts';

/** Words whose colour can hardly be told from what they stand on. Colours nobody chose are readable by themselves. */
export function checkColours({ document, materials: { brand } }: Checked): Finding[] {
  if (document.kind === 'plain') return [];
  const look = lookOf(document, brand);
  return findingsIn(document.blocks, { path: 'blocks', ground: look.sheet, look });
}

interface Place {
  path: string;
  ground: string;
  look: FullLook;
}

function findingsIn(blocks: readonly AnyBlock[], { path, ground, look }: Place): Finding[] {
  return blocks.flatMap((block, index): Finding[] => {
    const placed = { block, path: `${path}.${index}` };
    if (block.type === 'section') {
      return block.columns.flatMap(({ blocks: inner }, column) =>
        findingsIn(inner, { path: `${placed.path}.columns.${column}.blocks`, ground: block.background ?? ground, look }),
      );
    }
    if (block.type === 'condition') {
      return (['blocks', 'otherwise'] as const).flatMap((name) =>
        findingsIn(block[name] ?? [], { path: `${placed.path}.${name}`, ground, look }),
      );
    }
    return leafFindings(placed, ground, look);
  });
}

function leafFindings(placed: PlacedBlock, ground: string, look: FullLook): Finding[] {
  const { block } = placed;
  if ((block.type === 'heading' || block.type === 'text') && block.color) {
    const isLarge = block.type === 'heading' && block.level < 3;
    return tooFaint(placed, { ink: block.color, ground, least: isLarge ? READABLE_LARGE : READABLE, what: 'These words' });
  }
  if (block.type !== 'button' || (!block.color && !block.background)) return [];
  const own = block.background ?? look.accent;
  const around = surfaceOf(ground, 0, look).ground.light;
  const words = tooFaint(placed, { ink: block.color ?? inkOn(own), ground: own, least: READABLE, what: 'The words of the button' });
  if (words.length > 0 || contrast(own, around) >= 1.2) return words;
  return [
    at(placed, {
      severity: 'hint',
      code: 'hidden_button',
      part: 'background',
      sentence: 'The button has nearly the colour of what it stands on: few will see that it is one.',
    }),
  ];
}

function tooFaint(
  placed: PlacedBlock,
  { ink, ground, least, what }: { ink: string; ground: string; least: number; what: string },
): Finding[] {
  const ratio = contrast(ink, ground);
  if (ratio >= least) return [];
  const sentence = `${what} are hard to read: the contrast to what they stand on is ${ratio.toFixed(1)} : 1, and should be at least ${least} : 1.`;
  return [at(placed, { severity: 'warning', code: 'low_contrast', part: 'color', sentence })];
}
