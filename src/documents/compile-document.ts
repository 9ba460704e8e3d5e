import type { Criteria } from '../criteria/index.ts';
import { cleanHtml } from './html/clean-html.ts';
import { htmlText } from './html/html-text.ts';
import { copyFor } from './rules/block-mjml.ts';
import { compiledText, documentText, type Writing } from './rules/compiled-text.ts';
import { documentMjml } from './rules/document-mjml.ts';
import { Conditions, lookOf } from './rules/drawing.ts';
import { Marks, withPhonePartsHidden } from './rules/marks.ts';
import { Palette } from './rules/palette.ts';
import { assetIdOf, criteriaIn, expanded } from './rules/tree.ts';
import { DEFAULT_BRAND, type Brand, type Document, type SavedBlock } from './schema.ts';

/** What stands at the foot of every letter that people can end. */
export interface Footer {
  /** Why they get it, in one sentence. */
  reason: string;
  unsubscribe: string;
  /** The words of the link to `{{ preferences_url }}`; left out without them. */
  preferences?: string;
}

/** A picture that was uploaded, by where its copies can be fetched. */
export interface Picture {
  id: number;
  /** As it was kept; the widest of the copies. */
  width: number;
  height: number;
  /** From the narrowest to the widest. */
  copies: readonly { width: number; url: string; bytes: number }[];
}

/** Whose words stand where a document has its signature: written out, or those of the record's owner. */
export type Signature = { text: string } | { of: 'owner' };

/** What documents are made of besides themselves; `documentMaterials` reads it. */
export interface Materials {
  brand: Brand;
  /** Saved blocks by id, those that saved blocks ask for among them. */
  savedBlocks: ReadonlyMap<number, SavedBlock>;
  pictures: ReadonlyMap<number, Picture>;
}

export interface CompileOptions extends Partial<Materials> {
  target?: 'mail';
  /** The line that mail programs show after the subject. */
  preheader?: string;
  footer?: Footer;
  language?: string;
  signature?: Signature;
  /** The text part as somebody wrote it; made from the blocks without. */
  plainText?: string | null;
}

/** Blocks that only some see: templates ask `{% if when.c1 %}`. About the records the letter goes to, unless it says another object. */
export interface CompiledCondition {
  objectId?: number;
  criteria: Criteria;
}

/** Liquid templates that only need filling in: `links[n]` stands for the address of each link, whose own templates are `links`. */
export interface CompiledDocument {
  html: string;
  text: string;
  links: string[];
  conditions: Record<string, CompiledCondition>;
  /** The uploaded pictures in it. */
  assets: number[];
  /** How large the HTML is before it is filled in. */
  bytes: number;
}

/** Compiles a document without problems (`documentProblems`) once, for every letter to come: HTML that mail programs can show, and text. */
export async function compileDocument(document: Document, options: CompileOptions = {}): Promise<CompiledDocument> {
  // 97 MB that a process which never publishes a letter does without.
  const { default: mjml2html } = await import('mjml');
  const writing = writingOf(document, options);
  const mjml = documentMjml(document, writing);
  const { html: raw, errors } = await mjml2html(mjml, {
    validationLevel: 'strict',
    ignoreIncludes: true,
    fonts: {},
    keepComments: true,
    minify: false,
  });
  if (errors.length > 0) throw new Error(`The document did not compile: ${errors[0]!.formattedMessage}`);
  const html = writing.marks.restoreIn(withPhonePartsHidden(tightened(raw)));
  const text = compiledText(document, writing);
  const { conditions, marks, assets } = writing;
  return { html, text, links: marks.links, conditions: conditions.found, assets: [...assets], bytes: Buffer.byteLength(html) };
}

/** The text part as it is made from the blocks, for somebody to change: with `{% if when.c1 %}` where blocks are conditional. */
export function textOfDocument(document: Document, options: CompileOptions = {}): string {
  const marks = new WrittenLinks();
  return documentText(document, writingOf(document, options, marks));
}

/** Leaves addresses as they were written: people read this text before it is compiled. */
class WrittenLinks extends Marks {
  override linkSource(url: string): string {
    return url;
  }
}

function writingOf(document: Document, options: CompileOptions, marks = new Marks()): Writing {
  const brand = options.brand ?? DEFAULT_BRAND;
  const pictures = options.pictures ?? new Map<number, Picture>();
  const assets = new Set<number>();
  const address = (source: string): string | undefined => {
    const id = assetIdOf(source);
    if (id === undefined) return source;
    const picture = pictures.get(id);
    if (picture) assets.add(id);
    return picture && copyFor(picture, 1_200).url;
  };
  // Named before anything is drawn, in the order of the tree, so that a text part written by hand can ask for them.
  const conditions = new Conditions();
  const nodes = document.kind === 'plain' ? [] : expanded(document.blocks, options.savedBlocks ?? new Map());
  for (const criteria of criteriaIn(nodes)) conditions.nameOf(criteria);
  return {
    marks,
    palette: new Palette(),
    conditions,
    assets,
    look: lookOf(document, brand),
    brand,
    options,
    pictures,
    clean: (html, linkColour) => cleanHtml(html, { marks, linkColour, pictureAddress: address }),
    plain: (html) => htmlText(html, marks),
    isRightToLeft: /^(?:ar|fa|he|ur|yi)\b/i.test(options.language ?? 'en'),
  };
}

/** Mail programs cut long letters off: indentation and blank lines are not sent. */
const tightened = (html: string): string => html.replaceAll(/\n\s*/g, '\n').trim();
