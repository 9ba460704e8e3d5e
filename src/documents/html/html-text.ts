import { Parser } from 'htmlparser2';
import { literal } from '../rules/compiled-text.ts';
import { linkProblem } from '../rules/links.ts';
import { withoutMarks, type Marks } from '../rules/marks.ts';

const SILENT = new Set(['script', 'style', 'head', 'title', 'noscript', 'template']);
const BREAKS = new Set('p div h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr hr br center pre'.split(' '));
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 ul ol table blockquote'.split(' '));

/** The words of HTML as a text part has them: links written out after theirs, lists with dashes; merge fields stay. */
export function htmlText(html: string, marks: Marks): string {
  const parts: string[] = [];
  const open: { href: string; from: number }[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentag(name, { href }) {
      if (SILENT.has(name)) silent++;
      if (BREAKS.has(name)) parts.push(PARAGRAPHS.has(name) ? '\n\n' : '\n');
      if (name === 'li') parts.push('- ');
      if (name === 'td' || name === 'th') parts.push(' ');
      if (name === 'a') open.push({ href: href?.trim() ?? '', from: parts.length });
    },
    ontext(text) {
      if (silent === 0) parts.push(wordsOf(text));
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      if (PARAGRAPHS.has(name)) parts.push('\n\n');
      const link = name === 'a' ? open.pop() : undefined;
      if (!link || link.href === '' || linkProblem(link.href) !== null) return;
      if (parts.slice(link.from).join('').trim() !== '') parts.push(` (${marks.linkSource(link.href)})`);
    },
  });
  parser.end(withoutMarks(html));
  return parts
    .join('')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Merge fields stay as they are; all else is words. */
const wordsOf = (text: string): string =>
  text
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((part) => (/^\{[{%]/.test(part) ? part : literal(part.replaceAll(/\s+/g, ' '))))
    .join('');
