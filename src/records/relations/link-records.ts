import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordsByIds } from '../queries/records.ts';
import { recordFor, type RecordId } from '../record-for.ts';
import { reaches } from '../rules/rights.ts';
import { relationFor } from './list-related.ts';
import { relateRecords } from './relate-records.ts';
import { unrelateRecords } from './unrelate-records.ts';

export interface LinkChange {
  viewer: Viewer;
  record: RecordId;
  fieldId: number;
  relatedIds: readonly number[];
  /** Whether they shall be related from now on, or no longer. */
  isRelated: boolean;
}

/**
 * Relates a record that somebody may edit with others they may see, or no longer. Gives how many links changed. Refuses `not_found` where
 * they may not see the record, the field or one of the others, and `not_allowed`.
 */
export async function linkRecords(
  db: AccountDb,
  actor: Actor,
  { viewer, record, fieldId, relatedIds, isRelated }: LinkChange,
): Promise<number> {
  await recordFor(db, viewer, 'edit', record);
  const field = await relationFor(db, viewer, { objectId: record.objectId, fieldId });
  if (viewer.on(record.objectId).sections[String(field.sectionId)] === 'view') throw notAllowed(`change ${field.label}`);
  const otherObjectId = field.settings.objectId!;
  const wanted = [...new Set(relatedIds)];
  const { view } = viewer.on(otherObjectId);
  const seen = (await recordsByIds(db, otherObjectId, wanted)).filter(({ owner_id }) => reaches(viewer, view, owner_id));
  if (seen.length < wanted.length) throw notFound('record');
  const linking = { objectId: record.objectId, fieldId, recordIds: [record.id], relatedIds: wanted };
  return isRelated ? relateRecords(db, actor, linking) : unrelateRecords(db, actor, linking);
}
