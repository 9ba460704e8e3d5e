import { hrefsIn } from '../html/hrefs-in.ts';
import { inlinePieces } from '../rules/inline.ts';
import type { AnyBlock, PlacedBlock } from '../rules/tree.ts';
import { at, type Finding } from './finding.ts';

/** Services that shorten addresses: filters distrust them, because nobody sees where they lead. */
const SHORTENERS = new Set(
  'bit.ly goo.gl tinyurl.com t.co ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at tiny.cc rb.gy lnkd.in'.split(' '),
);

interface WrittenLink {
  url: string;
  words: string;
}

/** Where links lead, as far as it can be told without asking. */
export const checkLinks = (blocks: readonly PlacedBlock[]): Finding[] =>
  blocks.flatMap((placed) => {
    const seen = new Set<string>();
    return linksOf(placed.block).flatMap((link) => {
      const finding = findingOf(link);
      if (!finding || seen.has(`${finding.code} ${link.url}`)) return [];
      seen.add(`${finding.code} ${link.url}`);
      return [at(placed, finding)];
    });
  });

/** Every address in a document, in the order in which it stands there. */
export const addressesIn = (blocks: readonly PlacedBlock[]): { placed: PlacedBlock; url: string }[] =>
  blocks.flatMap((placed) => linksOf(placed.block).map(({ url }) => ({ placed, url })));

function linksOf(block: AnyBlock): WrittenLink[] {
  switch (block.type) {
    case 'heading':
    case 'text':
      return inlinePieces(block.text).flatMap((piece) =>
        piece.type === 'link'
          ? [{ url: piece.url, words: piece.label.map((part) => (part.type === 'words' ? part.text : '')).join('') }]
          : [],
      );
    case 'button':
      return [{ url: block.url.trim(), words: block.label }];
    case 'image':
    case 'logo':
      return block.url?.trim() ? [{ url: block.url.trim(), words: '' }] : [];
    case 'social':
      return block.links.map(({ url }) => ({ url: url.trim(), words: '' }));
    case 'html':
      return hrefsIn(block.html).map((url) => ({ url, words: '' }));
    default:
      return [];
  }
}

function findingOf({ url, words }: WrittenLink): Omit<Finding, 'path' | 'blockId'> | undefined {
  const host = hostOf(url);
  if (host === undefined) return undefined;
  const named = hostOf(words.trim()) ?? hostOf(`https://${/^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?$/i.exec(words.trim())?.[0] ?? ''}`);
  if (named !== undefined && siteOf(named) !== siteOf(host)) {
    const sentence = `The link says ${named} and leads to ${host}. Filters take that for a fraud; say where it leads.`;
    return { severity: 'warning', code: 'misleading_link', sentence };
  }
  if (SHORTENERS.has(host)) {
    return {
      severity: 'warning',
      code: 'shortened_link',
      sentence: `${host} hides where the link leads, and filters distrust it. Give the whole address.`,
    };
  }
  if (/^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|localhost)$/i.test(host)) {
    return {
      severity: 'warning',
      code: 'number_link',
      sentence: `The link leads to ${host}, which is no site's name. Give it by its name.`,
    };
  }
  if (/^http:/i.test(url)) {
    return { severity: 'hint', code: 'insecure_link', sentence: `The link to ${host} is not secure. Try it with https://.` };
  }
  return undefined;
}

function hostOf(url: string): string | undefined {
  const host = /^https?:\/\/([^/?#{}\s]+)/i.exec(url)?.[1];
  return host
    ?.toLowerCase()
    .replace(/^[^@]*@/, '')
    .replace(/:\d+$/, '');
}

const siteOf = (host: string): string => host.split('.').slice(-2).join('.');
