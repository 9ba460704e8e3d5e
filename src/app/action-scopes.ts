import type { AccountDb } from './db.ts';
import type { Actor } from './kernel/actor.ts';
import type { Action } from './kernel/domain.ts';
import { domains } from './registry.ts';
import { refuseUnlessGiven, SENDS } from './scopes.ts';

/**
 * Refuses `scope_missing` where a key or an app has an action taken, now or by a map, that is beyond what it was given: it must write in the domain whose
 * action it is, have what the action itself names, and may send where people are reached by it or by what follows from it.
 */
export async function refuseActionBeyondScopes(
  db: AccountDb,
  actor: Actor,
  { action, objectId, settings }: { action: Action; objectId: number; settings: unknown },
): Promise<void> {
  if (actor.scopes === undefined) return;
  const area = domains().find(({ actions = [] }) => actions.some(({ kind }) => kind === action.kind));
  refuseUnlessGiven(actor, [...(area ? [`${area.name}:write`] : []), ...(action.scopes ?? [])]);
  if (action.reaches !== undefined || (await action.leadsToPeople?.(db, objectId, settings))) refuseUnlessGiven(actor, [SENDS]);
}
