import type { AccountDb, Database } from '../../app/db.ts';
import type { Caller } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { apiKeyExposed } from '../events.ts';
import { hashOf, sameSecret } from '../identity/tokens.ts';
import { markExposed, touchKey } from '../queries/api-keys.ts';
import { keyWithSeat, type KeySeatRow, type SeatRow } from '../queries/seats.ts';
import { isToldOf, stateOfKey } from '../rules/keys.ts';
import { viewerOfSeat } from '../viewer-of.ts';
import { nobodyWithoutAccount } from './nobody-without-account.ts';

/** Compared with when there is no such key, so that a wrong app id takes as long as a wrong key. */
const NO_KEY = hashOf('no key has this');

interface Asked {
  appId: string;
  key: string;
  /** The page that sent it, by its origin; undefined for a program. */
  page: string | undefined;
}

/**
 * Who calls with a key. Refuses with `api_key_invalid` a key that is not right, with `api_key_expired` and `api_key_revoked` one that has ended, and with
 * `key_in_browser` any that a page sent, of which the owner is told.
 */
export async function callerOfKey(database: Database, asked: Asked): Promise<Caller> {
  const accountId = Number(/^(\d{1,15})-/.exec(asked.appId)?.[1] ?? 0);
  const found = await nobodyWithoutAccount(database.account(accountId, (db) => keyUsed(db, asked)));
  if (asked.page !== undefined) throw keyInBrowser();
  if (!found) throw new Problem('api_key_invalid', 'The app id and key are not right. Check both, or make a new key.', { status: 401 });
  const seat = seatUnlessEnded(found);
  const scopes = found.scopes === null ? {} : { scopes: found.scopes };
  return {
    identity: { id: '', sessionId: '', email: seat.email, isOperator: false },
    byCookie: false,
    seat: { accountId, actor: { type: 'api_key', id: String(found.key_id), ...scopes }, viewer: viewerOfSeat(seat) },
    scopes: found.scopes === null ? undefined : new Set(found.scopes),
    callsPerMinute: found.calls_per_minute,
  };
}

/** The key that is named, if the secret is right, marked as used or as seen in a page. */
async function keyUsed(db: AccountDb, { appId, key, page }: Asked): Promise<(KeySeatRow & { now: Date }) | undefined> {
  const found = await keyWithSeat(db, appId);
  const hash = hashOf(key);
  const isRight = sameSecret(hash, found?.key_hash ?? NO_KEY);
  const isOld = sameSecret(hash, found?.old_key_hash ?? NO_KEY) && found?.old_key_until != null && found.old_key_until > db.now;
  if (!found || !(isRight || isOld)) return undefined;
  if (stateOf(found, db.now) === 'works') {
    if (page !== undefined) await tellOfPage(db, found, page);
    else if (found.stale) await touchKey(db, found.key_id);
  }
  return { ...found, now: db.now };
}

const stateOf = (found: KeySeatRow, now: Date) => stateOfKey({ expiresAt: found.expires_at, revokedAt: found.revoked_at }, now);

async function tellOfPage(db: AccountDb, found: KeySeatRow, page: string): Promise<void> {
  if (isToldOf(found.exposed_at, db.now)) return;
  await markExposed(db, found.key_id);
  const userIds = [...new Set([found.key_user_id, ...(found.owner_user_id === null ? [] : [found.owner_user_id])])];
  await recordEvent(
    db,
    { type: 'api_key', id: String(found.key_id) },
    { kind: apiKeyExposed, subject: { type: 'api_key', id: found.key_id }, data: { userIds }, personal: { page: page.slice(0, 200) } },
  );
}

function seatUnlessEnded(found: KeySeatRow & { now: Date }): SeatRow {
  const state = stateOf(found, found.now);
  if (state === 'expired') {
    const day = found.expires_at!.toISOString().slice(0, 10);
    throw new Problem('api_key_expired', `The key “${found.key_name}” ended on ${day}. Make a new one under Settings, API keys.`, {
      status: 401,
    });
  }
  if (state === 'revoked' || found.user_id === undefined || found.user_id === null) {
    throw new Problem('api_key_revoked', `The key “${found.key_name}” has been revoked. Make a new one under Settings, API keys.`, {
      status: 401,
    });
  }
  return found as SeatRow;
}

/** Told alike whether the key is right or not. */
export const keyInBrowser = (): Problem =>
  new Problem(
    'key_in_browser',
    'This call came from a page in a browser, where everybody can read the key. Nothing was done. Call from a server of yours, or give the page a publishable token (Settings, API keys). If the key was right, its owner has been told: renew it.',
    { status: 403 },
  );
