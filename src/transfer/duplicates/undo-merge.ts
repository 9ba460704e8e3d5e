import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notAllowed, notFound, Problem } from '../../app/kernel/problem.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { mergers } from '../../app/registry.ts';
import { recordEvent } from '../../ledger/index.ts';
import { deleteMergedRecord, lockedStanding, objectShape, objectShapes } from '../../records/index.ts';
import { recordUnmerged } from '../events.ts';
import { laterMergeOf, lockedMerge, markMergeUndone, movesOf, type MergeRow } from '../queries/merges.ts';
import { UNDO_DAYS } from '../rules/bulk.ts';
import { chosenRecordsOf } from '../undo/records-to-undo.ts';
import { undoChunk } from '../undo/undo-chunk.ts';

export interface Unmerged {
  survivorId: number;
  mergedId: number;
  /** What stays as the merge made it, in sentences. */
  kept: string[];
}

/**
 * Takes a merge back: the merged record comes from the bin with everything that was its own, the survivor gets back the values it had. What was
 * changed since stays, and is told; permission is never raised. Refuses `already_undone`, `too_late` after thirty days, `merged_again` while the
 * survivor has itself been merged into another, `records_gone`, and `value_taken` when a value only one may have belongs to a third by now.
 */
export async function undoMerge(db: AccountDb, { actor, viewer }: { actor: Actor; viewer: Viewer }, id: number): Promise<Unmerged> {
  const merge = await lockedMerge(db, id);
  if (!merge) throw notFound('merge');
  await refuseUndoing(db, viewer, merge);
  const { object_id: objectId, survivor_id: survivorId, merged_id: mergedId } = merge;
  const causeId = await recordEvent(db, actor, {
    kind: recordUnmerged,
    record: { objectId, id: survivorId },
    subject: { type: 'record', id: mergedId },
    causeId: merge.event_id,
    data: { merge: id },
  });
  const causing = { ...actor, causeId };
  await deleteMergedRecord(db, objectId, mergedId);
  const kept = new Set<string>();
  const takeBack = async (of: number, recordIds: readonly number[]): Promise<ReadonlyMap<number, string>> => {
    const { failures } = await undoChunk(db, { undoes: merge.event_id, viewer, actor: causing, objectId: of, recordIds });
    return failures;
  };
  for (const reason of (await takeBack(objectId, [survivorId])).values()) kept.add(reason);
  const refused = (await takeBack(objectId, [mergedId])).get(mergedId);
  if (refused) throw new Problem('value_taken', `The merged record cannot come back: ${refused}`, { status: 409 });
  for (const sentence of await handBack(db, causing, { merge, causeId })) kept.add(sentence);
  for (const { id: of } of await objectShapes(db)) {
    for (const ids of await chosenRecordsOf(db, merge.event_id, of)) {
      const others = of === objectId ? ids.filter((one) => one !== survivorId && one !== mergedId) : ids;
      if (others.length > 0) for (const reason of (await takeBack(of, others)).values()) kept.add(reason);
    }
  }
  await markMergeUndone(db, id, { userId: viewer.userId, kept: [...kept] });
  return { survivorId, mergedId, kept: [...kept] };
}

async function refuseUndoing(db: AccountDb, viewer: Viewer, merge: MergeRow): Promise<void> {
  const { object_id: objectId, survivor_id: survivorId, merged_id: mergedId } = merge;
  const shape = await objectShape(db, objectId);
  const standing = await lockedStanding(db, shape, [survivorId, mergedId]);
  const [survivor, merged] = [survivorId, mergedId].map((id) => standing.find((record) => record.id === id));
  const rights = viewer.on(objectId);
  if (rights.view === 'none' || (survivor && !reaches(viewer, rights.view, survivor.owner_id))) throw notFound('merge');
  if (merge.undone_at) throw new Problem('already_undone', 'This merge has been undone already.', { status: 409 });
  if (db.now.getTime() - merge.at.getTime() > UNDO_DAYS * 86_400_000) {
    throw new Problem('too_late', `A merge can be undone for ${UNDO_DAYS} days.`, { status: 409 });
  }
  if (await laterMergeOf(db, objectId, survivorId)) {
    throw new Problem('merged_again', 'The record it was merged into was merged into another since. Undo that first.', { status: 409 });
  }
  if (!survivor || survivor.in_bin || !merged?.in_bin) {
    throw new Problem('records_gone', 'One of the two records is no longer where the merge left it. Restore it first.', { status: 409 });
  }
  const may = standing.every(({ owner_id }) => reaches(viewer, rights.edit, owner_id) && reaches(viewer, rights.delete, owner_id));
  if (!may) throw notAllowed(`change and delete both ${shape.plural.toLowerCase()}, which undoing asks for`);
}

/** What mergers moved goes back, the last first. */
async function handBack(db: AccountDb, actor: Actor, { merge, causeId }: { merge: MergeRow; causeId: number }): Promise<string[]> {
  const moves = await movesOf(db, merge.id);
  const pair = { objectId: merge.object_id, survivorId: merge.survivor_id, mergedId: merge.merged_id, causeId };
  const kept: string[] = [];
  for (const { name, unmerge } of mergers().toReversed()) {
    if (!unmerge) continue;
    const own = moves.filter(({ merger }) => merger === name);
    if (own.length > 0) kept.push(...(await unmerge(db, actor, pair, own)));
  }
  return kept;
}
