import { refuseActionBeyondScopes } from '../app/action-scopes.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { actions } from '../app/registry.ts';
import { refuseUnlessGiven, SENDS } from '../app/scopes.ts';
import { currentMap } from './load-automation.ts';
import { automationById, publishedAutomations } from './queries/automations.ts';
import type { AutomationMap, Step } from './schema.ts';

const actionOf = ({ kind }: Step) => actions().find((action) => action.kind === kind);

/** Refuses `scope_missing` where a key or an app lets a map run one of whose steps is beyond what it was given. */
export async function refuseStepsBeyondScopes(
  db: AccountDb,
  actor: Actor,
  { objectId, map }: { objectId: number; map: AutomationMap },
): Promise<void> {
  if (actor.scopes === undefined) return;
  for (const step of map.steps) {
    const action = actionOf(step);
    if (action) await refuseActionBeyondScopes(db, actor, { action, objectId, settings: action.settings.parse(step.settings) });
  }
}

/** Refuses `scope_missing` where a key or an app that may not send lets records go on along a map that reaches people. */
export async function refuseReaching(db: AccountDb, actor: Actor, automationId: number): Promise<void> {
  if (actor.scopes === undefined || actor.scopes.includes(SENDS)) return;
  if (await reachesPeople(db, automationId)) refuseUnlessGiven(actor, [SENDS]);
}

/** Whether people are reached by the map that runs under a number, or by one that it lets them onto. */
export async function reachesPeople(db: AccountDb, automationId: number): Promise<boolean> {
  const [waiting, known] = [[automationId], new Set<number>()];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (known.has(id)) continue;
    known.add(id);
    const automation = await automationById(db, id);
    const map = automation && (await currentMap(db, automation));
    for (const step of map?.steps ?? []) {
      if (actionOf(step)?.reaches !== undefined) return true;
      if (step.kind === 'automation.enter') waiting.push(Number(step.settings.automationId));
    }
  }
  return false;
}

/** The same of every map of an object that runs. */
export async function anyReachesPeople(db: AccountDb, objectId: number): Promise<boolean> {
  for (const { id, object_id: of } of await publishedAutomations(db)) if (of === objectId && (await reachesPeople(db, id))) return true;
  return false;
}
