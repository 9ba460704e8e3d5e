import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { keyMade } from '../events.ts';
import { insertKey, keysOf } from '../queries/account-keys.ts';
import type { KeyKind } from '../schema.ts';
import { generateKey } from './generate-key.ts';
import { sealSecret } from './sealed-keys.ts';

/** So many of a kind: the one in use and those that files under way may still be meant for. */
const MOST_KEYS = 10;

export interface KeyMaker {
  actor: Actor;
  ids: NextIds;
  userId: number;
}

/** Makes a key of the account, which is used from now on; older ones go on working. Refuses `too_many_keys`. */
export async function makeKey(
  database: Database,
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>,
  { actor, ids, userId }: KeyMaker,
  { kind, name }: { kind: KeyKind; name: string },
): Promise<void> {
  const standing = await inAccount((db) => keysOf(db, kind));
  if (standing.length >= MOST_KEYS)
    throw new Problem('too_many_keys', `There are ${MOST_KEYS} keys already. Remove one that is no longer used.`);
  const { fingerprint, publicKey, privateKey } = await generateKey(kind, name);
  const id = await ids('account-key', 1);
  await inAccount(async (db) => {
    await insertKey(db, { id, kind, fingerprint, publicKey, privateSealed: sealSecret(database, privateKey), createdBy: userId });
    await recordEvent(db, actor, { kind: keyMade, subject: { type: 'account_key', id }, data: { kind, fingerprint } });
  });
}
