import type { AccountDb } from '../../app/db.ts';
import { objectShape } from '../object-shapes.ts';
import { standingLinks } from '../queries/links.ts';
import { linksBetween } from '../rules/links.ts';

/** With which records, by which of these relation fields, a set of records is related, and since when. Fields that are gone are left out. */
export async function linksOfRecords(
  db: AccountDb,
  { objectId, fieldIds, recordIds }: { objectId: number; fieldIds: readonly number[]; recordIds: readonly number[] },
): Promise<{ fieldId: number; recordId: number; otherId: number; since: Date }[]> {
  const found = [];
  for (const field of (await objectShape(db, objectId)).fields) {
    const otherObjectId = field.settings.objectId;
    if (field.type !== 'relation' || otherObjectId === undefined || !fieldIds.includes(field.id)) continue;
    const rows = await standingLinks(db, linksBetween({ objectId, field, otherObjectId }), recordIds);
    found.push(
      ...rows.map(({ record_id, other_id, added_at }) => ({ fieldId: field.id, recordId: record_id, otherId: other_id, since: added_at })),
    );
  }
  return found;
}
