import type { Database } from '../../app/db.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { recordEvent } from '../../ledger/index.ts';
import { userSignedIn } from '../events.ts';
import { describeSession } from '../queries/identity.ts';
import { accountsOfIdentity } from '../queries/users.ts';
import { authOf } from './better-auth.ts';
import { SESSION_DAYS } from './session-cookie.ts';
import { hashOf } from './tokens.ts';

/** Where somebody comes from: shown beside their session, and in the ledger as theirs alone. */
export interface Visit {
  ip: string;
  userAgent: string;
}

/** A new session for a person who has just proven who they are without a password: by a set-up link or an invitation. Gives its token. */
export async function openSession(database: Database, identityId: string, visit: Visit): Promise<string> {
  const { internalAdapter } = await authOf(database).$context;
  const { token } = await internalAdapter.createSession(identityId);
  await noteSession(database, identityId, token, visit);
  return token;
}

/** Notes where a new session was begun, and tells it in each account the person has a seat in. */
export async function noteSession(database: Database, identityId: string, token: string, visit: Visit): Promise<void> {
  const now = database.clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  await database.system((db) =>
    describeSession(db, hashOf(token), { now, expiresAt, ip: visit.ip, userAgent: visit.userAgent.slice(0, 500) }),
  );
  await recordForIdentity(database, identityId, userSignedIn, { ...visit });
}

/** Writes an event about a person in each account they have a seat in. */
export async function recordForIdentity(
  database: Database,
  identityId: string,
  kind: EventKind,
  personal?: Record<string, unknown>,
): Promise<void> {
  for (const { account_id, user_id } of await database.system((db) => accountsOfIdentity(db, identityId))) {
    await database.account(account_id, (db) =>
      recordEvent(
        db,
        { type: 'user', id: String(user_id) },
        { kind, subject: { type: 'user', id: user_id }, ...(personal ? { personal } : {}) },
      ),
    );
  }
}
