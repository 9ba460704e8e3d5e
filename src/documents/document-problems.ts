import { mergePaths, mergeProblem } from './merge/merge-language.ts';
import { inlinePieces, paragraphsOf, type Piece } from './rules/inline.ts';
import { linkProblem } from './rules/links.ts';
import type { Document, MergeField } from './schema.ts';

/** What is wrong in a document: where (`body.blocks.2.url`), and one sentence saying what to do. */
export interface DocumentProblem {
  path: string;
  sentence: string;
}

/** Everything that keeps a document from being compiled: unreadable merge fields, unknown ones, addresses that lead nowhere. */
export function documentProblems(document: Document, fields: readonly MergeField[]): DocumentProblem[] {
  const known = new Set(fields.map(({ path }) => path));
  return textsOf(document).flatMap(({ path, text, isAddress, whenEmpty }) => {
    if (whenEmpty && text.trim() === '') return [{ path, sentence: whenEmpty }];
    const sentence = isAddress ? (linkProblem(text) ?? textProblem(text, known)) : (textProblem(text, known) ?? linksProblem(text));
    return sentence ? [{ path, sentence }] : [];
  });
}

/** The same for a line outside the document, such as a subject. */
export function lineProblem(text: string, fields: readonly MergeField[]): string | null {
  return textProblem(text, new Set(fields.map(({ path }) => path)));
}

/** The same for words that are no document: links and paragraphs mean nothing in them. */
export function plainTextProblem(text: string, fields: readonly MergeField[]): string | null {
  return wordsProblem(text, new Set(fields.map(({ path }) => path)));
}

/** Every merge field a document's texts ask for. */
export const pathsIn = (document: Document): string[] => [...new Set(textsOf(document).flatMap(({ text }) => mergePaths(text)))];

function textProblem(text: string, known: ReadonlySet<string>): string | null {
  // Each paragraph and each link becomes an element of its own, so what is opened in one must be closed in it.
  const unreadable = firstSentence([...paragraphsOf(text), ...linksIn(text).map(labelOf)], mergeProblem);
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
  isAddress?: boolean;
  /** What is said of it when nothing is written; it may stay empty without. */
  whenEmpty?: string;
}

function textsOf(document: Document): WrittenText[] {
  if (document.kind === 'plain') return [{ path: 'text', text: document.text }];
  return document.blocks.flatMap((block, index): WrittenText[] => {
    switch (block.type) {
      case 'heading':
        return [{ path: `blocks.${index}.text`, text: block.text, whenEmpty: 'Write the heading, or remove it.' }];
      case 'text':
        return [{ path: `blocks.${index}.text`, text: block.text }];
      case 'button':
        return [
          { path: `blocks.${index}.label`, text: block.label, whenEmpty: 'Write what the button says.' },
          { path: `blocks.${index}.url`, text: block.url, isAddress: true, whenEmpty: 'Give the address it leads to.' },
        ];
      default:
        return [];
    }
  });
}
