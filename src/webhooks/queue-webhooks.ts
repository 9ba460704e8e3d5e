import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { ActionOutcome, ActionStep } from '../app/kernel/domain.ts';
import { eventsFragment } from '../ledger/index.ts';
import { fillTexts } from '../records/index.ts';
import { webhookCaptured } from './events.ts';
import { insertDeliveries, SETTLED_COLUMNS, settledRows, type NewDeliveries } from './queries/deliveries.ts';
import { hostOf, requestOf, textsOf } from './rules/request.ts';
import type { WebhookSettings } from './schema.ts';

/**
 * Writes one request down for each record, filled in with its values, to leave once the transaction has committed; or, while the account
 * practises, captured for good. Records whose values make no request are given as failed.
 */
export async function queueWebhooks(db: AccountDb, { settings, ...step }: ActionStep<WebhookSettings>): Promise<ActionOutcome> {
  const { objectId, recordIds, causeIds } = step;
  const failed = new Map<number, string>();
  const { texts, encodings } = textsOf(settings);
  const filled = await fillTexts(db, { objectId, recordIds, texts, encodings });
  const requests: NewDeliveries['requests'][number][] = [];
  for (const [place, recordId] of recordIds.entries()) {
    const request = requestOf(settings, filled?.get(recordId) ?? texts);
    if (typeof request === 'string') failed.set(recordId, request);
    else requests.push({ ...request, recordId, causeId: causeIds[place] ?? step.actor.causeId ?? null });
  }
  if (requests.length === 0) return { failed };
  const isCaptured = (await accountSettings(db)).mode === 'practising';
  const told = { kind: webhookCaptured, subjectType: 'webhook', rows: settledRows('captured'), columns: SETTLED_COLUMNS };
  const made: NewDeliveries = {
    firstId: await step.ids('webhook', requests.length),
    objectId,
    madeBy: `${step.actor.type}:${step.actor.id ?? ''}`,
    host: hostOf(settings.url)!,
    method: settings.method,
    isCaptured,
    requests,
  };
  await insertDeliveries(db, made, isCaptured ? await eventsFragment(db, step.actor, told) : undefined);
  return { failed };
}
