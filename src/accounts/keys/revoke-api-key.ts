import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { apiKeyRevoked } from '../events.ts';
import { revokeApiKeyRow } from '../queries/api-keys.ts';

/** Ends a key at once and for good. Refuses with `not_found` one that does not work any more. */
export async function revokeApiKey(db: AccountDb, actor: Actor, id: number): Promise<void> {
  if (!(await revokeApiKeyRow(db, id))) throw notFound('API key');
  await recordEvent(db, actor, { kind: apiKeyRevoked, subject: { type: 'api_key', id } });
}
