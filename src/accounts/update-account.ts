import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountSettings, type AccountSettings } from './account-settings.ts';
import { accountUpdated } from './events.ts';
import { updateAccountRow } from './queries/accounts.ts';
import type { AccountChanges } from './schema.ts';

const CHANGEABLE = ['name', 'timeZone', 'locale', 'currency', 'country', 'postalAddress', 'callsPerMinute'] as const;

/** Changes what is given of the account's settings, and gives them all. */
export async function updateAccount(db: AccountDb, actor: Actor, changes: AccountChanges): Promise<AccountSettings> {
  const before = await accountSettings(db);
  const after = { ...before, ...changes };
  const changed = CHANGEABLE.filter((key) => after[key] !== before[key]);
  if (changed.length === 0) return before;
  await updateAccountRow(db, {
    name: after.name,
    time_zone: after.timeZone,
    locale: after.locale,
    currency: after.currency,
    country: after.country,
    postal_address: after.postalAddress,
    calls_per_minute: after.callsPerMinute,
  });
  await recordEvent(db, actor, {
    kind: accountUpdated,
    data: { changed },
    personal: { changes: Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]])) },
  });
  return after;
}
