import { fillerInPieces, fillerOf, isTracked } from '../../documents/index.ts';
import { oneLine } from '../rules/headers.ts';
import { quotedPrintable } from '../rules/quoted-printable.ts';
import { filledInHtml, filledInSubject, filledInText, linkMark, openMark, pieceSign, unsubscribeMark } from './marks.ts';

/** What of a version a mould is made from. */
export interface Castable {
  subject: string;
  html: string;
  text: string;
  links: readonly string[];
}

/** A letter cast for one receiver: short texts whose signs stand for what all letters of the version share. */
export interface Cast {
  subject: string;
  html: string;
  text: string;
}

/** The addresses of a letter's own links, where somebody must have them at once. */
export interface OwnAddresses {
  link: (index: number) => string;
  unsubscribe: () => string;
  preferences: () => string;
  confirm: () => string;
  open: () => string;
}

/** A version as it is sent: its own text encoded once, its templates read once. */
export interface LetterMould {
  pieces: readonly string[];
  cast: (values: object, addresses: OwnAddresses) => Cast;
}

const PIXEL = '<img src="{{ own_pixel_url }}" width="1" height="1" alt="" style="display:block;border:0" />';

export function letterMould(version: Castable): LetterMould {
  const pieces: string[] = [];
  const standing = (text: string): string => {
    if (text === '') return '';
    pieces.push(quotedPrintable(text));
    return pieceSign(pieces.length - 1);
  };
  const subject = fillerInPieces(version.subject, { standing: (text) => text, filled: filledInSubject });
  // Each part ends with the end of a line.
  const html = fillerInPieces(`${withPixel(version.html)}\n`, { standing, filled: filledInHtml, lineEnd: '<br />' });
  const text = fillerInPieces(`${version.text}\n`, { standing, filled: filledInText });
  const links = version.links.map((url) => ({ filler: fillerOf(url, 'url'), isTracked: isTracked(url) }));
  return {
    pieces,
    cast(values, addresses) {
      const scope = {
        ...values,
        links: links.map((link, index) =>
          link.isTracked ? linkMark(index, () => addresses.link(index)) : link.filler.fill(values).trim(),
        ),
        unsubscribe_url: unsubscribeMark(addresses.unsubscribe),
        get preferences_url() {
          return addresses.preferences();
        },
        get confirm_url() {
          return addresses.confirm();
        },
        own_pixel_url: openMark(addresses.open),
      };
      return { subject: oneLine(subject.fill(scope)), html: html.fill(scope), text: text.fill(scope) };
    },
  };
}

function withPixel(html: string): string {
  const end = html.lastIndexOf('</body>');
  return end < 0 ? html : `${html.slice(0, end)}${PIXEL}${html.slice(end)}`;
}
