import { accountSettings, installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { mostViewed, viewsByDay } from './queries/page-views.ts';
import { settingsRow, type KeptSettings } from './queries/settings.ts';
import type { VisitSettings } from './schema.ts';
import { siteKey } from './site-key.ts';
import { snippetOf } from './tracking-script.ts';

const SHOWN_DAYS = 30;
const SHOWN_PAGES = 20;

/** What holds for an account that has set nothing: nobody is recognised who has not agreed. */
export const UNSET: KeptSettings = { is_on: true, domains: [], consent: 'after_consent', cookie_days: 180, key_number: 1 };

/** How the account notes visits, what its pages are to contain, and what came of it. */
export async function visitSettings(db: AccountDb, database: Database): Promise<VisitSettings> {
  const { baseUrl, secretKey } = installationOf(database);
  const row = await settingsRow(db);
  const kept = row ?? UNSET;
  const key = siteKey(secretKey, db.accountId, kept.key_number);
  const { timeZone } = await accountSettings(db);
  const pages = await mostViewed(db, SHOWN_DAYS, SHOWN_PAGES);
  return {
    isOn: kept.is_on,
    domains: kept.domains,
    consent: kept.consent,
    cookieDays: kept.cookie_days,
    siteKey: key,
    snippet: snippetOf(baseUrl, key),
    seen: row?.seen_at && row.seen_address !== null ? { at: row.seen_at.toISOString(), address: row.seen_address } : null,
    refused: row?.refused_at && row.refused_host !== null ? { at: row.refused_at.toISOString(), host: row.refused_host } : null,
    days: await viewsByDay(db, timeZone, SHOWN_DAYS),
    pages: pages.map(({ host, path, views }) => ({ address: `${host}${path}`, views })),
  };
}
