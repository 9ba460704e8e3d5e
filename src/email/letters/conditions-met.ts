import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { allMatching, criteriaContext, criteriaProblems, type Criteria } from '../../criteria/index.ts';
import type { CompiledCondition } from '../../documents/index.ts';
import { placesMet } from '../queries/conditions.ts';

interface Asked {
  objectId: number;
  recordIds: readonly number[];
  conditions: Readonly<Record<string, CompiledCondition>>;
  viewer: Viewer;
}

/**
 * Which of a version's conditions hold for each record: one statement for all records and all conditions. Undefined where there are no
 * conditions. One that asks for what has been deleted since it was published holds for nobody, so that letters get what is for all others.
 */
export async function conditionsMet(db: AccountDb, asked: Asked): Promise<Map<number, Record<string, boolean>> | undefined> {
  const { objectId, recordIds, conditions, viewer } = asked;
  const keys = Object.keys(conditions);
  if (keys.length === 0) return undefined;
  const all: Criteria = { any: keys.map((key) => conditions[key]!.criteria) };
  const context = await criteriaContext(db, { objectId, viewer, criteria: all });
  const askable = keys.filter((key) => criteriaProblems(conditions[key]!.criteria, context).length === 0);
  const trees = askable.map((key) => conditions[key]!.criteria);
  const met = trees.length === 0 ? [] : await placesMet(db, allMatching(trees, context, recordIds));
  return new Map(met.map(({ id, places }) => [id, Object.fromEntries(places.map((place) => [askable[place]!, true]))]));
}
