import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK_NAME } from './letter-mark.ts';
import type { ConsentMode } from './schema.ts';

/** The file as it is read, without its comments and indentation: it is loaded by every visitor of every page. */
const SOURCE = readFileSync(join(import.meta.dirname, 'browser/track.js'), 'utf8')
  .replaceAll(/^\s*(?:\/\/.*|\/\*.*\*\/)$/gm, '')
  .replaceAll(/\n\s*/g, '\n')
  .trim();

export interface TrackedSite {
  siteKey: string;
  accountId: number;
  domains: readonly string[];
  consent: ConsentMode;
  cookieDays: number;
}

/** The name of the cookie by which an account knows its visitors; hosted pages of several accounts share one host. */
export const cookieName = (accountId: number): string => `_qs${accountId.toString(36)}`;

/** The script for an account's sites. */
export function trackingScript(baseUrl: string, site: TrackedSite): string {
  const told = {
    to: `${baseUrl}/t/${site.siteKey}`,
    cookie: cookieName(site.accountId),
    domains: site.domains,
    consent: site.consent,
    days: site.cookieDays,
    mark: MARK_NAME,
    name: 'quayside',
  };
  return SOURCE.replace('(SITE)', () => `(${JSON.stringify(told).replaceAll('<', '\\u003c')})`);
}

export const snippetOf = (baseUrl: string, siteKey: string): string => `<script async src="${baseUrl}/t/${siteKey}.js"></script>`;
