import type { AccountDb } from '../app/db.ts';
import { accountSettings } from '../accounts/index.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { webhookRepeated } from './events.ts';
import { mayRepeat } from './present.ts';
import { insertDeliveries, type DeliveryRow } from './queries/deliveries.ts';
import { requeueDelivery } from './queries/log.ts';
import { webhookFor } from './show-webhook.ts';
import { replayDeliveries } from './subscriptions/replay-deliveries.ts';

/**
 * Sends a request once more as it was: one that failed goes on under its own id, one that was taken goes again under a new one; what a subscription was
 * told goes behind all that waits about the same record, and its receiver knows it by the id it had. Gives the number in the log. Refuses `not_found`,
 * `cannot_repeat` and, while the account practises, `practising`.
 */
export async function repeatWebhook(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, id }: { viewer: Viewer; ids: NextIds; id: number },
): Promise<number> {
  const { row } = await webhookFor(db, viewer, id, true);
  refuseUnrepeatable(row);
  if ((await accountSettings(db)).mode === 'practising') {
    throw new Problem('practising', 'Nothing leaves while the account practises. Go live first.', { status: 409 });
  }
  if (row.subscription_id !== null) return (await replayDeliveries(db, actor, { subscriptionId: row.subscription_id, ids: [id] })).firstId!;
  const record = { objectId: row.object_id!, id: row.record_id! };
  const causeId = await recordEvent(db, actor, {
    kind: webhookRepeated,
    record,
    subject: { type: 'webhook', id },
    ...(row.cause_id === null ? {} : { causeId: row.cause_id }),
    data: { host: row.host },
  });
  if (row.status === 'failed') {
    await requeueDelivery(db, id);
    return id;
  }
  const firstId = await ids('webhook', 1);
  const request = { url: row.url!, headers: row.headers!, body: row.body, recordId: record.id, causeId };
  const made = { firstId, objectId: record.objectId, madeBy: `${actor.type}:${actor.id ?? ''}`, host: row.host, method: row.method };
  await insertDeliveries(db, { ...made, isCaptured: false, repeats: id, requests: [request] }, undefined);
  return firstId;
}

function refuseUnrepeatable(row: DeliveryRow): void {
  if (mayRepeat(row)) return;
  if (row.status === 'captured')
    throw new Problem('cannot_repeat', 'This webhook was captured while the account practised, and never leaves.', { status: 409 });
  if (row.url === null)
    throw new Problem('cannot_repeat', 'What this webhook said has been erased, so it cannot be sent again.', { status: 409 });
  throw new Problem('cannot_repeat', 'This webhook has not come to its end yet. Wait until it was sent or has failed.', { status: 409 });
}
