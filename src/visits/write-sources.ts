import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { changeRecords, CONTACT, objectShape, recordsByIds } from '../records/index.ts';
import { sourceChanges, type Source } from './rules/source-fields.ts';

/** Keeps on contacts how they first and last came, in one write. Fields that the account has deleted are left alone. */
export async function writeSources(db: AccountDb, actor: Actor, sources: ReadonlyMap<number, Source>): Promise<void> {
  if (sources.size === 0) return;
  const known = new Set((await objectShape(db, CONTACT)).fields.map(({ id }) => String(id)));
  const records = (await recordsByIds(db, CONTACT, [...sources.keys()])).flatMap(({ id, values }) => {
    const changes = Object.fromEntries(Object.entries(sourceChanges(sources.get(id)!, values)).filter(([fieldId]) => known.has(fieldId)));
    return Object.keys(changes).length > 0 ? [{ id, changes, ownerId: null }] : [];
  });
  if (records.length > 0) await changeRecords(db, actor, { objectId: CONTACT, records });
}
