import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { refuseUnlessGiven } from '../app/scopes.ts';
import { keyOf, maySee, recordsOf, scopesToRead } from './list-webhooks.ts';
import { presentDetail } from './present.ts';
import type { DeliveryRow } from './queries/deliveries.ts';
import { deliveryById } from './queries/log.ts';
import type { WebhookDetail } from './schema.ts';

/** One request with what was sent and answered. Refuses `not_found`, and `scope_missing` a key or an app that may not read what it tells of. */
export async function showWebhook(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<WebhookDetail> {
  const { row, name } = await webhookFor(db, viewer, id);
  refuseUnlessGiven(actor, scopesToRead(row));
  return presentDetail(row, name);
}

/** A delivery the viewer may see, with the name of its record; locked where asked. Refuses `not_found`. */
export async function webhookFor(db: AccountDb, viewer: Viewer, id: number, lock = false): Promise<{ row: DeliveryRow; name: string }> {
  const row = await deliveryById(db, id, lock);
  const record = row && (await recordsOf(db, [row])).get(keyOf(row));
  if (!row || !maySee(viewer, row, record)) throw notFound('webhook');
  return { row, name: record?.name ?? '' };
}
