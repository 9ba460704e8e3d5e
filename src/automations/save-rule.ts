import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { createAutomation } from './create-automation.ts';
import { loadRule, openRule, type OpenedRule } from './load-rule.ts';
import { publishAutomation } from './publish-automation.ts';
import { markRule } from './queries/on-rules.ts';
import { refuseHiddenConditions } from './refuse-hidden-conditions.ts';
import { mapOfRule } from './rules/rule-map.ts';
import type { ChangedRule, NewRule } from './schema-of-rules.ts';
import { updateAutomation } from './update-automation.ts';

export interface SavingRule {
  viewer: Viewer;
  ids: NextIds;
}

/** Makes a rule that runs from now on; one that cannot run yet is kept, and says why. Refuses `field_hidden`. */
export async function createRule(db: AccountDb, actor: Actor, { viewer, ids }: SavingRule, rule: NewRule): Promise<OpenedRule> {
  const { objectId, name } = rule;
  const map = mapOfRule(rule);
  await refuseHiddenConditions(db, viewer, { objectId, map });
  const { id } = await createAutomation(db, actor, ids, { name, objectId, map });
  await markRule(db, id);
  return publishWhereItCan(db, actor, id);
}

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
  return publishWhereItCan(db, actor, id);
}

async function publishWhereItCan(db: AccountDb, actor: Actor, id: number): Promise<OpenedRule> {
  const opened = await openRule(db, id);
  if (Object.keys(opened.problems).length > 0 || opened.row.status === 'paused') return opened;
  return { row: await publishAutomation(db, actor, id), problems: {} };
}
