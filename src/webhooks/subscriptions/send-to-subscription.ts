import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { insertSubscribed } from '../queries/order.ts';
import { lockedSubscriptions } from '../queries/subscriptions.ts';
import { formBody, jsonBody, type ToldEvent } from '../rules/payload.ts';
import { eyesOf } from './eyes-of.ts';
import { limitWaiting } from './limit-waiting.ts';

/** What a subscription is told of when a rule or a map has it told, and nothing else happened. */
const SENT_BY_HAND = 'webhook.called';

/**
 * Tells a subscription about records, whatever it asks for itself: as it is told of all else, with its user's rights, behind what waits about the same
 * record. Gives the records that were told; the others its user may not see, or they do not match what it is narrowed to. Refuses `not_found`, also
 * one that has ended, and `too_much_waits`.
 */
export async function sendToSubscription(
  db: AccountDb,
  actor: Actor,
  asked: { subscriptionId: number; objectId: number; recordIds: readonly number[]; causeIds?: readonly (number | null)[] },
): Promise<number[]> {
  await limitWaiting(db, [asked.subscriptionId]);
  const [subscription] = await lockedSubscriptions(db, [asked.subscriptionId]);
  if (!subscription || subscription.state === 'ended') throw notFound('subscription');
  if (subscription.reason === 'too_many')
    throw new Problem(
      'too_much_waits',
      'So much waits for this program that nothing more is written down for it. Try again when it has taken some of it.',
      { status: 409 },
    );
  const { records } = await eyesOf(db).records(subscription, asked.objectId, asked.recordIds);
  const told = asked.recordIds.flatMap((recordId, place) => {
    const record = records.get(recordId);
    return record ? [{ recordId, record, causeId: asked.causeIds?.[place] ?? actor.causeId ?? null }] : [];
  });
  if (told.length === 0) return [];
  const isCaptured = (await accountSettings(db)).mode === 'practising';
  const firstId = await db.database.nextIds(db.accountId, 'webhook', told.length);
  await insertSubscribed(db, {
    subscription,
    madeBy: `${actor.type}:${actor.id ?? ''}`,
    isCaptured,
    deliveries: told.map(({ recordId, record, causeId }, place) => {
      const event: ToldEvent = { ...HAPPENED, at: db.now, actor: { type: actor.type, id: actor.id }, objectId: asked.objectId, recordId };
      const body = record.form ? formBody(subscription.id, event, record.form) : jsonBody(event, record.json!);
      return { id: firstId + place, objectId: asked.objectId, recordId, causeId, kind: SENT_BY_HAND, body };
    }),
  });
  return told.map(({ recordId }) => recordId);
}

const HAPPENED = { id: null, kind: SENT_BY_HAND, subject: null, data: null } as const;
