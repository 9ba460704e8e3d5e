import { applyApart } from '../../app/apply-apart.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Action, NextIds } from '../../app/kernel/domain.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { effectsHere } from '../../ledger/index.ts';
import { ownersInBin, ownersOfRecords, reaches } from '../../records/index.ts';
import type { ChunkCounts } from '../queries/bulk-runs.ts';

export interface ChunkWork {
  action: Action;
  settings: unknown;
  viewer: Viewer;
  /** Its cause is the event of the run: by that the run is counted, and undone. */
  actor: Actor & { causeId: number };
  ids: NextIds;
  objectId: number;
  recordIds: readonly number[];
}

export interface ChunkDone extends ChunkCounts {
  failures: ReadonlyMap<number, string>;
}

const GONE = 'It has been deleted meanwhile.';
const BACK = 'It is no longer in the bin.';
const OUT_OF_REACH = 'Your role may not do this with it.';
const REFUSED = /\.refused$/;

/**
 * Takes an action with one chunk of records, as far as the viewer's rights reach each. What became of them is read from the ledger, in a
 * preview and in a run alike: who has an effect was changed, who has none had it already, who was refused is told with the reason.
 */
export async function applyChunk(db: AccountDb, work: ChunkWork): Promise<ChunkDone> {
  const failures = new Map<number, string>();
  const reached = await reachedOf(db, work, failures);
  if (reached.length > 0) {
    const step = { ...work, recordIds: reached, causeIds: reached.map(() => work.actor.causeId) };
    for (const [id, reason] of await applyApart(db, work.action, step)) failures.set(id, reason);
  }
  const changed = work.action.kind === ERASE ? reached.filter((id) => !failures.has(id)).length : await effectsOf(db, work, failures);
  const done = work.recordIds.length;
  return { done, changed, failed: failures.size, unchanged: done - changed - failures.size, failures };
}

/** What is erased leaves nothing in the ledger that names it. */
const ERASE = 'record.erase';

async function reachedOf(db: AccountDb, work: ChunkWork, failures: Map<number, string>): Promise<number[]> {
  const { action, objectId, recordIds, viewer } = work;
  const rows = action.inBin
    ? await ownersInBin(db, objectId, recordIds)
    : await ownersOfRecords(
        db,
        recordIds.map((id) => ({ objectId, id })),
      );
  const owners = new Map(rows.map(({ id, owner_id }) => [id, owner_id]));
  const scope = viewer.on(objectId)[action.reach ?? 'edit'];
  return recordIds.filter((id) => {
    const owner = owners.get(id);
    if (owner !== undefined && reaches(viewer, scope, owner)) return true;
    failures.set(id, owner !== undefined ? OUT_OF_REACH : action.inBin ? BACK : GONE);
    return false;
  });
}

/** How many records of the chunk have an effect by now; who was refused is put among the failures. */
async function effectsOf(db: AccountDb, { actor, objectId }: ChunkWork, failures: Map<number, string>): Promise<number> {
  let changed = 0;
  for (const { record_id, kinds, reason } of await effectsHere(db, { causeId: actor.causeId, objectId })) {
    const refusal = kinds.find((kind) => REFUSED.test(kind));
    if (kinds.some((kind) => !REFUSED.test(kind))) changed++;
    else if (refusal) failures.set(record_id, `${refusal}:${reason ?? ''}`);
  }
  return changed;
}
