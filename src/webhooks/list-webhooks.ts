import { reaches, type Viewer } from '../app/kernel/viewer.ts';
import type { AccountDb } from '../app/db.ts';
import { recordsByIds, type RecordRow } from '../records/index.ts';
import { presentLine } from './present.ts';
import type { DeliveryRow } from './queries/deliveries.ts';
import { loggedDeliveries } from './queries/log.ts';
import type { WebhookLine, WebhooksQuery } from './schema.ts';

/** A page of the log, newest first, of records the viewer may see. `next` is where the following page begins; a page may hold fewer lines than asked for. */
export async function listWebhooks(
  db: AccountDb,
  viewer: Viewer,
  query: WebhooksQuery,
): Promise<{ webhooks: WebhookLine[]; next: number | null }> {
  const rows = await loggedDeliveries(db, query);
  const records = await recordsOf(db, rows);
  const webhooks = rows.flatMap((row) => {
    const record = records.get(`${row.object_id}:${row.record_id}`);
    return maySee(viewer, row, record) ? [presentLine(row, record?.name ?? '')] : [];
  });
  return { webhooks, next: rows.length === query.limit ? rows.at(-1)!.id : null };
}

/** Whether a request about this record may be shown; one whose record is gone only to those who see all. */
export function maySee(viewer: Viewer, { object_id: objectId }: DeliveryRow, record: RecordRow | undefined): boolean {
  const { view, sections } = viewer.on(objectId);
  // What stands in it may come from any field.
  if (Object.values(sections).includes('hidden')) return false;
  return record ? reaches(viewer, view, record.owner_id) : view === 'all';
}

export async function recordsOf(db: AccountDb, rows: readonly DeliveryRow[]): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const objectId of new Set(rows.map(({ object_id }) => object_id))) {
    const ids = [...new Set(rows.filter((row) => row.object_id === objectId).map(({ record_id }) => record_id))];
    for (const record of await recordsByIds(db, objectId, ids)) found.set(`${objectId}:${record.id}`, record);
  }
  return found;
}
