import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { recordRelated } from '../events.ts';
import { insertLinks, linkedRows } from '../queries/links.ts';
import { workOutLinked } from './work-out-linked.ts';
import { lockEnds, type Linking } from './lock-ends.ts';

/**
 * Relates each of these records with each of those, or pairs of them, by a relation field of theirs; what is related already, in the bin or gone is left as it
 * is. Records `record.related` for both sides. Gives how many links are new. Refuses `not_found` of a field that is no relation.
 */
export async function relateRecords(db: AccountDb, actor: Actor, linking: Linking): Promise<number> {
  const ends = await lockEnds(db, linking);
  const events = await eventsFragment(db, actor, {
    kind: recordRelated,
    subjectType: 'field',
    rows: linkedRows(ends),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  const sides = await insertLinks(db, ends, events);
  if (sides > 0) await workOutLinked(db, ends);
  return sides / 2;
}
