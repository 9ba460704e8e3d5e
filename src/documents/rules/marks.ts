import { ownAddress } from './links.ts';

const MARK = /\ue000(\d+)\ue001/g;
const HIDDEN = /\ue002([\s\S]*?)\ue003/g;

/**
 * Keeps merge fields and links out of the way while a document is turned into HTML: each becomes a mark that no tool in between changes,
 * and is put back, untouched, at the end.
 */
export class Marks {
  readonly links: string[] = [];
  readonly #sources: string[] = [];

  /** A mark for a piece of the merge language. */
  merge(source: string): string {
    return `\ue000${this.#sources.push(source) - 1}\ue001`;
  }

  /** A mark for a link's address, the same for the same address. */
  link(url: string): string {
    return this.merge(this.linkSource(url));
  }

  /** The merge field that will hold a link's address. */
  linkSource(url: string): string {
    const own = ownAddress(url);
    if (own !== undefined) return own;
    const known = this.links.indexOf(url);
    const index = known === -1 ? this.links.push(url) - 1 : known;
    return `{{ links[${index}] }}`;
  }

  restoreIn(text: string): string {
    return text.replaceAll(MARK, (_, index: string) => this.#sources[Number(index)] ?? '');
  }
}

/** Around what only phones show: mail programs that know no style sheet must hide it, and the old Outlook every table and cell of it. */
export const SHOWN_ON_PHONES = { begin: '\ue002', end: '\ue003' } as const;

export const withPhonePartsHidden = (html: string): string =>
  html.replaceAll(HIDDEN, (_, inner: string) =>
    inner
      .replaceAll(/(<(?:table|td)\b[^>]*? style=")/g, '$1mso-hide:all;')
      .replaceAll(/(<[a-z]+\b[^>]*? class="[^"]*\bon-phone\b[^"]*"[^>]*? style=")/g, '$1display:none;max-height:0;overflow:hidden;'),
  );

/** A text in which no mark can be forged. */
export const withoutMarks = (text: string): string => text.replaceAll(/[\ue000-\ue003]/g, '');
