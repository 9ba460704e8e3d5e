import type { Block, Leaf, Look } from '../schema.ts';
import type { ImportedHtml } from '../rules/imported-html.ts';
import { blocksFrom } from './blocks-from.ts';
import { everyNode, hexOf, isElement, nodesOf, styleOf, wordsIn, type HtmlElement, type HtmlNode } from './nodes.ts';
import type { Notes } from './written-text.ts';

const MOST_BLOCKS = 200;

/**
 * Turns the HTML of a letter, as another program made it, into blocks: headings, texts, buttons, pictures and columns where they can be told,
 * cleaned HTML where they cannot. Pure: its pictures stay where they are until somebody takes them over.
 */
export function importHtml(html: string): ImportedHtml {
  const nodes = nodesOf(html);
  const notes: Notes = { unknown: new Set(), left: new Set(), pictures: new Set() };
  const body = firstNamed(nodes, 'body');
  const found = blocksFrom(body ? (body.children as HtmlNode[]) : nodes, notes);
  const blocks = joined(found.blocks);
  const left = leftSentences(notes, blocks.length);
  return {
    document: { kind: 'blocks', blocks: blocks.slice(0, MOST_BLOCKS), ...lookOf(body) },
    subject: titleWords(firstNamed(nodes, 'title')).slice(0, 300),
    preheader: found.preheader.slice(0, 300),
    pictures: [...notes.pictures],
    left,
  };
}

function firstNamed(nodes: readonly HtmlNode[], name: string): HtmlElement | undefined {
  for (const node of everyNode(nodes)) if (isElement(node) && node.name === name) return node;
  return undefined;
}

/** The words of a title, which reading a letter skips. */
const titleWords = (title: HtmlElement | undefined): string =>
  (title?.children as HtmlNode[] | undefined)?.map(wordsIn).join('').replaceAll(/\s+/g, ' ').trim() ?? '';

function lookOf(body: HtmlElement | undefined): { look?: Look } {
  const background = body && hexOf(body.attribs.bgcolor ?? styleOf(body, 'background-color') ?? styleOf(body, 'background'));
  return background ? { look: { background } } : {};
}

/** Texts that follow each other and look alike become one. */
function joined(blocks: readonly Block[]): Block[] {
  const made: Block[] = [];
  for (const block of blocks) {
    const last = made.at(-1);
    if (block.type === 'text' && last?.type === 'text' && last.align === block.align && last.size === block.size) {
      made[made.length - 1] = { ...last, text: `${last.text}\n\n${block.text}`.slice(0, 20_000) } as Leaf;
    } else made.push(block);
  }
  return made;
}

function leftSentences({ unknown, left }: Notes, blocks: number): string[] {
  const sentences = [...left].map((what) => `${what} cannot be shown in letters and was left out.`);
  if (unknown.size > 0)
    sentences.push(`These merge fields are not known here and were taken out: ${[...unknown].slice(0, 10).join(', ')}.`);
  if (blocks > MOST_BLOCKS) sentences.push(`Only the first ${MOST_BLOCKS} blocks were taken over.`);
  return sentences;
}
