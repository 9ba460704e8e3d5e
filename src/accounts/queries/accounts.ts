import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';

export interface AccountRow {
  account_id: number;
  name: string;
  kind: 'operator' | 'client' | 'sandbox';
  mode: 'practising' | 'live';
  parent_account_id: number | null;
  owner_user_id: number | null;
  time_zone: string;
  locale: string;
  currency: string;
  country: string | null;
  postal_address: string;
  calls_per_minute: number;
}

/** Numbers a new account and starts its clock, after which it can be entered. */
export async function openAccount(db: SystemDb): Promise<number> {
  return (await db.one<{ id: number }>(sql`select open_account() as id`)).id;
}

export async function insertAccount(
  db: AccountDb,
  account: Pick<AccountRow, 'name' | 'kind' | 'time_zone' | 'locale' | 'currency' | 'country' | 'parent_account_id'>,
): Promise<void> {
  await db.run(
    sql`insert into accounts (account_id, name, kind, parent_account_id, time_zone, locale, currency, country, created_at)
        values (${db.accountId}, ${account.name}, ${account.kind}, ${account.parent_account_id}, ${account.time_zone}, ${account.locale},
          ${account.currency}, ${account.country}, ${db.now})`,
  );
}

/** What was read in a transaction stays so until the transaction changes it: nearly everything asks for it, and several times. */
const ofTransaction = new WeakMap<AccountDb, Promise<AccountRow>>();

export async function setAccountOwner(db: AccountDb, userId: number): Promise<void> {
  ofTransaction.delete(db);
  await db.run(sql`update accounts set owner_user_id = ${userId} where account_id = ${db.accountId}`);
}

export async function accountRow(db: AccountDb): Promise<AccountRow> {
  const known = ofTransaction.get(db);
  if (known) return known;
  const row = readAccountRow(db);
  ofTransaction.set(db, row);
  return row;
}

async function readAccountRow(db: AccountDb): Promise<AccountRow> {
  return db.one<AccountRow>(
    sql`select account_id, name, kind, mode, parent_account_id, owner_user_id, time_zone, locale, currency, country, postal_address,
          calls_per_minute
        from accounts where account_id = ${db.accountId}`,
    'accounts.account',
  );
}

/** Its name and kind, which every release so far has kept in the same place. */
export async function nameAndKind(db: AccountDb): Promise<Pick<AccountRow, 'name' | 'kind'>> {
  return db.one(sql`select a.name, a.kind from accounts a where a.account_id = ${db.accountId}`);
}

export async function updateAccountRow(
  db: AccountDb,
  settings: Pick<AccountRow, 'name' | 'time_zone' | 'locale' | 'currency' | 'country' | 'postal_address' | 'calls_per_minute'>,
): Promise<void> {
  ofTransaction.delete(db);
  await db.run(
    sql`update accounts set name = ${settings.name}, time_zone = ${settings.time_zone}, locale = ${settings.locale},
          currency = ${settings.currency}, country = ${settings.country}, postal_address = ${settings.postal_address},
          calls_per_minute = ${settings.calls_per_minute}
        where account_id = ${db.accountId}`,
  );
}

/** Changes the mode; false when the account is already in it. */
export async function updateMode(db: AccountDb, mode: AccountRow['mode']): Promise<boolean> {
  ofTransaction.delete(db);
  const wentLive = mode === 'live' ? sql`, went_live_at = ${db.now}::timestamptz` : sql``;
  const changed = await db.run(sql`update accounts set mode = ${mode} ${wentLive} where account_id = ${db.accountId} and mode <> ${mode}`);
  return changed > 0;
}

export async function clockOffset(db: AccountDb, lock = false): Promise<number> {
  const { offset_ms } = await db.one<{ offset_ms: number }>(
    sql`select offset_ms from account_clocks where account_id = ${db.accountId} ${lock ? sql`for update` : sql``}`,
  );
  return offset_ms;
}

export async function updateClockOffset(db: AccountDb, offsetMs: number): Promise<void> {
  await db.run(sql`update account_clocks set offset_ms = ${offsetMs} where account_id = ${db.accountId}`);
}
