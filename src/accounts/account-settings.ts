import type { AccountDb } from '../app/db.ts';
import { accountRow, type AccountRow } from './queries/accounts.ts';

export interface AccountSettings {
  name: string;
  kind: AccountRow['kind'];
  mode: AccountRow['mode'];
  parentAccountId: number | null;
  ownerUserId: number | null;
  timeZone: string;
  locale: string;
  currency: string;
  country: string | null;
  /** Stands in every bulk letter; empty until somebody has written it. */
  postalAddress: string;
  /** How many calls of programs a minute the account lets through. */
  callsPerMinute: number;
}

/** What the account of this transaction is, and is set to. */
export async function accountSettings(db: AccountDb): Promise<AccountSettings> {
  const row = await accountRow(db);
  return {
    name: row.name,
    kind: row.kind,
    mode: row.mode,
    parentAccountId: row.parent_account_id,
    ownerUserId: row.owner_user_id,
    timeZone: row.time_zone,
    locale: row.locale,
    currency: row.currency,
    country: row.country,
    postalAddress: row.postal_address,
    callsPerMinute: row.calls_per_minute,
  };
}
