import sanitize from 'sanitize-html';

const MOST_CHARACTERS = 300_000;
const SHOWN_TAGS =
  'p div span br hr a b strong i em u s sub sup small blockquote pre code ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr th td'.split(
    ' ',
  );

/**
 * A mail's HTML as it may be shown: words, lists, tables and links. Nothing that runs, loads from elsewhere or styles the page around it stays.
 * Pictures from elsewhere keep their address as `data-src`, where nothing loads it until the reader asks for it; all others leave their description.
 */
export function cleanHtml(html: string): string {
  return sanitize(html.slice(0, MOST_CHARACTERS), {
    allowedTags: [...SHOWN_TAGS, 'img'],
    allowedAttributes: {
      a: ['href', 'rel', 'target'],
      img: ['data-src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 60,
    transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }), img: inertPicture },
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title'],
  }).trim();
}

function inertPicture(_: string, { src = '', alt = '', width, height }: sanitize.Attributes): sanitize.Tag {
  if (!/^https?:\/\/[^\s]+$/i.test(src.trim())) return { tagName: 'span', attribs: {}, text: alt };
  const sizes = Object.entries({ width, height }).filter(([, size]) => /^\d{1,4}%?$/.test(size ?? ''));
  return { tagName: 'img', attribs: { 'data-src': src.trim(), alt, ...(Object.fromEntries(sizes) as Record<string, string>) } };
}

/** The words of a mail that came as HTML alone. */
export function textOfHtml(html: string): string {
  const broken = html
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote|hr)\b[^>]*>/gi, (tag) => `${tag}\n`);
  return sanitize(broken, {
    allowedTags: [],
    allowedAttributes: {},
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head'],
  })
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t\u00a0]*\n[ \t\u00a0]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
