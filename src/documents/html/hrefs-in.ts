import { Parser } from 'htmlparser2';

/** Where the links of HTML by hand lead, as they were written. */
export function hrefsIn(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, { href }) {
      if (name === 'a' && href?.trim()) found.push(href.trim());
    },
  });
  parser.end(html);
  return found;
}

/** Where the pictures of HTML by hand come from. */
export function imagesIn(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, { src }) {
      if (name === 'img' && src?.trim()) found.push(src.trim());
    },
  });
  parser.end(html);
  return found;
}
