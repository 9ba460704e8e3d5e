import type { AccountDb } from '../../app/db.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { comparableByIds, visibleFields, type ComparableRecord, type ObjectShape } from '../../records/index.ts';
import { clustersAfter, membersOf, type ClusterPlace } from '../queries/duplicate-clusters.ts';
import type { ClusterView, DuplicateRecordView } from '../rules/duplicate-requests.ts';
import type { SeenRule } from './visible-rule.ts';

const PAGE = 30;
/** So many pages are looked through for clusters of which the viewer may see two records. */
const MOST_PAGES = 20;

/** The clusters a rule has found, the most alike first, with what the viewer may see of them: at least two living records each. */
export async function listClusters(
  db: AccountDb,
  viewer: Viewer,
  { rule, shape }: SeenRule,
  after: ClusterPlace | undefined,
): Promise<{ clusters: ClusterView[]; next: string | null }> {
  const clusters: ClusterView[] = [];
  let place = after;
  for (let page = 0; page < MOST_PAGES && clusters.length < PAGE; page++) {
    const places = await clustersAfter(db, rule.id, { after: place, limit: PAGE });
    clusters.push(...(await seenClusters(db, viewer, { ruleId: rule.id, shape, places })));
    place = places.at(-1);
    if (places.length < PAGE) return { clusters, next: null };
  }
  return { clusters, next: place ? `${place.score}.${place.id}` : null };
}

/** Clusters with those of their records that live and that the viewer may see, where they are two or more. */
export async function seenClusters(
  db: AccountDb,
  viewer: Viewer,
  { ruleId, shape, places }: { ruleId: number; shape: ObjectShape; places: readonly ClusterPlace[] },
): Promise<ClusterView[]> {
  const members = await membersOf(
    db,
    ruleId,
    places.map(({ id }) => id),
  );
  const records = await seenRecords(
    db,
    viewer,
    shape,
    members.map(({ record_id }) => record_id),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const own = Map.groupBy(members, ({ cluster_id }) => cluster_id);
  return places.flatMap(({ id, score }) => {
    const seen = (own.get(id) ?? []).flatMap(({ record_id }) => byId.get(record_id) ?? []).sort(byAge);
    return seen.length > 1 ? [{ id, score, records: seen }] : [];
  });
}

const byAge = (one: DuplicateRecordView, other: DuplicateRecordView): number =>
  Date.parse(one.createdAt) - Date.parse(other.createdAt) || one.id - other.id;

/** Those of the records that live and that the viewer may see, with the values of fields the viewer may see. */
export async function seenRecords(
  db: AccountDb,
  viewer: Viewer,
  shape: ObjectShape,
  ids: readonly number[],
): Promise<DuplicateRecordView[]> {
  const fieldIds = visibleFields(viewer, shape)
    .filter(({ type }) => type !== 'relation' && type !== 'related')
    .map(({ id }) => id);
  const found = await comparableByIds(db, shape, { ids, fieldIds });
  return found.filter(({ owner_id }) => reaches(viewer, viewer.on(shape.id).view, owner_id)).map(presentRecord);
}

const presentRecord = ({ id, name, owner_id, created_at, values }: ComparableRecord): DuplicateRecordView => ({
  id,
  name,
  ownerId: owner_id,
  createdAt: created_at.toISOString(),
  values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
});
