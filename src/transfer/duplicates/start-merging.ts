import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import type { Person } from '../bulk/start-bulk.ts';
import { bulkStarted } from '../events.ts';
import { insertRun, runById, runByKey, type BulkRunRow } from '../queries/bulk-runs.ts';
import { insertClusterChunks } from '../queries/duplicate-clusters.ts';
import type { MergePolicy } from '../rules/merge-plan.ts';
import { MERGE } from './merge-run.ts';
import { ownRule } from './visible-rule.ts';

/**
 * Begins to merge all that a rule has found, or the named clusters, in the background: a bulk run of which each chunk is one cluster. The same key
 * begins once. Refuses who may not change many records, and `nothing_chosen`.
 */
export async function startMerging(
  db: AccountDb,
  { actor, viewer, ids }: Person,
  asked: { ruleId: number; policy: MergePolicy; clusterIds?: readonly number[] | undefined; key: string },
): Promise<BulkRunRow> {
  const begun = await runByKey(db, viewer.userId, asked.key);
  if (begun) return begun;
  const { rule } = await ownRule(db, viewer, asked.ruleId);
  const objectId = rule.object_id;
  const id = await ids('bulk_run', 1);
  const count = await insertClusterChunks(db, { runId: id, ruleId: rule.id, objectId, clusterIds: asked.clusterIds });
  if (count === 0) throw new Problem('nothing_chosen', 'There is nothing to merge any more. Look again.', { status: 409 });
  const data = { objectId, kind: MERGE, count };
  const eventId = await recordEvent(db, actor, { kind: bulkStarted, subject: { type: 'bulk', id }, data });
  const settings = { ruleId: rule.id, policy: asked.policy };
  await insertRun(db, { id, objectId, kind: MERGE, settings, startedBy: viewer.userId, actor, key: asked.key, eventId });
  return (await runById(db, id))!;
}
