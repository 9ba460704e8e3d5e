import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { apiKeyRotated } from '../events.ts';
import { hashOf } from '../identity/tokens.ts';
import { lockedApiKey, replaceSecret } from '../queries/api-keys.ts';
import { stateOfKey, type RotateApiKey } from '../rules/keys.ts';
import { newSecret } from './new-secret.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a key a new secret; the old one goes on working for the hours that are asked for. Only who the key acts for may, since whoever has the secret
 * acts as them: anybody else is refused with `not_your_key`. Refuses with `not_found` a key that has ended.
 */
export async function rotateApiKey(
  db: AccountDb,
  actor: Actor,
  { id, userId, keepOldForHours }: { id: number; userId: number } & RotateApiKey,
): Promise<{ key: string; oldKeyUntil: Date | null }> {
  const row = await lockedApiKey(db, id);
  if (!row || stateOfKey({ expiresAt: row.expires_at, revokedAt: row.revoked_at }, db.now) !== 'works') throw notFound('API key');
  if (row.user_id !== userId) {
    throw new Problem('not_your_key', 'This key acts as somebody else. Ask them to renew it, or revoke it and make one of your own.', {
      status: 403,
    });
  }
  const key = newSecret(row.is_test);
  const oldKeyUntil = keepOldForHours === 0 ? null : new Date(db.now.getTime() + keepOldForHours * HOUR_MS);
  await replaceSecret(db, { id, keyHash: hashOf(key), oldKeyUntil });
  await recordEvent(db, actor, { kind: apiKeyRotated, subject: { type: 'api_key', id }, data: { oldKeyUntil } });
  return { key, oldKeyUntil };
}
