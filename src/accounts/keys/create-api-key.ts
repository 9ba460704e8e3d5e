import { randomBytes } from 'node:crypto';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { apiKeyCreated } from '../events.ts';
import { hashOf } from '../identity/tokens.ts';
import { accountRow } from '../queries/accounts.ts';
import { insertApiKey } from '../queries/api-keys.ts';
import { newSecret } from './new-secret.ts';
import { refuseUnknownScopes } from './refuse-unknown-scopes.ts';

export interface NewApiKey {
  id: number;
  /** Names the account, so that no lookup ever has to search all of them: `7-k3…`. */
  appId: string;
  /** Shown now and never again; it begins with `live_`, or `test_` in a sandbox. */
  key: string;
}

export interface ApiKeyToMake {
  userId: number;
  name: string;
  /** Null, or left out, for all that the user may. */
  scopes?: readonly string[] | null;
  expiresAt?: string | null;
}

/**
 * Makes a key that may what its user may, for as long as they may it, or less. Refuses with `scope_unknown`, and with `expiry_passed` an end that is
 * no more to come.
 */
export async function createApiKey(db: AccountDb, actor: Actor, ids: NextIds, input: ApiKeyToMake): Promise<NewApiKey> {
  const { userId, name, scopes = null } = input;
  refuseUnknownScopes(scopes);
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt <= db.now) throw invalid('expiresAt', 'This time has passed. Choose a later one.', 'expiry_passed');
  const isTest = (await accountRow(db)).kind === 'sandbox';
  const id = await ids('api_key', 1);
  const appId = `${db.accountId}-${randomBytes(9).toString('base64url')}`;
  const key = newSecret(isTest);
  await insertApiKey(db, { id, userId, name, appId, keyHash: hashOf(key), scopes, expiresAt, isTest });
  await recordEvent(db, actor, { kind: apiKeyCreated, subject: { type: 'api_key', id }, data: { userId, appId, scopes, expiresAt } });
  return { id, appId, key };
}
