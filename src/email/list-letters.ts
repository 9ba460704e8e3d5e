import type { AccountDb } from '../app/db.ts';
import { reaches, type Viewer } from '../app/kernel/viewer.ts';
import { fillerOf } from '../documents/index.ts';
import { recordsByIds, type RecordRow } from '../records/index.ts';
import { presentOutboxLine } from './present.ts';
import { outboxRows, type OutboxRow } from './queries/deliveries.ts';
import { oneLine } from './rules/headers.ts';
import type { OutboxLine, OutboxQuery } from './schema.ts';

/**
 * A page of the Outbox, newest first: letters captured, queued, sent or not, of records the viewer may see. `next` is where the following
 * page begins, null at the end; a page may hold fewer lines than asked for.
 */
export async function listLetters(
  db: AccountDb,
  viewer: Viewer,
  query: OutboxQuery,
): Promise<{ letters: OutboxLine[]; next: number | null }> {
  const rows = await outboxRows(db, query);
  const records = await recordsOf(db, rows);
  const letters = rows.flatMap((row) => {
    const record = records.get(`${row.object_id}:${row.record_id}`);
    if (!maySee(viewer, row.object_id, record)) return [];
    return [presentOutboxLine(row, { recordName: record?.name ?? '', subject: subjectOf(row) })];
  });
  return { letters, next: rows.length === query.limit ? rows.at(-1)!.id : null };
}

/** Whether a letter to this record may be shown; one whose record is gone only to those who see all. */
export function maySee(viewer: Viewer, objectId: number, record: RecordRow | undefined): boolean {
  const { view } = viewer.on(objectId);
  return record ? reaches(viewer, view, record.owner_id) : view === 'all';
}

/** The subject as it was filled in, of letters that were. */
export const subjectOf = (row: OutboxRow): string | null =>
  row.merge_values ? oneLine(fillerOf(row.version_subject, 'text').fill(row.merge_values)) : null;

async function recordsOf(db: AccountDb, rows: readonly OutboxRow[]): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const objectId of new Set(rows.map(({ object_id }) => object_id))) {
    const ids = [...new Set(rows.filter((row) => row.object_id === objectId).map(({ record_id }) => record_id))];
    for (const record of await recordsByIds(db, objectId, ids)) found.set(`${objectId}:${record.id}`, record);
  }
  return found;
}
