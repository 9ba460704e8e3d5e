import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { loadRule, type OpenedRule } from './load-rule.ts';
import { refuseHiddenConditions } from '../refuse-hidden-conditions.ts';
import { mapOfRule } from '../rules/rule-map.ts';
import type { ChangedRule } from '../rules/rule-shape.ts';
import { runAsSaved } from './run-as-saved.ts';
import { updateAutomation } from '../update-automation.ts';

/**
 * Changes a rule, which runs as it now stands from now on; if it cannot run so, it goes on as it did, and says why. One that is paused stays paused until
 * it is resumed. Refuses `not_found`, `changed_meanwhile` and `field_hidden`.
 */
export async function changeRule(
  db: AccountDb,
  actor: Actor,
  { viewer, id }: { viewer: Viewer; id: number },
  rule: ChangedRule,
): Promise<OpenedRule> {
  const { object_id: objectId, draft } = await loadRule(db, id, true);
  const map = mapOfRule(rule, draft.lastId);
  await refuseHiddenConditions(db, viewer, { objectId, map, before: draft });
  await updateAutomation(db, actor, id, { name: rule.name, map, revision: rule.revision });
  return runAsSaved(db, actor, id);
}
