import type { AccountDb } from '../../app/db.ts';
import { comparableByIds, type ObjectShape } from '../../records/index.ts';
import { blocksOf, putClusters, replaceKeys, type Block } from '../queries/duplicate-clusters.ts';
import { dismissalsAmong, lockRule, type DuplicateRuleRow } from '../queries/duplicates.ts';
import { clustersOf, keyOf, MOST_IN_BLOCK, NAME, type Cluster, type Compared, type DuplicateCondition } from '../rules/duplicates.ts';

/** So many records are looked at in one statement. */
const AT_ONCE = 5_000;

export const fieldsOf = (conditions: readonly DuplicateCondition[]): number[] =>
  conditions.flatMap(({ field }) => (field === NAME ? [] : [field]));

/** The keys of records under a rule; those with a blank value have none. */
export const keyedRecords = (
  shape: ObjectShape,
  { conditions }: DuplicateRuleRow,
  records: readonly Compared[],
): { id: number; key: string }[] =>
  records.flatMap((record) => {
    const key = keyOf(shape, conditions, record);
    return key === undefined ? [] : [{ id: record.id, key }];
  });

/** Finds anew whom these records are taken for under a rule, because they changed, came or went; with `anew` whatever did. Bounded by whom they share a key with. */
export async function putTogether(
  db: AccountDb,
  { shape, rule, anew = false }: { shape: ObjectShape; rule: DuplicateRuleRow; anew?: boolean },
  recordIds: readonly number[],
): Promise<void> {
  await lockRule(db, rule.id);
  const all = anew || rule.conditions.some(({ how }) => how === 'similar');
  for (let at = 0; at < recordIds.length; at += AT_ONCE) {
    const ids = recordIds.slice(at, at + AT_ONCE);
    const records = await comparableByIds(db, shape, { ids, fieldIds: fieldsOf(rule.conditions) });
    const keys = await replaceKeys(db, rule.id, { ids, keyed: keyedRecords(shape, rule, records), all });
    await clusterBlocks(db, { shape, rule, also: keys.length === 0 ? [] : ids }, await blocksOf(db, rule.id, keys));
  }
}

/** Finds these blocks' clusters anew, whatever they were. Crowds have none. `also` are records that may have been in clusters before. */
export async function clusterBlocks(
  db: AccountDb,
  { shape, rule, also = [] }: { shape: ObjectShape; rule: DuplicateRuleRow; also?: readonly number[] },
  blocks: readonly Block[],
): Promise<void> {
  const small = blocks.filter(({ ids }) => ids.length > 1 && ids.length <= MOST_IN_BLOCK);
  const touched = [...new Set([...also, ...blocks.flatMap(({ ids }) => ids)])];
  const clusters: Cluster[] = [];
  const compares = rule.conditions.some(({ how }) => how === 'similar');
  const among = small.flatMap(({ ids }) => ids);
  const dismissed = new Set((await dismissalsAmong(db, shape.id, among)).map(({ record_id, other_id }) => `${record_id}:${other_id}`));
  const known = compares ? await comparedById(db, shape, rule, among) : new Map<number, Compared>();
  const isDismissed = (one: number, other: number): boolean => dismissed.has(`${Math.min(one, other)}:${Math.max(one, other)}`);
  for (const { ids } of small) {
    const records = ids.flatMap((id) => (compares ? (known.get(id) ?? []) : { id, name: '', values: {} }));
    clusters.push(...clustersOf(rule.conditions, records, isDismissed));
  }
  await putClusters(db, { ruleId: rule.id, objectId: shape.id }, { ids: touched, clusters });
}

async function comparedById(
  db: AccountDb,
  shape: ObjectShape,
  rule: DuplicateRuleRow,
  ids: readonly number[],
): Promise<Map<number, Compared>> {
  const records = await comparableByIds(db, shape, { ids, fieldIds: fieldsOf(rule.conditions) });
  return new Map(records.map((record) => [record.id, record]));
}
