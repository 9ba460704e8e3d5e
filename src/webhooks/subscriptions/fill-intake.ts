import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { takeIntake, type IntakeRow } from '../queries/intake.ts';
import { insertSubscribed, type SubscribedDelivery } from '../queries/order.ts';
import { lockedSubscriptions, type SubscriptionRow } from '../queries/subscriptions.ts';
import { formBody, jsonBody, type ToldEvent } from '../rules/payload.ts';
import { eyesOf, type Eyes, type SeenObject } from './eyes-of.ts';

export const FILLED_AT_ONCE = 500;

/**
 * Fills in the oldest of what subscriptions are to be told: with the values of the records as they stand now, as far as the subscription's user may see
 * them. What they may not see, and what does not match what the subscription is narrowed to, is told to nobody. Gives how much was looked at.
 */
export async function fillIntake(db: AccountDb): Promise<number> {
  const rows = await takeIntake(db, FILLED_AT_ONCE);
  if (rows.length === 0) return 0;
  const subscriptions = await lockedSubscriptions(db, [...new Set(rows.map(({ subscription_id }) => subscription_id))]);
  const isCaptured = (await accountSettings(db)).mode === 'practising';
  const eyes = eyesOf(db);
  for (const subscription of subscriptions) {
    const own = rows.filter(({ subscription_id }) => subscription_id === subscription.id);
    const told = await toldTo(subscription, own, eyes);
    if (told.length === 0) continue;
    const firstId = await db.database.nextIds(db.accountId, 'webhook', told.length);
    const deliveries = told.map((one, place) => ({ ...one, id: firstId + place }));
    await insertSubscribed(db, { subscription, madeBy: 'subscription', isCaptured, deliveries });
  }
  return rows.length;
}

async function toldTo(subscription: SubscriptionRow, rows: readonly IntakeRow[], eyes: Eyes): Promise<Omit<SubscribedDelivery, 'id'>[]> {
  const seen = new Map<number, SeenObject>();
  for (const objectId of new Set(rows.flatMap((row) => (row.record_id === null ? [] : [row.object_id!])))) {
    const recordIds = rows.filter((row) => row.object_id === objectId && row.record_id !== null).map((row) => row.record_id!);
    seen.set(objectId, await eyes.records(subscription, objectId, [...new Set(recordIds)]));
  }
  const told: Omit<SubscribedDelivery, 'id'>[] = [];
  for (const row of rows) {
    const body = await bodyOf(subscription, row, { eyes, seen });
    if (body === undefined) continue;
    told.push({ objectId: row.object_id, recordId: row.record_id, causeId: row.event_id, kind: row.kind, body });
  }
  return told;
}

async function bodyOf(
  subscription: SubscriptionRow,
  row: IntakeRow,
  { eyes, seen }: { eyes: Eyes; seen: ReadonlyMap<number, SeenObject> },
): Promise<string | undefined> {
  const event = eventOf(row);
  if (row.record_id === null) {
    if (!(await eyes.seesAccount(subscription))) return undefined;
    return subscription.format === 'form' ? formBody(subscription.id, event, {}) : jsonBody(event, null);
  }
  const object = seen.get(row.object_id!)!;
  const record = object.records.get(row.record_id);
  if (!record) return undefined;
  return record.form ? formBody(subscription.id, event, record.form) : jsonBody(withoutHidden(event, object), record.json!);
}

const eventOf = (row: IntakeRow): ToldEvent => ({
  id: row.event_id,
  kind: row.kind,
  at: row.at,
  actor: { type: row.actor_type, id: row.actor_id },
  objectId: row.object_id,
  recordId: row.record_id,
  subject: row.subject_type !== null && row.subject_id !== null ? { type: row.subject_type, id: row.subject_id } : null,
  data: row.data,
});

/** Not even which hidden fields were changed is told. */
function withoutHidden(event: ToldEvent, { hiddenFieldIds }: SeenObject): ToldEvent {
  const fields = event.data?.fields;
  if (hiddenFieldIds.size === 0 || !Array.isArray(fields)) return event;
  return { ...event, data: { ...event.data, fields: fields.filter((id) => !hiddenFieldIds.has(Number(id))) } };
}
