import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { recordUnrelated } from '../events.ts';
import { linkedRows, removeLinks } from '../queries/links.ts';
import { workOutLinked } from './work-out-linked.ts';
import { lockEnds, type Linking } from './lock-ends.ts';

/** Takes the links between these records and those away, with `record.unrelated` for both sides. Gives how many there were. */
export async function unrelateRecords(db: AccountDb, actor: Actor, linking: Linking): Promise<number> {
  const ends = await lockEnds(db, linking);
  const events = await eventsFragment(db, actor, {
    kind: recordUnrelated,
    subjectType: 'field',
    rows: linkedRows(ends),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  const sides = await removeLinks(db, ends, events);
  if (sides > 0) await workOutLinked(db, ends);
  return sides / 2;
}
