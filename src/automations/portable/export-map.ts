import type { AccountDb } from '../../app/db.ts';
import { loadAutomation } from '../load-automation.ts';
import { mapAt } from '../versions/map-at.ts';
import { exportThings } from '../rules/export-things.ts';
import type { PortableMap } from '../rules/portable.ts';
import { thingsHere } from './things-here.ts';

/** A map as a file that another account can make it from: the draft, unless a version is asked for. */
export async function exportMap(db: AccountDb, id: number, at: number | 'draft' = 'draft'): Promise<PortableMap> {
  const { name, object_id: objectId } = await loadAutomation(db, id);
  return exportThings(await thingsHere(db, objectId), { id, name, objectId, map: await mapAt(db, id, at) });
}
