import { isbot } from 'isbot';
import { installationOf } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { ShortMemory } from '../app/short-memory.ts';
import { noteHit } from './note-hit.ts';
import { placeOf } from './place-of.ts';
import { noteSeen } from './queries/settings.ts';
import { cameFrom, plainAddress } from './rules/came-from.ts';
import { domainOfHost } from './rules/domains.ts';
import { keyHash } from './site-key.ts';
import { siteOfKey } from './site-of.ts';

export interface ToldHit {
  siteKey: string;
  address: string;
  referrer: string;
  visitor: string;
  mark: string;
  /** Of the request itself. */
  origin: string | undefined;
  userAgent: string;
  /** The visitor's browser asks not to be followed. */
  refuses: boolean;
  from: string;
}

const HOSTED = /^\/form\//;
/** So that a site with a wrong setting, or somebody who means harm, writes a line a minute and no more. */
const toldOf = new ShortMemory<string, void>({ keepMs: 60_000, most: 1_000 });

/**
 * Notes that a page was looked at, and gives whether it did. Nothing is noted of machines, of who asks not to be followed, and of pages on domains
 * that the key is not for: of those the settings tell the latest.
 */
export async function receiveHit(database: Database, told: ToldHit): Promise<boolean> {
  if (told.refuses || told.userAgent === '' || isbot(told.userAgent)) return false;
  const site = await siteOfKey(database, told.siteKey);
  const page = plainAddress(told.address);
  if (!site || !page) return false;
  const { accountId, consent, domains } = site;
  const own = new URL(installationOf(database).baseUrl).hostname;
  const isHosted = page.host === own && HOSTED.test(page.path);
  if (!isHosted && !domainOfHost(domains, page.host)) {
    await toldOf.get(`${accountId} ${page.host}`, () => database.account(accountId, (db) => noteSeen(db, { refusedHost: page.host })));
    return false;
  }
  const origin = told.origin === undefined ? undefined : plainAddress(told.origin);
  if (told.origin !== undefined && origin?.host !== page.host) return false;
  return noteHit(database, {
    accountId,
    keyHash: told.visitor === '' || consent === 'never' ? '' : keyHash(accountId, told.visitor),
    host: page.host,
    path: page.path,
    address: page.whole,
    from: cameFrom(told.address, told.referrer),
    place: await placeOf(database, told.from),
    mark: told.mark,
  });
}
