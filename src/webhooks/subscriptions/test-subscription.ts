import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { Sending } from '../../app/send-request.ts';
import { LEASE_MS, secretsFor, type Claim } from '../claim-webhooks.ts';
import { handOver } from '../deliver-webhooks.ts';
import { markOutcomes, markSending, type DeliveryRow } from '../queries/deliveries.ts';
import { deliveryById } from '../queries/log.ts';
import { insertSubscribed } from '../queries/order.ts';
import { formBody, jsonBody, type ToldEvent } from '../rules/payload.ts';
import type { TestOutcome } from '../schema.ts';
import { reasonOf, unsettled, wasTaken, type Tried } from '../tried.ts';
import { subscriptionFor } from './subscription-for.ts';

const TEST_KIND = 'webhook.test';

/**
 * Sends a subscription's receiver a made-up event once, whether it is paused or not, and gives what it answered. It stands in the log and changes nothing
 * else. Refuses `not_found`, `not_allowed`, and while the account practises `practising`.
 */
export async function testSubscription(
  database: Database,
  accountId: number,
  { viewer, userId, id, sending = {} }: { viewer: Viewer; userId: number; id: number; sending?: Sending },
): Promise<TestOutcome> {
  const { delivery, secrets } = await database.account(accountId, (db) => writtenTest(db, { viewer, userId, id }));
  const tried = await handOver({ database, accountId, sending, secrets }, delivery);
  await database.account(accountId, (db) => noteTest(db, tried));
  return {
    id: delivery.id,
    taken: wasTaken(tried),
    status: tried.answer?.status ?? null,
    reason: wasTaken(tried) ? null : reasonOf(tried),
    tookMs: tried.tookMs ?? null,
    answer: tried.answer?.body ?? null,
  };
}

async function writtenTest(
  db: AccountDb,
  { viewer, userId, id }: { viewer: Viewer; userId: number; id: number },
): Promise<{ delivery: DeliveryRow; secrets: Claim['secrets'] }> {
  const subscription = await subscriptionFor(db, viewer, id);
  if ((await accountSettings(db)).mode === 'practising')
    throw new Problem('practising', 'Nothing leaves while the account practises. Go live first.', { status: 409 });
  const actor = { type: 'user', id: String(userId) };
  const event: ToldEvent = { id: null, kind: TEST_KIND, at: db.now, actor, objectId: null, recordId: null, subject: null, data: null };
  const body = subscription.format === 'form' ? formBody(id, event, {}) : jsonBody(event, null);
  const deliveryId = await db.database.nextIds(db.accountId, 'webhook', 1);
  const made = { id: deliveryId, objectId: null, recordId: null, causeId: null, kind: TEST_KIND, body };
  await insertSubscribed(db, { subscription, madeBy: `user:${userId}`, isCaptured: false, deliveries: [made] });
  await markSending(db, [deliveryId], new Date(db.database.clock.now().getTime() + LEASE_MS));
  const delivery = (await deliveryById(db, deliveryId))!;
  return { delivery, secrets: await secretsFor(db, [delivery]) };
}

async function noteTest(db: AccountDb, tried: Tried): Promise<void> {
  const isTaken = wasTaken(tried);
  await markOutcomes(db, [{ ...unsettled(tried), status: isTaken ? 'sent' : 'failed', reason: isTaken ? null : reasonOf(tried) }], []);
}
