import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { ownersOfRecords } from '../../records/index.ts';
import type { ChunkDone } from '../bulk/apply-chunk.ts';
import { clusterOfRecords } from '../queries/duplicate-clusters.ts';
import { mergeOfRun } from '../queries/merges.ts';
import type { MergePolicy } from '../rules/merge-plan.ts';
import { mergeRecords } from './merge-records.ts';
import { undoMerge } from './undo-merge.ts';
import { ownRule } from './visible-rule.ts';

/** The kind of a bulk run that merges clusters, one a chunk. */
export const MERGE = 'record.merge';

export interface MergeSettings {
  ruleId: number;
  policy: MergePolicy;
}

interface Work {
  viewer: Viewer;
  actor: Actor & { causeId: number };
  ids: NextIds;
  objectId: number;
  recordIds: readonly number[];
}

/**
 * Merges one cluster as it stands now: records that have gone, that are out of reach or no longer taken for the same are left out with a reason.
 * Refuses, and with that ends the run, when the rule or the right to it is gone.
 */
export async function mergeCluster(db: AccountDb, work: Work & { settings: MergeSettings; runId: number }): Promise<ChunkDone> {
  const { viewer, objectId, recordIds, settings } = work;
  const { rule } = await ownRule(db, viewer, settings.ruleId);
  const failures = new Map<number, string>();
  const still = new Set(await clusterOfRecords(db, rule.id, recordIds));
  const owners = await ownersOfRecords(
    db,
    recordIds.map((id) => ({ objectId, id })),
  );
  const { edit, delete: remove } = viewer.on(objectId);
  const mergeable = owners.filter(
    ({ id, owner_id }) => still.has(id) && reaches(viewer, edit, owner_id) && reaches(viewer, remove, owner_id),
  );
  for (const { id, owner_id } of owners) {
    if (!reaches(viewer, edit, owner_id) || !reaches(viewer, remove, owner_id)) failures.set(id, 'Your role may not change and delete it.');
    else if (!still.has(id)) failures.set(id, 'It is no longer taken for the same.');
  }
  if (mergeable.length < 2) return doneWith(recordIds, 0, failures);
  try {
    const asked = { objectId, recordIds: mergeable.map(({ id }) => id), policy: settings.policy, picks: {}, runId: work.runId };
    const { mergeIds } = await db.savepoint(() => mergeRecords(db, work, asked));
    return doneWith(recordIds, mergeIds.length, failures);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const { id } of mergeable) failures.set(id, error.message);
    return doneWith(recordIds, 0, failures);
  }
}

/** Takes back one merge of a run. */
export async function unmergeOfRun(db: AccountDb, work: Work & { undoneRunId: number }): Promise<ChunkDone> {
  const { recordIds } = work;
  const failures = new Map<number, string>();
  const merge = await mergeOfRun(db, work.undoneRunId, recordIds[0]!);
  if (!merge) return doneWith(recordIds, 0, failures);
  try {
    await db.savepoint(() => undoMerge(db, work, merge.id));
    return doneWith(recordIds, 1, failures);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    failures.set(merge.merged_id, error.message);
    return doneWith(recordIds, 0, failures);
  }
}

const doneWith = (recordIds: readonly number[], changed: number, failures: ReadonlyMap<number, string>): ChunkDone => ({
  done: recordIds.length,
  changed,
  failed: failures.size,
  unchanged: recordIds.length - changed - failures.size,
  failures,
});
