import type { AccountDb } from '../../app/db.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, visibleFields, type ObjectShape } from '../../records/index.ts';
import { allRules, ruleById, rulesOfObject, type DuplicateRuleRow } from '../queries/duplicates.ts';
import { NAME, type DuplicateCondition } from '../rules/duplicates.ts';

export interface SeenRule {
  rule: DuplicateRuleRow;
  shape: ObjectShape;
}

/** A rule about a hidden field would tell who has the same value there: it is not there for those who may not see the field. */
export function seesAll(viewer: Viewer, shape: ObjectShape, conditions: readonly DuplicateCondition[]): boolean {
  const known = new Set(visibleFields(viewer, shape).map(({ id }) => id));
  return conditions.every(({ field }) => field === NAME || known.has(field));
}

/** One rule. Refuses with `not_found`, also those the viewer may not see. */
export async function visibleRule(db: AccountDb, viewer: Viewer, id: number): Promise<SeenRule> {
  const rule = await ruleById(db, id);
  if (!rule || viewer.on(rule.object_id).view === 'none') throw notFound('rule');
  const shape = await objectShape(db, rule.object_id);
  if (!seesAll(viewer, shape, rule.conditions)) throw notFound('rule');
  return { rule, shape };
}

/** The same for whoever may change it, and merge by it. Refuses `not_allowed` too. */
export async function ownRule(db: AccountDb, viewer: Viewer, id: number): Promise<SeenRule> {
  const seen = await visibleRule(db, viewer, id);
  refuseUnlessBulk(viewer, seen.shape);
  return seen;
}

/** Refuses with `not_found` and `not_allowed` who may not change many records of an object at once. */
export function refuseUnlessBulk(viewer: Viewer, shape: ObjectShape): void {
  const rights = viewer.on(shape.id);
  if (rights.view === 'none') throw notFound('object');
  if (!rights.bulk || rights.edit === 'none' || rights.delete === 'none') throw notAllowed(`merge many ${shape.plural.toLowerCase()}`);
}

/** The rules of an object that the viewer may see. */
export async function visibleRules(
  db: AccountDb,
  viewer: Viewer,
  objectId: number,
): Promise<{ shape: ObjectShape; rules: DuplicateRuleRow[] }> {
  const shape = await objectShape(db, objectId);
  if (viewer.on(objectId).view === 'none') throw notFound('object');
  return { shape, rules: (await rulesOfObject(db, objectId)).filter(({ conditions }) => seesAll(viewer, shape, conditions)) };
}

/** The searches at work by rules the viewer may change, each with the key of its object. */
export async function runningSearches(
  db: AccountDb,
  viewer: Viewer,
): Promise<{ id: number; object: string; done: number; total: number }[]> {
  const found = [];
  for (const rule of (await allRules(db)).filter(({ status }) => status === 'searching')) {
    const shape = await objectShape(db, rule.object_id);
    const mayChange = viewer.on(shape.id).bulk && viewer.on(shape.id).view !== 'none' && seesAll(viewer, shape, rule.conditions);
    if (mayChange) found.push({ id: rule.id, object: shape.key, done: rule.done, total: rule.total });
  }
  return found;
}
