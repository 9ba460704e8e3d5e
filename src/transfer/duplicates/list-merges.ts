import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { namedRecords, objectShape } from '../../records/index.ts';
import { mergesOf } from '../queries/merges.ts';
import { UNDO_DAYS } from '../rules/bulk.ts';
import type { MergeView } from '../rules/duplicate-requests.ts';

const PAGE = 50;

/** What was merged of an object, newest first, of records the viewer may see. */
export async function listMerges(
  db: AccountDb,
  viewer: Viewer,
  { object, before }: { object: number; before?: number | undefined },
): Promise<{ merges: MergeView[]; next: number | null }> {
  await objectShape(db, object);
  const rights = viewer.on(object);
  if (rights.view === 'none') throw notFound('object');
  const found = await mergesOf(db, object, { before, limit: PAGE });
  const records = await namedRecords(
    db,
    object,
    found.flatMap(({ survivor_id, merged_id }) => [survivor_id, merged_id]),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const since = db.now.getTime() - UNDO_DAYS * 86_400_000;
  const merges = found.flatMap((merge): MergeView[] => {
    const [survivor, merged] = [byId.get(merge.survivor_id), byId.get(merge.merged_id)];
    if (!survivor || !reaches(viewer, rights.view, survivor.owner_id)) return [];
    const may =
      merged &&
      [survivor, merged].every(({ owner_id }) => reaches(viewer, rights.edit, owner_id) && reaches(viewer, rights.delete, owner_id));
    return [
      {
        id: merge.id,
        survivorId: merge.survivor_id,
        survivor: survivor.name,
        mergedId: merge.merged_id,
        merged: merged && reaches(viewer, rights.view, merged.owner_id) ? merged.name : '',
        at: merge.at.toISOString(),
        by: merge.user_id,
        runId: merge.run_id,
        undoneAt: merge.undone_at?.toISOString() ?? null,
        kept: merge.kept,
        canUndo: may === true && merge.undone_at === null && merge.at.getTime() >= since,
      },
    ];
  });
  return { merges, next: found.length === PAGE ? found.at(-1)!.id : null };
}
