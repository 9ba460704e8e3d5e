import { compiledText } from './rules/compiled-text.ts';
import { documentMjml } from './rules/document-mjml.ts';
import { Marks } from './rules/marks.ts';
import type { Document } from './schema.ts';

/** What stands at the foot of every letter that people can end. */
export interface Footer {
  /** Why they get it, in one sentence. */
  reason: string;
  unsubscribe: string;
}

export interface CompileOptions {
  /** The line that mail programs show after the subject. */
  preheader?: string;
  footer?: Footer;
  language?: string;
}

/** Liquid templates that only need filling in: `links[n]` stands for the address of each link, whose own templates are `links`. */
export interface CompiledDocument {
  html: string;
  text: string;
  links: string[];
}

/** Compiles a document without problems (`documentProblems`) once, for every letter to come: HTML that mail programs can show, and text. */
export async function compileDocument(document: Document, options: CompileOptions = {}): Promise<CompiledDocument> {
  // 97 MB that a process which never publishes a letter does without.
  const { default: mjml2html } = await import('mjml');
  const marks = new Marks();
  const { html, errors } = await mjml2html(documentMjml(document, options, marks), {
    validationLevel: 'strict',
    ignoreIncludes: true,
    fonts: {},
    keepComments: true,
    minify: false,
  });
  if (errors.length > 0) throw new Error(`The document did not compile: ${errors[0]!.formattedMessage}`);
  return { html: marks.restoreIn(tightened(html)), text: compiledText(document, options, marks), links: marks.links };
}

/** Mail programs cut long letters off: indentation and blank lines are not sent. */
const tightened = (html: string): string => html.replaceAll(/\n\s*/g, '\n').trim();
