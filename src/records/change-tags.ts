import type { AccountDb, Database } from '../app/db.ts';
import { tagAdded, tagRemoved } from './events.ts';
import { lockTagChange, nextTagged, nextTaggedBy, noteTagProgress, noteTagStatus, type TagChangeRow } from './queries/tag-changes.ts';
import { tagRecords } from './tag-records.ts';
import { untagRecords } from './untag-records.ts';

/** So many records lose or get a tag in one transaction. */
export const TAGGED_AT_ONCE = 20_000;

/**
 * Takes a tag that was deleted or merged off the records that have it, or gives it back, so many a transaction, each change caused by the event
 * that asked for it. Interrupted, it goes on where it was.
 */
export async function changeTags(
  database: Database,
  { accountId, changeId }: { accountId: number; changeId: number },
  stopping: AbortSignal,
): Promise<void> {
  for (let more = true; more;) {
    if (stopping.aborted) throw new Error('Stopped while changing tags; it goes on with the next start.');
    more = await database.account(accountId, async (db) => {
      const change = await lockTagChange(db, changeId);
      if (!change || change.status === 'undone') return false;
      return change.status === 'undoing' ? giveBackNext(db, change) : takeNext(db, change);
    });
  }
}

/** The next records lose the tag. Gives whether more may have it. */
export async function takeNext(db: AccountDb, change: TagChangeRow): Promise<boolean> {
  const { object_id: objectId, tag_id: tagId, into_tag_id: intoId } = change;
  const recordIds = await nextTagged(db, objectId, tagId, TAGGED_AT_ONCE);
  const actor = { ...change.actor, causeId: change.event_id };
  if (recordIds.length > 0) {
    if (intoId !== null) await tagRecords(db, actor, { objectId, recordIds, tagId: intoId, evenBinned: true });
    await untagRecords(db, actor, { objectId, recordIds, tagId });
    await noteTagProgress(db, change.id, { lookedTo: recordIds.at(-1)!, changed: recordIds.length });
  }
  if (recordIds.length === TAGGED_AT_ONCE) return true;
  if (change.status === 'running') await noteTagStatus(db, change.id, 'done');
  return false;
}

/** The next of the records that lost the tag get it back, and lose what they got instead. */
async function giveBackNext(db: AccountDb, change: TagChangeRow): Promise<boolean> {
  const { object_id: objectId, tag_id: tagId, into_tag_id: intoId, event_id: causeId, looked_to: after } = change;
  const recordIds = await nextTaggedBy(db, { causeId, kind: tagRemoved, after, limit: TAGGED_AT_ONCE });
  const upTo = recordIds.at(-1);
  if (upTo === undefined) {
    await noteTagStatus(db, change.id, 'undone');
    return false;
  }
  const actor = { ...change.actor, causeId: change.undo_event_id! };
  await tagRecords(db, actor, { objectId, recordIds, tagId, evenBinned: true });
  if (intoId !== null) {
    const got = await nextTaggedBy(db, { causeId, kind: tagAdded, after, upTo, limit: TAGGED_AT_ONCE });
    await untagRecords(db, actor, { objectId, recordIds: got, tagId: intoId });
  }
  await noteTagProgress(db, change.id, { lookedTo: upTo, changed: -recordIds.length });
  return true;
}
