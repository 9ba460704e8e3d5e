import { installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { webhookSecretChanged } from './events.ts';
import { insertSecret } from './queries/secrets.ts';
import { newSecret, sealSecret } from './sending/sealing.ts';

/** So long the secret before signs too, for receivers to change over. */
export const OVERLAP_MS = 86_400_000;

/** Makes the account a new secret to sign with, shown this once. The one before signs beside it for a day. */
export async function rotateSecret(db: AccountDb, actor: Actor, database: Database, ids: NextIds): Promise<string> {
  const secret = newSecret();
  const sealed = sealSecret(installationOf(database).secretKey, secret);
  await insertSecret(db, { id: await ids('webhook_secret', 1), sealed, othersEndAt: new Date(db.now.getTime() + OVERLAP_MS) });
  await recordEvent(db, actor, { kind: webhookSecretChanged });
  return secret;
}
