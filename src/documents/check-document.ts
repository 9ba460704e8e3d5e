import { checkColours } from './checks/check-colours.ts';
import { checkLinks } from './checks/check-links.ts';
import { checkPictures } from './checks/check-pictures.ts';
import { checkWords } from './checks/check-words.ts';
import type { Materials } from './rules/compiling.ts';
import type { Checked, Finding } from './checks/finding.ts';
import { blocksIn, blocksOf, savedBlocksOf, type PlacedBlock } from './rules/tree.ts';
import type { Document } from './schema.ts';

/** Gmail cuts longer letters off, and the way out with them. */
const CLIPPED_BYTES = 102 * 1024;
/** What the address of a link grows by when it is made to be counted. */
const COUNTED_LINK_BYTES = 90;

/** Looks over a compiled document as somebody would who has seen many go wrong; asks nobody. What a server must be asked is found by others. */
export function checkDocument(asked: Checked): Finding[] {
  const blocks = readBlocks(asked.document, asked.materials.savedBlocks);
  return [
    ...checkWayOut(asked),
    ...checkSize(asked),
    ...checkWords(asked, blocks),
    ...checkLinks(blocks),
    ...checkPictures(asked, blocks),
    ...checkColours(asked),
    ...checkCleaned(blocks),
  ];
}

/** The blocks that are read, those of saved blocks at the place where they are used; of a letter that is one text, that text. */
export function readBlocks(document: Document, savedBlocks: Materials['savedBlocks']): PlacedBlock[] {
  if (document.kind === 'plain') return [{ block: { type: 'text', text: document.text }, path: 'text' }];
  return blocksOf(document).flatMap((placed): PlacedBlock[] => {
    if (placed.block.type !== 'saved') return [placed];
    const { id } = placed.block;
    const inner = savedBlocksOf({ kind: 'blocks', blocks: [placed.block] }, savedBlocks);
    const held = [...inner.values()].flatMap(({ blocks }) => blocksIn(blocks, '')).filter(({ block }) => block.type !== 'saved');
    return held.map(({ block }) => ({ block: id === undefined ? block : { ...block, id }, path: placed.path }));
  });
}

/** The foot is made by the product; this is the last look whether it is there, in both parts. */
function checkWayOut({ compiled: { html, text }, isBulk }: Checked): Finding[] {
  if (!isBulk) return [];
  const found: Finding[] = [];
  if (!html.includes('{{ unsubscribe_url }}') || !text.includes('{{ unsubscribe_url }}'))
    found.push({
      severity: 'error',
      code: 'no_way_out',
      path: 'body',
      sentence: 'The letter has no unsubscribe link, which every bulk letter must carry.',
    });
  if (!html.includes('{{ account.postal_address') || !text.includes('{{ account.postal_address'))
    found.push({
      severity: 'error',
      code: 'no_address',
      path: 'body',
      sentence: 'The letter has no postal address, which every bulk letter must carry.',
    });
  return found;
}

function checkSize({ compiled: { bytes, html } }: Checked): Finding[] {
  const sent = bytes + (html.match(/\{\{ links\[\d+\] \}\}/g)?.length ?? 0) * COUNTED_LINK_BYTES;
  if (sent < CLIPPED_BYTES) return [];
  const sentence = `The letter has about ${Math.ceil(sent / 1024)} kB of HTML. Gmail cuts off what is longer than 102 kB, and the unsubscribe link with it; make it shorter.`;
  return [{ severity: 'warning', code: 'clipped', path: 'body', sentence }];
}

/** HTML by hand that loses something when it is cleaned should not surprise anybody in the letter. */
function checkCleaned(blocks: readonly PlacedBlock[]): Finding[] {
  return blocks.flatMap(({ block, path }): Finding[] => {
    if (
      block.type !== 'html' ||
      !/<(?:script|style|iframe|form|input|object|embed|video|audio|svg|link|meta)\b|\son\w+\s*=/i.test(block.html)
    )
      return [];
    const sentence =
      'Scripts, style sheets, forms and films are taken out of this HTML: mail programs would not show them. Write styles at the elements.';
    return [
      { severity: 'hint', code: 'cleaned', path: `body.${path}.html`, ...(block.id === undefined ? {} : { blockId: block.id }), sentence },
    ];
  });
}
