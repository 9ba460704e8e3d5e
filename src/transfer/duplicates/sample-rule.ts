import type { AccountDb } from '../../app/db.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { comparableAfter, objectShape, type ComparableRecord } from '../../records/index.ts';
import { clustersOf, keyOf, MOST_IN_BLOCK, type DuplicateCondition } from '../rules/duplicates.ts';
import { fieldsOf } from './put-together.ts';
import { refuseConditions } from './save-rule.ts';
import { refuseUnlessBulk } from './visible-rule.ts';

/** So many records are tried while a rule is being written. */
const SAMPLE = 20_000;

export interface RuleSample {
  looked: number;
  clusters: number;
  records: number;
  /** A few of those that would be found, by name. */
  examples: string[][];
}

/** What a rule would find among the first records of an object that the viewer may see. Refuses as `saveRule` does. */
export async function sampleRule(
  db: AccountDb,
  viewer: Viewer,
  { objectId, conditions }: { objectId: number; conditions: DuplicateCondition[] },
): Promise<RuleSample> {
  const shape = await objectShape(db, objectId);
  refuseUnlessBulk(viewer, shape);
  refuseConditions(viewer, shape, conditions);
  const found = await comparableAfter(db, shape, { after: 0, limit: SAMPLE, fieldIds: fieldsOf(conditions) });
  const seen = found.filter(({ owner_id }) => reaches(viewer, viewer.on(objectId).view, owner_id));
  const blocks = Map.groupBy(seen, (record) => keyOf(shape, conditions, record));
  const clusters = [...blocks].flatMap(([key, records]) =>
    key === undefined || records.length < 2 || records.length > MOST_IN_BLOCK ? [] : clustersOf(conditions, records, () => false),
  );
  const names = new Map(seen.map(({ id, name }: ComparableRecord) => [id, name]));
  return {
    looked: seen.length,
    clusters: clusters.length,
    records: clusters.reduce((sum, { ids }) => sum + ids.length, 0),
    examples: clusters.slice(0, 3).map(({ ids }) => ids.slice(0, 3).map((id) => names.get(id) ?? '')),
  };
}
