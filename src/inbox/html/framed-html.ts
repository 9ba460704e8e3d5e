import sanitizeHtml from 'sanitize-html';

const TAGS =
  'a abbr address b blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  );
const LAYOUT = ['style', 'align', 'valign', 'width', 'height', 'bgcolor', 'dir', 'lang', 'title'];
const LONGEST = 500_000;

/**
 * Somebody else's HTML for a frame of its own: nothing in it runs, sends or reaches the page around it. Pictures that would tell their server who
 * looks are left out unless asked for (mail that was taken in keeps their addresses as `data-src`); `hasPictures` says that there are some.
 */
export function framedHtml(html: string, withPictures: boolean): { html: string; hasPictures: boolean } {
  let hasPictures = false;
  const body = sanitizeHtml(html.slice(0, LONGEST), {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': LAYOUT,
      a: ['href', 'name'],
      img: ['src', 'alt'],
      font: ['color', 'face', 'size'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      table: ['cellpadding', 'cellspacing', 'border'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https', 'http', 'data'] },
    allowProtocolRelative: false,
    transformTags: {
      img: (tagName, { 'data-src': inert, ...attribs }) => ({
        tagName,
        attribs: inert === undefined ? attribs : { ...attribs, src: inert },
      }),
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' } }),
      '*': (tagName, attribs) => ({
        tagName,
        attribs: attribs.style && !withPictures ? { ...attribs, style: quiet(attribs.style) } : attribs,
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => {
      if (tag !== 'img') return false;
      if (!/^https?:/i.test(attribs.src ?? '')) return !/^data:image\/(?:png|gif|jpeg|webp);/i.test(attribs.src ?? '');
      hasPictures = true;
      return !withPictures;
    },
  });
  return { html: page(body, withPictures), hasPictures };
}

/** Styles that fetch nothing. */
const quiet = (style: string): string => style.replaceAll(/[^;]*url\s*\([^;]*/gi, '');

const page = (body: string, withPictures: boolean): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:${
    withPictures ? ' https: http:' : ''
  }"><meta name="referrer" content="no-referrer"><style>body{margin:12px;font:14px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#1b2428;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}blockquote{margin:0 0 0 8px;padding-inline-start:8px;border-inline-start:2px solid #e2dfd6;color:#5a676d}</style></head><body>${body}</body></html>`;
