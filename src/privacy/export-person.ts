import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notAllowed } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { personalData } from '../app/registry.ts';
import { eventsOfRecord, recordEvent } from '../ledger/index.ts';
import { mergedInto, recordFor, type RecordId } from '../records/index.ts';
import { personExported } from './events.ts';

const EVENTS = 100_000;

/**
 * Everything held about a person, by the part of the product that holds it (O 373, right of access). For those with the right
 * `privacy.erase`, because it shows what sections may hide. Refuses as `erasePerson` does.
 */
export async function exportPerson(db: AccountDb, actor: Actor, viewer: Viewer, person: RecordId): Promise<Record<string, unknown>> {
  if (!viewer.can('privacy.erase')) throw notAllowed('hand out all that is kept about a person');
  await recordFor(db, viewer, 'view', person);
  const held: Record<string, unknown> = {};
  for (const { label, export: handOut } of personalData()) held[label] = await handOut(db, person.objectId, person.id);
  const alsoIds = await mergedInto(db, person.objectId, person.id);
  const merged: Record<string, unknown>[] = [];
  for (const id of alsoIds) {
    const of: Record<string, unknown> = {};
    for (const { label, export: handOut } of personalData()) of[label] = await handOut(db, person.objectId, id);
    merged.push(of);
  }
  if (merged.length > 0) held['Records that were merged into this one'] = merged;
  const events = await eventsOfRecord(db, { ...person, alsoIds }, { limit: EVENTS });
  held['What happened'] = events.map(({ kind, at, data, personal }) => ({ kind, at: at.toISOString(), data, personal }));
  await recordEvent(db, actor, { kind: personExported, record: person });
  return held;
}
