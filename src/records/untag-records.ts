import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { tagRemoved } from './events.ts';
import { deleteRecordTags, taggedRows, type TagSet } from './queries/tags.ts';

/** Takes a tag off a set of records, in one statement with its events. Gives how many had it. */
export async function untagRecords(db: AccountDb, actor: Actor, set: TagSet): Promise<number> {
  const events = await eventsFragment(db, actor, {
    kind: tagRemoved,
    subjectType: 'tag',
    rows: taggedRows(set),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id'],
  });
  return deleteRecordTags(db, set, events);
}
