import { installationOf } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { ShortMemory } from '../app/short-memory.ts';
import { settingsRow } from './queries/settings.ts';
import { readSiteKey, siteKey } from './site-key.ts';
import type { TrackedSite } from './tracking-script.ts';
import { UNSET } from './visit-settings.ts';

const KEEP_MS = 10_000;
const MOST = 5_000;

const sites = new WeakMap<Database, ShortMemory<number, TrackedSite | undefined>>();
const everywhere = new Set<WeakRef<ShortMemory<number, TrackedSite | undefined>>>();

/** The site of a key that counts now; undefined for a key nobody has, or not any more, and where visits are not noted. */
export async function siteOfKey(database: Database, key: string): Promise<TrackedSite | undefined> {
  const read = readSiteKey(installationOf(database).secretKey, key);
  if (!read) return undefined;
  const site = await siteOf(database, read.accountId);
  return site?.siteKey === key ? site : undefined;
}

/** How an account notes visits; undefined where it does not. */
export async function siteOf(database: Database, accountId: number): Promise<TrackedSite | undefined> {
  let memory = sites.get(database);
  if (!memory) {
    sites.set(database, (memory = new ShortMemory({ keepMs: KEEP_MS, most: MOST })));
    everywhere.add(new WeakRef(memory));
  }
  return memory.get(accountId, () => readSite(database, accountId));
}

/** The account's settings are another from now on. */
export function forgetSites(accountId: number): void {
  for (const memory of everywhere) memory.deref()?.forget((id) => id === accountId);
}

async function readSite(database: Database, accountId: number): Promise<TrackedSite | undefined> {
  try {
    const row = await database.account(accountId, settingsRow);
    // Before somebody has set it up there is nothing to listen to.
    if (!row || !row.is_on) return undefined;
    const key = siteKey(installationOf(database).secretKey, accountId, row.key_number);
    return { siteKey: key, accountId, domains: row.domains, consent: row.consent, cookieDays: row.cookie_days ?? UNSET.cookie_days };
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}
