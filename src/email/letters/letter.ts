import type { Database } from '../../app/db.ts';
import { permissionLinks } from '../../compliance/index.ts';
import { fillerOf, isTracked, type Filler } from '../../documents/index.ts';
import { linkToken, type LinkPurpose } from './link-tokens.ts';
import type { CompiledMessage } from './compiled-message.ts';
import { oneLine } from '../rules/headers.ts';

const MOST_TEMPLATES = 200;

/** A version's templates, read once and then filled in for one receiver after the other. */
export interface LetterTemplates {
  subject: Filler;
  html: Filler;
  text: Filler;
  links: { filler: Filler; isTracked: boolean }[];
}

/** What is filled in for one receiver. */
export interface FilledLetter {
  subject: string;
  html: string;
  text: string;
  /** Where each link of the letter leads in the end. */
  targets: string[];
}

/** The addresses a letter's own links have: those that count and then lead on, or, in a preview, where they lead. */
export interface LetterLinks {
  link: (index: number, target: string) => string;
  unsubscribe: string;
  preferences: string;
  confirm: string;
  /** The pixel that counts openings; none in previews. */
  pixel: string | null;
}

export const templatesOf = (version: Pick<CompiledMessage, 'subject' | 'html' | 'text' | 'links'>): LetterTemplates => ({
  subject: fillerOf(version.subject, 'text'),
  html: fillerOf(version.html, 'html'),
  text: fillerOf(version.text, 'text'),
  links: version.links.map((url) => ({ filler: fillerOf(url, 'url'), isTracked: isTracked(url) })),
});

const kept = new WeakMap<Database, Map<string, LetterTemplates>>();

/** The templates of a version, which never changes, kept for the letters that follow. */
export function keptTemplates(
  database: Database,
  accountId: number,
  version: CompiledMessage & { message_id: number; version: number },
): LetterTemplates {
  let known = kept.get(database);
  if (!known) kept.set(database, (known = new Map()));
  const key = `${accountId}:${version.message_id}:${version.version}`;
  let templates = known.get(key);
  if (!templates) {
    if (known.size >= MOST_TEMPLATES) known.delete(known.keys().next().value!);
    known.set(key, (templates = templatesOf(version)));
  }
  return templates;
}

/** Fills a letter in. Throws when a template takes too long or grows too large with these values. */
export function fillLetter(templates: LetterTemplates, values: object, links: LetterLinks): FilledLetter {
  const targets = templates.links.map(({ filler }) => filler.fill(values).trim());
  const addresses = templates.links.map((link, index) => (link.isTracked ? links.link(index, targets[index]!) : targets[index]!));
  const { unsubscribe, preferences, confirm } = links;
  const scope = { ...values, links: addresses, unsubscribe_url: unsubscribe, preferences_url: preferences, confirm_url: confirm };
  return {
    subject: oneLine(templates.subject.fill(scope)),
    html: withPixel(templates.html.fill(scope), links.pixel),
    text: templates.text.fill(scope),
    targets,
  };
}

/** The links of a letter as it leaves: each carries a token of its own. */
export function trackedLinks(
  installation: { baseUrl: string; secretKey: string },
  { deliveryId, ...letter }: { accountId: number; deliveryId: number; objectId: number; recordId: number; address: string | null },
): LetterLinks {
  const address = (path: string, purpose: LinkPurpose) =>
    `${installation.baseUrl}/e/${path}/${linkToken(installation.secretKey, { accountId: letter.accountId, deliveryId, purpose })}`;
  const own = permissionLinks(installation, letter, letter.address ?? undefined);
  return {
    link: (index) => address('c', index),
    unsubscribe: address('u', 'unsubscribe'),
    preferences: own.preferences,
    confirm: own.confirm ?? '#confirm',
    pixel: address('o', 'open'),
  };
}

/** The links of a preview: where they lead, counting nothing. */
export const previewLinks: LetterLinks = {
  link: (_, target) => target,
  unsubscribe: '#unsubscribe',
  preferences: '#preferences',
  confirm: '#confirm',
  pixel: null,
};

function withPixel(html: string, pixel: string | null): string {
  if (pixel === null) return html;
  const end = html.lastIndexOf('</body>');
  return `${html.slice(0, end)}<img src="${pixel}" width="1" height="1" alt="" style="display:block;border:0" />${html.slice(end)}`;
}
