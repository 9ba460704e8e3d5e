import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordFor, type RecordId } from '../records/index.ts';
import { viewsOfRecord } from './queries/page-views.ts';
import type { SeenPage } from './schema.ts';

const SHOWN = 200;

/** The pages a record's person looked at, the latest first, for who may see the record. Refuses `not_found`. */
export async function listVisits(db: AccountDb, viewer: Viewer, record: RecordId): Promise<SeenPage[]> {
  await recordFor(db, viewer, 'view', record);
  return (await viewsOfRecord(db, record.objectId, record.id, SHOWN)).map(({ at, host, path, referrer, utm }) => ({
    at: at.toISOString(),
    address: `${host}${path}`,
    referrer,
    utm: utm as Record<string, string> | null,
  }));
}
