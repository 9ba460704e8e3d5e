import type { AccountDb } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { countLiving, objectShape, type ObjectShape } from '../../records/index.ts';
import { beginSearch, insertRule, updateRule } from '../queries/duplicates.ts';
import { conditionsProblem, type DuplicateRuleInput } from '../rules/duplicates.ts';
import { ownRule, refuseUnlessBulk, seesAll } from './visible-rule.ts';

/**
 * Makes a rule, or with `id` changes one, and begins to search by it. Refuses `invalid_input` conditions about fields the viewer does not see, or
 * with nothing in them that must be the same; `not_allowed` who may not change many records.
 */
export async function saveRule(
  db: AccountDb,
  { viewer, ids }: { viewer: Viewer; ids: NextIds },
  { objectId, id, ...rule }: DuplicateRuleInput & { objectId: number; id?: number },
): Promise<number> {
  const shape = id === undefined ? await objectShape(db, objectId) : (await ownRule(db, viewer, id)).shape;
  refuseUnlessBulk(viewer, shape);
  refuseConditions(viewer, shape, rule.conditions);
  const ruleId = id ?? (await ids('duplicate_rule', 1));
  await (id === undefined
    ? insertRule(db, { ...rule, id: ruleId, objectId: shape.id, createdBy: viewer.userId })
    : updateRule(db, id, rule));
  await beginSearch(db, ruleId, await countLiving(db, shape.id));
  return ruleId;
}

export function refuseConditions(viewer: Viewer, shape: ObjectShape, conditions: DuplicateRuleInput['conditions']): void {
  const problem = seesAll(viewer, shape, conditions)
    ? conditionsProblem(shape, conditions)
    : 'One of these fields is no longer there. Choose another.';
  if (problem) throw invalid('conditions', problem, 'bad_conditions');
}
