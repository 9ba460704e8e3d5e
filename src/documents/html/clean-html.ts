import sanitize from 'sanitize-html';
import { linkProblem } from '../rules/links.ts';
import { withoutMarks, type Marks } from '../rules/marks.ts';

const TAGS =
  'p div span a b strong i em u s br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tfoot tr td th caption img center font sup sub small pre code'.split(
    ' ',
  );

const ATTRIBUTES =
  'align valign width height bgcolor border cellpadding cellspacing role dir lang title alt colspan rowspan style color face size href src'.split(
    ' ',
  );

/** Nothing that fetches, runs or leaves its place; merge fields neither. */
const HARMLESS = /^(?!.*(?:url|expression|javascript|import)\s*\(?:?)[^\ue000-\ue003{}<>\\]*$/i;
const STYLES = (
  'background background-color border border-bottom border-collapse border-color border-left border-radius border-right border-spacing border-style ' +
  'border-top border-width color direction display font font-family font-size font-style font-weight height letter-spacing line-height list-style ' +
  'list-style-type margin margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right ' +
  'padding-top table-layout text-align text-decoration text-transform vertical-align white-space width word-break'
).split(' ');

const MERGED = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

interface CleanedWith {
  marks: Marks;
  /** Of links that say none of their own. */
  linkColour: string;
  pictureAddress: (source: string) => string | undefined;
}

/**
 * HTML by hand, without what acts by itself, fetches what nobody sees, or reaches out of its block. Its links are counted like all
 * others and its merge fields become marks; one in a style or in a picture's address is taken out.
 */
export function cleanHtml(html: string, { marks, linkColour, pictureAddress }: CleanedWith): string {
  const marked = withoutMarks(html).replaceAll(MERGED, (source) => marks.merge(source));
  const clean = sanitize(marked, {
    allowedTags: TAGS,
    allowedAttributes: { '*': ATTRIBUTES },
    allowedStyles: { '*': Object.fromEntries(STYLES.map((name) => [name, [HARMLESS]])) },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'template', 'iframe', 'object'],
    transformTags: {
      a: (tagName, { href, style = '', ...rest }) => {
        const coloured = /(?:^|;)\s*color\s*:/i.test(style) ? style : `color:${linkColour};${style}`;
        return { tagName, attribs: { ...rest, style: coloured, ...linkTo(href, marks) } };
      },
      img: (tagName, { src, ...rest }) => ({ tagName, attribs: { ...rest, ...picture(src, pictureAddress) } }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  });
  // Braces that are left are signs, and must not meet others.
  return clean.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
}

function linkTo(href: string | undefined, marks: Marks): { href?: string } {
  const url = href === undefined ? '' : marks.restoreIn(href).trim();
  return url === '' || linkProblem(url) !== null ? {} : { href: marks.link(url) };
}

function picture(source: string | undefined, pictureAddress: (source: string) => string | undefined): { src?: string } {
  const address = source === undefined ? undefined : pictureAddress(source.trim());
  return address !== undefined && /^https?:\/\/[^\ue000-\ue003]+$/i.test(address) ? { src: address } : {};
}
