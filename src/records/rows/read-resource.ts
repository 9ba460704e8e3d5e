import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape } from '../object-shapes.ts';
import { readRecord } from '../read-record.ts';
import type { RecordId } from '../record-for.ts';
import { chosenFields } from '../rules/chosen-fields.ts';
import { presentResource, type RecordResource } from './present-resource.ts';

/** A record with those of its fields that are named, or all that somebody may see. Refuses `not_found` and `invalid_input`. */
export async function readResource(
  db: AccountDb,
  viewer: Viewer,
  { record: asked, fields: names }: { record: RecordId; fields?: readonly string[] | undefined },
): Promise<RecordResource> {
  const { record, fields, tags } = await readRecord(db, viewer, asked);
  const chosen = chosenFields(await objectShape(db, asked.objectId), fields, names);
  return presentResource(record, { objectId: asked.objectId, chosen, isNamed: names !== undefined, tags });
}
