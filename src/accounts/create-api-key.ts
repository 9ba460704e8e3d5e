import { randomBytes } from 'node:crypto';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { apiKeyCreated } from './events.ts';
import { hashOf, newToken } from './identity/tokens.ts';
import { insertApiKey } from './queries/api-keys.ts';

export interface NewApiKey {
  id: number;
  /** Names the account, so that no lookup ever has to search all of them: `7-k3…`. */
  appId: string;
  /** Shown now and never again. */
  key: string;
}

/** Makes a key that may what its user may, for as long as they may it. */
export async function createApiKey(db: AccountDb, actor: Actor, ids: NextIds, input: { userId: number; name: string }): Promise<NewApiKey> {
  const id = await ids('api_key', 1);
  const appId = `${db.accountId}-${randomBytes(9).toString('base64url')}`;
  const key = newToken();
  await insertApiKey(db, { id, userId: input.userId, name: input.name, appId, keyHash: hashOf(key) });
  await recordEvent(db, actor, { kind: apiKeyCreated, subject: { type: 'api_key', id }, data: { userId: input.userId, appId } });
  return { id, appId, key };
}
