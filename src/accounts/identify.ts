import type { FastifyRequest } from 'fastify';
import { isFromPage } from '../app/cross-origin.ts';
import type { Database, Queries } from '../app/db.ts';
import type { Caller, Identify } from '../app/http.ts';
import { Problem } from '../app/kernel/problem.ts';
import { SESSION_DAYS, sessionTokenOf } from './identity/session-cookie.ts';
import { hashOf } from './identity/tokens.ts';
import { callerOfKey, keyInBrowser } from './keys/caller-of-key.ts';
import { nobodyWithoutAccount } from './keys/nobody-without-account.ts';
import { callerOfPage } from './keys/page-tokens.ts';
import { callerOfApp } from './oauth/caller-of-app.ts';
import { sessionByToken, sessionWithSeat, touchSession, type SeatRow, type SessionRow } from './queries/seats.ts';
import { credentialsOf, type Credentials } from './rules/credentials.ts';
import { viewerOfSeat } from './viewer-of.ts';

/**
 * Who is calling: a program by its key, a third party's app by its token, a page by a publishable token, or the person of the session cookie with their
 * seat in the account that `x-account` (or `account` in a GET's query) names. One statement. Gives undefined for nobody; refuses with 401 a key or a
 * token that is not right or has ended, and with `key_in_browser` (403) one that a page in a browser sent.
 */
export const identify: Identify = async (database, request) => {
  const credentials = credentialsOf(request.headers);
  const accountId = accountNamedBy(request);
  if (credentials === undefined) {
    const token = sessionTokenOf(request);
    return token === undefined ? undefined : callerOfSession(database, token, accountId);
  }
  const caller = await callerBy(database, request, credentials);
  return accountId === undefined || accountId === caller.seat?.accountId ? caller : { ...caller, seat: undefined };
};

async function callerBy(database: Database, { headers }: FastifyRequest, credentials: Credentials): Promise<Caller> {
  const page = isFromPage(headers) ? (headers.origin ?? '') : undefined;
  if (credentials.kind === 'key') return callerOfKey(database, { ...credentials, page });
  if (credentials.kind === 'page') return callerOfPage(database, credentials.token, headers.origin);
  if (page !== undefined) throw keyInBrowser();
  if (credentials.kind === 'app') return callerOfApp(database, credentials.token);
  throw new Problem('token_invalid', 'This token is not right. Check it, or ask for a new one.', { status: 401 });
}

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

const sessionInAccount = (database: Database, accountId: number, tokenHash: string): Promise<SessionRow | undefined> =>
  nobodyWithoutAccount(database.account(accountId, (db) => refreshed(database, db, sessionWithSeat(db, tokenHash, database.clock.now()))));

async function refreshed(database: Database, db: Queries, found: Promise<SessionRow | undefined>): Promise<SessionRow | undefined> {
  const session = await found;
  const now = database.clock.now();
  if (session?.stale) await touchSession(db, session.session_id, now, new Date(now.getTime() + SESSION_DAYS * 86_400_000));
  return session;
}

function accountNamedBy(request: FastifyRequest): number | undefined {
  const query = request.query as Record<string, unknown> | undefined;
  const named = request.headers['x-account'] ?? (request.method === 'GET' ? query?.account : undefined);
  if (typeof named !== 'string' || !/^\d{1,15}$/.test(named)) return undefined;
  return Number(named);
}
