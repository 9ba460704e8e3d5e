import type { Criteria } from '../criteria/index.ts';
import { hrefsIn } from './html/hrefs-in.ts';
import { LONGEST_TEMPLATE, mergePaths, mergeProblem } from './merge/merge-language.ts';
import { inlinePieces, listOf, paragraphsOf, type Piece } from './rules/inline.ts';
import { linkProblem } from './rules/links.ts';
import { blocksIn, blocksOf, DEEPEST_SAVED, type AnyBlock } from './rules/tree.ts';
import type { Document, MergeField, SavedBlock } from './schema.ts';

/** What is wrong in a document: where (`blocks.2.columns.0.blocks.1.url`), in which block, and one sentence saying what to do. */
export interface DocumentProblem {
  path: string;
  /** The id of the block, where it has one. */
  blockId?: string;
  /** `unreadable`: it cannot be compiled; `missing`: it can be shown, and not be published. */
  code: 'unreadable' | 'missing';
  sentence: string;
}

/** What a document is read with besides its merge fields. */
export interface Known {
  savedBlocks?: ReadonlyMap<number, SavedBlock>;
  /** What is wrong with the criteria of a conditional block, in one sentence. */
  criteriaProblem?: (criteria: Criteria) => string | undefined;
  /** Whether it asks visitors for something: blocks of forms belong there and nowhere else. */
  isForm?: boolean;
}

/** All that a document may hold, as it is stored: more would fill the memory of whoever compiles it. */
const LONGEST_DOCUMENT = LONGEST_TEMPLATE / 2;

/** Everything that keeps a document from being compiled or published: unreadable merge fields, unknown ones, addresses that lead nowhere, what is left open. */
export function documentProblems(document: Document, fields: readonly MergeField[], known: Known = {}): DocumentProblem[] {
  const paths = new Set(fields.map(({ path }) => path));
  if (document.kind === 'plain') return foundIn(plainTexts(document.text), paths);
  const length = JSON.stringify(document).length;
  if (length > LONGEST_DOCUMENT) {
    const sentence = `The document has ${length.toLocaleString('en')} characters with all that is in its blocks; at most ${LONGEST_DOCUMENT.toLocaleString('en')} can be published. Take some away.`;
    return [{ path: 'blocks', code: 'unreadable', sentence }];
  }
  return blocksOf(document).flatMap(({ block, path }) => blockProblems(block, path, { ...known, paths }));
}

interface Asked extends Known {
  paths: ReadonlySet<string>;
}

function blockProblems(block: AnyBlock, path: string, asked: Asked, depth = 0): DocumentProblem[] {
  const own = block.id === undefined ? {} : { blockId: block.id };
  const problem = (at: string, code: DocumentProblem['code'], sentence: string | undefined): DocumentProblem[] =>
    sentence === undefined ? [] : [{ path: at, ...own, code, sentence }];
  if (!asked.isForm && FORM_BLOCKS.has(block.type)) {
    return problem(path, 'unreadable', 'This block asks visitors for something: it belongs in forms and on pages. Remove it here.');
  }
  switch (block.type) {
    case 'condition':
      if (block.criteria === null)
        return problem(`${path}.criteria`, 'missing', 'Say who sees these blocks, or take them out of the condition.');
      return problem(`${path}.criteria`, 'unreadable', asked.criteriaProblem?.(block.criteria));
    case 'saved':
      return problem(`${path}.savedId`, 'unreadable', savedProblem(block.savedId, asked, depth));
    case 'image':
      if (/\{[{%]/.test(block.src))
        return problem(`${path}.src`, 'unreadable', 'The address of a picture is the same for everybody: it cannot hold merge fields.');
      break;
    default:
  }
  return foundIn(textsOf(block, path), asked.paths).map((found) => ({ ...found, ...own }));
}

const FORM_BLOCKS: ReadonlySet<string> = new Set(['field', 'consent', 'hidden', 'submit']);

/** The first thing wrong in a saved block, named so that it can be found. */
function savedProblem(id: number, asked: Asked, depth: number): string | undefined {
  if (asked.savedBlocks === undefined) return undefined;
  const saved = asked.savedBlocks.get(id);
  if (!saved) return 'The saved block that stood here has been deleted. Choose another, or remove it.';
  if (depth >= DEEPEST_SAVED) return `The saved block “${saved.name}” holds itself, or others too deep inside each other.`;
  const [first] = blocksIn(saved.blocks, 'blocks').flatMap(({ block, path }) => blockProblems(block, path, asked, depth + 1));
  return first && `In the saved block “${saved.name}”: ${first.sentence}`;
}

function foundIn(texts: readonly WrittenText[], known: ReadonlySet<string>): DocumentProblem[] {
  return texts.flatMap(({ path, text, kind, whenEmpty }): DocumentProblem[] => {
    if (whenEmpty && text.trim() === '') return [{ path, code: 'missing', sentence: whenEmpty }];
    const sentence = SENTENCES[kind](text, known);
    return sentence === null ? [] : [{ path, code: 'unreadable', sentence }];
  });
}

const SENTENCES: Readonly<Record<WrittenText['kind'], (text: string, known: ReadonlySet<string>) => string | null>> = {
  text: (text, known) => textProblem(text, known) ?? linksProblem(text),
  words: wordsProblem,
  address: (text, known) => (text.trim() === '' ? null : (linkProblem(text.trim()) ?? textProblem(text, known))),
  html: (text, known) => wordsProblem(text, known) ?? firstSentence(hrefsIn(text), linkProblem),
};

/** The same for a line outside the document, such as a subject. */
export function lineProblem(text: string, fields: readonly MergeField[]): string | null {
  return textProblem(text, new Set(fields.map(({ path }) => path)));
}

/** The same for words that are no document: links and paragraphs mean nothing in them. */
export function plainTextProblem(text: string, fields: readonly MergeField[]): string | null {
  return wordsProblem(text, new Set(fields.map(({ path }) => path)));
}

/** The same for a text part that somebody wrote; `when` names what it may ask of conditional blocks: `when.c1`. */
export function textPartProblem(text: string, fields: readonly MergeField[], when: readonly string[] = []): string | null {
  const known = new Set([...fields.map(({ path }) => path), ...when]);
  return wordsProblem(text, known) ?? linksProblem(text);
}

type SavedBlocks = ReadonlyMap<number, Pick<SavedBlock, 'blocks'>>;

/** Every merge field a document's texts ask for, those of its saved blocks among them where they are handed in. */
export function pathsIn(document: Document, savedBlocks: SavedBlocks = new Map()): string[] {
  return [...new Set(writtenTexts(document, savedBlocks).flatMap(({ text }) => (mergeProblem(text) === null ? mergePaths(text) : [])))];
}

/** The criteria of every conditional block, those of saved blocks among them where they are handed in. */
export function conditionsIn(document: Document, savedBlocks: SavedBlocks = new Map()): Criteria[] {
  const saved = [...savedBlocks.values()].flatMap(({ blocks }) => blocksIn(blocks, ''));
  return [...blocksOf(document), ...saved].flatMap(({ block }) => (block.type === 'condition' && block.criteria ? [block.criteria] : []));
}

/** Every text of a document, wherever it stands. */
function writtenTexts(document: Document, savedBlocks: SavedBlocks): WrittenText[] {
  if (document.kind === 'plain') return plainTexts(document.text);
  const saved = [...savedBlocks.values()].flatMap(({ blocks }) => blocksIn(blocks, ''));
  return [...blocksOf(document), ...saved].flatMap(({ block, path }) => textsOf(block, path));
}

function textProblem(text: string, known: ReadonlySet<string>): string | null {
  // Each paragraph and each link becomes an element of its own, so what is opened in one must be closed in it.
  const elements = paragraphsOf(text).flatMap((paragraph) => listOf(paragraph)?.items ?? [paragraph]);
  const unreadable = firstSentence([...elements, ...linksIn(text).map(labelOf)], mergeProblem);
  return unreadable ?? wordsProblem(text, known);
}

function wordsProblem(text: string, known: ReadonlySet<string>): string | null {
  const unreadable = mergeProblem(text);
  if (unreadable) return unreadable;
  const unknown = mergePaths(text).find((path) => !known.has(path));
  if (unknown === undefined) return null;
  return `There is no merge field {{ ${unknown} }}. Choose one from the list, for example {{ ${[...known][1] ?? 'contact.first_name'} }}.`;
}

const linksProblem = (text: string): string | null =>
  firstSentence(
    linksIn(text).map(({ url }) => url),
    linkProblem,
  );

type Link = Extract<Piece, { type: 'link' }>;

const linksIn = (text: string): Link[] => inlinePieces(text).filter((piece) => piece.type === 'link');

const labelOf = ({ label }: Link): string => label.map((piece) => (piece.type === 'merge' ? piece.source : '')).join('');

function firstSentence(texts: readonly string[], check: (text: string) => string | null): string | null {
  for (const text of texts) {
    const sentence = check(text);
    if (sentence) return sentence;
  }
  return null;
}

interface WrittenText {
  path: string;
  text: string;
  kind: 'text' | 'words' | 'address' | 'html';
  /** What is said of it when nothing is written; it may stay empty without. */
  whenEmpty?: string;
}

const plainTexts = (text: string): WrittenText[] => [{ path: 'text', text, kind: 'text' }];

function textsOf(block: AnyBlock, path: string): WrittenText[] {
  switch (block.type) {
    case 'heading':
      return [{ path: `${path}.text`, text: block.text, kind: 'text', whenEmpty: 'Write the heading, or remove it.' }];
    case 'text':
    case 'consent':
      return [{ path: `${path}.text`, text: block.text, kind: 'text' }];
    case 'button':
      return [
        { path: `${path}.label`, text: block.label, kind: 'words', whenEmpty: 'Write what the button says.' },
        { path: `${path}.url`, text: block.url, kind: 'address', whenEmpty: 'Give the address it leads to.' },
      ];
    case 'image':
      return [
        { path: `${path}.src`, text: block.src, kind: 'words', whenEmpty: 'Choose a picture, or remove it.' },
        { path: `${path}.alt`, text: block.alt, kind: 'words' },
        { path: `${path}.url`, text: block.url ?? '', kind: 'address' },
      ];
    case 'logo':
      return [{ path: `${path}.url`, text: block.url ?? '', kind: 'address' }];
    case 'social':
      return block.links.map(({ network, url }, index) => {
        const isMail = network === 'email' && /^[^\s:@]+@[^\s:@]+$/.test(url.trim());
        return {
          path: `${path}.links.${index}.url`,
          text: isMail ? `mailto:${url.trim()}` : url,
          kind: 'address',
          whenEmpty: 'Give the address it leads to.',
        };
      });
    case 'html':
      return [{ path: `${path}.html`, text: block.html, kind: 'html' }];
    default:
      return [];
  }
}
