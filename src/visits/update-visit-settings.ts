import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { visitSettingsChanged } from './events.ts';
import { saveSettings, settingsRow, type KeptSettings } from './queries/settings.ts';
import type { VisitSettingsChange } from './schema.ts';
import { forgetSites } from './site-of.ts';
import { UNSET } from './visit-settings.ts';

/** Changes how visits are noted, and, with `newKey`, gives the site another key: pages with the old one are not listened to any more. */
export async function updateVisitSettings(db: AccountDb, actor: Actor, change: VisitSettingsChange & { newKey?: boolean }): Promise<void> {
  const before: KeptSettings = (await settingsRow(db)) ?? UNSET;
  await saveSettings(db, {
    is_on: change.isOn ?? before.is_on,
    domains: change.domains ?? before.domains,
    consent: change.consent ?? before.consent,
    cookie_days: change.cookieDays ?? before.cookie_days,
    key_number: before.key_number + (change.newKey ? 1 : 0),
  });
  await recordEvent(db, actor, { kind: visitSettingsChanged, data: { changed: Object.keys(change) } });
  const { accountId } = db;
  db.afterCommit(() => forgetSites(accountId));
}
