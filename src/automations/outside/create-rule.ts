import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { createAutomation } from '../create-automation.ts';
import type { OpenedRule } from './load-rule.ts';
import { markRule } from '../queries/on-rules.ts';
import { refuseHiddenConditions } from '../refuse-hidden-conditions.ts';
import { mapOfRule } from '../rules/rule-map.ts';
import type { NewRule } from '../rules/rule-shape.ts';
import { runAsSaved } from './run-as-saved.ts';

/** Makes a rule that runs from now on; one that cannot run yet is kept, and says why. Refuses `field_hidden`. */
export async function createRule(
  db: AccountDb,
  actor: Actor,
  { viewer, ids }: { viewer: Viewer; ids: NextIds },
  rule: NewRule,
): Promise<OpenedRule> {
  const { objectId, name } = rule;
  const map = mapOfRule(rule);
  await refuseHiddenConditions(db, viewer, { objectId, map });
  const { id } = await createAutomation(db, actor, ids, { name, objectId, map });
  await markRule(db, id);
  return runAsSaved(db, actor, id);
}
