import { installationOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionCreated } from '../events.ts';
import { insertSecret } from '../queries/secrets.ts';
import { countSubscriptions, insertSubscription, replaceWishes } from '../queries/subscriptions.ts';
import type { NewSubscription } from '../schema.ts';
import { newSubscriptionSecret, sealSecret } from '../sending/sealing.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { checkedSubscription } from './checked-subscription.ts';
import { refuseTellingBeyondScopes } from './refuse-beyond-scopes.ts';

const MOST_SUBSCRIPTIONS = 200;

/**
 * Tells another program from now on what happens, as the viewer sees it. Gives the subscription's number, and the secret it is signed with, shown this
 * once. Refuses `not_allowed` without the right `settings.manage`, `scope_missing`, `too_many_subscriptions`, and what `checkedSubscription` refuses.
 */
export async function subscribe(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, input }: { viewer: Viewer; ids: NextIds; input: NewSubscription },
): Promise<{ id: number; secret: string }> {
  const { stored, wishes } = await checkedSubscription(db, viewer, input);
  refuseTellingBeyondScopes(actor, input);
  if ((await countSubscriptions(db)) >= MOST_SUBSCRIPTIONS) {
    throw new Problem(
      'too_many_subscriptions',
      `An account has at most ${MOST_SUBSCRIPTIONS} subscriptions. Remove one that nobody needs.`,
    );
  }
  const id = await ids('webhook_subscription', 1);
  await insertSubscription(db, { ...stored, id, userId: viewer.userId });
  await replaceWishes(db, id, wishes);
  const secret = newSubscriptionSecret();
  const sealed = sealSecret(installationOf(db.database).secretKey, secret);
  await insertSecret(db, { id: await ids('webhook_secret', 1), sealed, subscriptionId: id, othersEndAt: db.now });
  await recordEvent(db, actor, {
    kind: webhookSubscriptionCreated,
    subject: { type: 'webhook_subscription', id },
    data: { host: stored.host, kinds: wishes.map(({ kind }) => kind), format: stored.format },
  });
  await askForKinds(db);
  return { id, secret };
}
