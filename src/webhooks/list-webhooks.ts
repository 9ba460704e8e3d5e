import { reaches, type Viewer } from '../app/kernel/viewer.ts';
import type { AccountDb } from '../app/db.ts';
import { scopesOfEvents } from '../app/scopes.ts';
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
    const record = records.get(keyOf(row));
    return maySee(viewer, row, record) ? [presentLine(row, record?.name ?? '')] : [];
  });
  return { webhooks, next: rows.length === query.limit ? rows.at(-1)!.id : null };
}

/**
 * Whether a request may be shown: one about a record to those who see it, one whose record is gone only to those who see all, and one about no record to
 * those who manage the account's settings.
 */
export function maySee(viewer: Viewer, { object_id: objectId, record_id: recordId }: DeliveryRow, record: RecordRow | undefined): boolean {
  if (objectId === null || recordId === null) return viewer.can('settings.manage');
  const { view, sections } = viewer.on(objectId);
  // What stands in it may come from any field.
  if (Object.values(sections).includes('hidden')) return false;
  return record ? reaches(viewer, view, record.owner_id) : view === 'all';
}

/** The records that requests are about, by the key of the request. */
export async function recordsOf(db: AccountDb, rows: readonly DeliveryRow[]): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  const about = rows.filter(({ record_id: recordId }) => recordId !== null);
  for (const objectId of new Set(about.map(({ object_id: id }) => id!))) {
    const ids = [...new Set(about.filter((row) => row.object_id === objectId).map(({ record_id: id }) => id!))];
    for (const record of await recordsByIds(db, objectId, ids)) found.set(`${objectId}:${record.id}`, record);
  }
  return found;
}

export const keyOf = ({ object_id: objectId, record_id: recordId }: DeliveryRow): string => `${objectId}:${recordId}`;

/** What a key or an app needs to read what a request said: records, and the events it tells of. */
export const scopesToRead = ({ event_kind: kind }: DeliveryRow): string[] => [
  'records:read',
  ...scopesOfEvents(kind === null ? [] : [kind]),
];
