import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { tagAdded } from './events.ts';
import { insertRecordTags, taggedRows, type TagSet } from './queries/tags.ts';

/** Adds a tag to a set of records, in one statement with its events. Those that have it already are left alone. Gives how many got it. */
export async function tagRecords(db: AccountDb, actor: Actor, set: TagSet): Promise<number> {
  const events = await eventsFragment(db, actor, {
    kind: tagAdded,
    subjectType: 'tag',
    rows: taggedRows(set),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id'],
  });
  return insertRecordTags(db, set, events);
}
