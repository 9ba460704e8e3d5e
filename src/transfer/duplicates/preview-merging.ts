import type { AccountDb } from '../../app/db.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { visibleFields } from '../../records/index.ts';
import { clustersAfter, countClusters, type ClusterPlace } from '../queries/duplicate-clusters.ts';
import type { ClusterView, DuplicateRecordView, MergePreviewView } from '../rules/duplicate-requests.ts';
import { conflictsOf, planMerge, type MergePolicy, type MergingRecord } from '../rules/merge-plan.ts';
import { seenClusters } from './list-clusters.ts';
import { ownRule, type SeenRule } from './visible-rule.ts';

const TRIED = 200;
const EXAMPLES = 10;

/** What merging all that a rule found, or the named clusters, would make: how many of how many, and the first few one by one. Writes nothing. */
export async function previewMerging(
  db: AccountDb,
  viewer: Viewer,
  asked: { ruleId: number; policy: MergePolicy; clusterIds?: readonly number[] | undefined },
): Promise<MergePreviewView> {
  const seen = await ownRule(db, viewer, asked.ruleId);
  const places: ClusterPlace[] = asked.clusterIds
    ? asked.clusterIds.slice(0, TRIED).map((id) => ({ id, score: 0 }))
    : await clustersAfter(db, seen.rule.id, { after: undefined, limit: TRIED });
  const clusters = (await seenClusters(db, viewer, { ruleId: seen.rule.id, shape: seen.shape, places })).flatMap((cluster) =>
    mergeable(viewer, seen, cluster),
  );
  const tried = clusters.length;
  const records = clusters.reduce((sum, cluster) => sum + cluster.records.length, 0);
  const all =
    asked.clusterIds || viewer.on(seen.shape.id).view !== 'all' ? { clusters: tried, records } : await countClusters(db, seen.rule.id);
  const fields = visibleFields(viewer, seen.shape);
  const conflicts = clusters.filter(({ records: own }) =>
    own.slice(1).some((other) => conflictsOf([of(own[0]!), of(other)], fields).length > 0),
  );
  const examples = clusters.slice(0, EXAMPLES).map(({ records: own }) => exampleOf(viewer, seen, own, asked.policy));
  return { ...all, tried, conflicts: conflicts.length, policy: asked.policy, examples };
}

function mergeable(viewer: Viewer, { shape }: SeenRule, cluster: ClusterView): ClusterView[] {
  const { edit, delete: remove } = viewer.on(shape.id);
  const records = cluster.records.filter(({ ownerId }) => reaches(viewer, edit, ownerId) && reaches(viewer, remove, ownerId));
  return records.length > 1 ? [{ ...cluster, records }] : [];
}

const of = ({ id, createdAt, values }: DuplicateRecordView): MergingRecord => ({ id, createdAt: new Date(createdAt), values });

function exampleOf(
  viewer: Viewer,
  { shape }: SeenRule,
  [survivor, ...others]: readonly DuplicateRecordView[],
  policy: MergePolicy,
): MergePreviewView['examples'][number] {
  const first = of(survivor!);
  const terms = { fields: visibleFields(viewer, shape), objectId: shape.id, closed: new Set<number>() };
  let values = first.values;
  for (const other of others) values = { ...values, ...planMerge([{ ...first, values }, of(other)], terms, { policy, picks: {} }) };
  const changes = Object.entries(values)
    .filter(([id, value]) => JSON.stringify(value) !== JSON.stringify(first.values[id]))
    .map(([id, after]) => ({ fieldId: Number(id), before: first.values[id] ?? null, after }));
  const named = ({ id, name }: DuplicateRecordView) => ({ id, name });
  return { survivor: named(survivor!), merged: others.map(named), changes };
}
