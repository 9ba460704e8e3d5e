import type { AccountDb } from '../../app/db.ts';
import { matterOfBatch } from '../../ledger/index.ts';
import { objectShapes, recordCreated, recordDeleted, recordRestored, recordUpdated } from '../../records/index.ts';
import { allRules } from '../queries/duplicates.ts';
import { recordsOfKinds } from '../queries/duplicate-clusters.ts';
import { conditionsProblem } from '../rules/duplicates.ts';
import { putTogether } from './put-together.ts';

const KINDS = [recordCreated, recordUpdated, recordDeleted, recordRestored];
export const DUPLICATE_KINDS = KINDS.map(({ kind }) => kind);

/** Keeps what was found true for records that came, went or changed. Accounts without rules pay nothing for it. */
export async function followDuplicates(db: AccountDb, batchId: number): Promise<void> {
  const rules = (await allRules(db)).filter(({ status }) => status !== 'new');
  if (rules.length === 0) return;
  const matter = await matterOfBatch(db, batchId, DUPLICATE_KINDS);
  const shapes = await objectShapes(db);
  for (const [objectId, own] of Map.groupBy(rules, ({ object_id }) => object_id)) {
    const shape = shapes.find(({ id }) => id === objectId);
    if (!shape || !matter.some(({ object_id }) => object_id === objectId)) continue;
    const ids = await recordsOfKinds(db, batchId, objectId, KINDS);
    for (const rule of own) if (conditionsProblem(shape, rule.conditions) === undefined) await putTogether(db, { shape, rule }, ids);
  }
}
