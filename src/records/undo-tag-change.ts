import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { BIN_DAYS } from './empty-bin.ts';
import { tagChanged } from './events.ts';
import { freeFormerName, holderOfName, lockTagChange, noteTagStatus, reviveTag } from './queries/tag-changes.ts';
import { namesOfTags } from './queries/tags.ts';

/**
 * Brings a tag back that was deleted or merged, and gives it back, in the background, to the records that had it. Refuses `not_found` (after 30
 * days too), `already_undone`, and `tag_exists` where another tag has its name by now.
 */
export async function undoTagChange(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  const change = await lockTagChange(db, id);
  if (change?.object_id !== objectId || change.created_at < undoableSince(db)) throw notFound('change of a tag');
  if (change.status === 'undoing' || change.status === 'undone') {
    throw new Problem('already_undone', 'This has been undone already.', { status: 409 });
  }
  const { tag_id: tagId } = change;
  const name = (await namesOfTags(db, [tagId])).get(`${objectId}:${tagId}`) ?? '';
  if (await holderOfName(db, objectId, name)) {
    throw new Problem('tag_exists', `There is a tag “${name}” by now. Rename that one first, then undo.`, { status: 409 });
  }
  await freeFormerName(db, objectId, name);
  await reviveTag(db, objectId, tagId);
  const undoEventId = await recordEvent(db, actor, {
    kind: tagChanged,
    subject: { type: 'tag', id: tagId },
    causeId: change.event_id,
    data: { objectId, how: 'restored' },
    personal: { name },
  });
  await noteTagStatus(db, id, 'undoing', undoEventId);
  await enqueueJob(db, 'records.change-tags', { accountId: db.accountId, changeId: id });
}

/** How far back changes of tags can be undone. */
export const undoableSince = (db: AccountDb): Date => new Date(db.now.getTime() - BIN_DAYS * 86_400_000);
