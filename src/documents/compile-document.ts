import { cleanHtml } from './html/clean-html.ts';
import { htmlText } from './html/html-text.ts';
import { copyFor } from './rules/block-mjml.ts';
import { compiledText, documentText, type Writing } from './rules/compiled-text.ts';
import { documentMjml } from './rules/document-mjml.ts';
import type { CompileOptions, CompiledDocument, Picture } from './rules/compiling.ts';
import { Conditions, lookOf } from './rules/drawing.ts';
import { Marks, withPhonePartsHidden } from './rules/marks.ts';
import { Palette } from './rules/palette.ts';
import { assetIdOf, criteriaIn, expanded } from './rules/tree.ts';
import { DEFAULT_BRAND, type Document } from './schema.ts';

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
