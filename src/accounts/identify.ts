import type { FastifyRequest } from 'fastify';
import type { AccountDb, Database, Queries } from '../app/db.ts';
import type { Caller, Identify } from '../app/http.ts';
import { Problem } from '../app/kernel/problem.ts';
import { SESSION_DAYS } from './identity/session-cookie.ts';
import { sessionTokenOf } from './identity/session-cookie.ts';
import { keyWithSeat, sessionByToken, sessionWithSeat, touchKey, touchSession, type SeatRow, type SessionRow } from './queries/seats.ts';
import { hashOf, sameSecret } from './identity/tokens.ts';
import { viewerOfSeat } from './viewer-of.ts';

/** Compared with when there is no such key, so that a wrong app id takes as long as a wrong key. */
const NO_KEY = hashOf('no key has this');

/**
 * Who is calling: an API key's user, or the person of the session cookie with their seat in the account that `x-account` (or `account`
 * in a GET's query) names. One statement. Gives undefined for nobody; refuses with `api_key_invalid` a key that is not right.
 */
export const identify: Identify = async (database, request) => {
  const appId = request.headers['api-appid'];
  const key = request.headers['api-key'];
  const accountId = accountNamedBy(request);
  if (typeof appId === 'string' || typeof key === 'string') {
    const caller = await callerOfKey(database, String(appId ?? ''), String(key ?? ''));
    return accountId === undefined || accountId === caller.seat?.accountId ? caller : { ...caller, seat: undefined };
  }
  const token = sessionTokenOf(request);
  return token === undefined ? undefined : callerOfSession(database, token, accountId);
};

async function callerOfSession(database: Database, token: string, accountId: number | undefined): Promise<Caller | undefined> {
  const tokenHash = hashOf(token);
  const session = accountId === undefined ? undefined : await sessionInAccount(database, accountId, tokenHash);
  const found = session ?? (await database.system((db) => refreshed(database, db, sessionByToken(db, tokenHash, database.clock.now()))));
  if (!found) return undefined;
  const identity = {
    id: found.identity_id,
    sessionId: found.session_id,
    email: found.identity_email,
    isOperator: found.is_operator,
  };
  if (accountId === undefined || typeof found.user_id !== 'number') return { identity, byCookie: true };
  const viewer = viewerOfSeat(found as SeatRow);
  return { identity, byCookie: true, seat: { accountId, actor: { type: 'user', id: String(found.user_id) }, viewer } };
}

/** Undefined when there is no such account: who may know that is decided by the session alone. */
async function sessionInAccount(database: Database, accountId: number, tokenHash: string): Promise<SessionRow | undefined> {
  try {
    return await database.account(accountId, (db) => refreshed(database, db, sessionWithSeat(db, tokenHash, database.clock.now())));
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}

async function refreshed(database: Database, db: Queries, found: Promise<SessionRow | undefined>): Promise<SessionRow | undefined> {
  const session = await found;
  const now = database.clock.now();
  if (session?.stale) await touchSession(db, session.session_id, now, new Date(now.getTime() + SESSION_DAYS * 86_400_000));
  return session;
}

async function callerOfKey(database: Database, appId: string, key: string): Promise<Caller> {
  const accountId = Number(/^(\d{1,15})-/.exec(appId)?.[1] ?? 0);
  const found = await database.account(accountId, (db) => seatOfKey(db, appId, key)).catch(unlessNoAccount);
  if (!found) throw new Problem('api_key_invalid', 'The app id and key are not right. Check both, or make a new key.', { status: 401 });
  return {
    identity: { id: '', sessionId: '', email: found.email, isOperator: false },
    byCookie: false,
    seat: { accountId, actor: { type: 'api_key', id: String(found.key_id) }, viewer: viewerOfSeat(found) },
  };
}

async function seatOfKey(db: AccountDb, appId: string, key: string) {
  const found = await keyWithSeat(db, appId);
  const right = sameSecret(hashOf(key), found?.key_hash ?? NO_KEY);
  if (!found || !right) return undefined;
  if (found.stale) await touchKey(db, found.key_id);
  return found;
}

function unlessNoAccount(error: unknown): undefined {
  if (error instanceof Problem && error.code === 'account_not_found') return undefined;
  throw error;
}

function accountNamedBy(request: FastifyRequest): number | undefined {
  const query = request.query as Record<string, unknown> | undefined;
  const named = request.headers['x-account'] ?? (request.method === 'GET' ? query?.account : undefined);
  if (typeof named !== 'string' || !/^\d{1,15}$/.test(named)) return undefined;
  return Number(named);
}
