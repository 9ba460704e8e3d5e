import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { keyRemoved } from '../events.ts';
import { deleteKey } from '../queries/account-keys.ts';

/** Removes a key for good: what was encrypted for it can no longer be opened here. Refuses with `not_found`. */
export async function removeKey(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const key = await deleteKey(db, id);
  if (!key) throw notFound('key');
  const { kind, fingerprint } = key;
  await recordEvent(db, actor, { kind: keyRemoved, subject: { type: 'account_key', id }, data: { kind, fingerprint } });
}
