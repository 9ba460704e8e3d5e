import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { takeNext, TAGGED_AT_ONCE } from './change-tags.ts';
import { countTagged, insertTagChange, lockTagChange } from './queries/tag-changes.ts';
import type { TagAsked } from './rename-tag.ts';

/** Whoever was just tagging when a tag went may be done after so long. */
const STRAGGLERS_MS = 60_000;

/**
 * Takes a tag that has gone off the records that have it, and gives them the other one where it was merged: at once where they are few, else in
 * the background. Gives the id of the change, by which it can be undone.
 */
export async function removeTag(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, tagId, intoId, eventId }: TagAsked & { intoId: number | null; eventId: number },
): Promise<{ changeId: number; records: number }> {
  const id = await ids('tag-change', 1);
  const total = await countTagged(db, objectId, tagId);
  await insertTagChange(db, { id, object_id: objectId, tag_id: tagId, into_tag_id: intoId, actor, event_id: eventId, total });
  const isSmall = total <= TAGGED_AT_ONCE;
  if (isSmall) await takeNext(db, (await lockTagChange(db, id))!);
  const runAt = new Date(db.database.clock.now().getTime() + STRAGGLERS_MS);
  await enqueueJob(db, 'records.change-tags', { accountId: db.accountId, changeId: id }, isSmall ? { runAt } : {});
  return { changeId: id, records: total };
}
