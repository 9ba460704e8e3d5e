import { installationOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionSecretChanged } from '../events.ts';
import { insertSecret } from '../queries/secrets.ts';
import { OVERLAP_MS } from '../rotate-secret.ts';
import { newSubscriptionSecret, sealSecret } from '../sending/sealing.ts';
import { subscriptionFor } from './subscription-for.ts';

/** Makes a subscription a new secret, shown this once; the one before signs beside it for a day. Refuses `not_found` and `not_allowed`. */
export async function rotateSubscriptionSecret(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, id }: { viewer: Viewer; ids: NextIds; id: number },
): Promise<string> {
  const { host } = await subscriptionFor(db, viewer, id);
  const secret = newSubscriptionSecret();
  const sealed = sealSecret(installationOf(db.database).secretKey, secret);
  const othersEndAt = new Date(db.now.getTime() + OVERLAP_MS);
  await insertSecret(db, { id: await ids('webhook_secret', 1), sealed, subscriptionId: id, othersEndAt });
  await recordEvent(db, actor, { kind: webhookSubscriptionSecretChanged, subject: { type: 'webhook_subscription', id }, data: { host } });
  return secret;
}
