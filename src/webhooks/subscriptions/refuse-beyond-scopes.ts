import type { Actor } from '../../app/kernel/actor.ts';
import { refuseUnlessGiven, scopesOfEvents } from '../../app/scopes.ts';
import type { NewSubscription } from '../schema.ts';

/** What is told of a subscription: of which events, how much of records, and whether records are asked for it. */
export type Telling = Pick<NewSubscription, 'events' | 'fields' | 'only'>;

/**
 * Refuses `scope_missing` where a key or an app has a program told what it may not read itself: each kind of event needs the reading of the domain that
 * records it, and whatever is told of a record beyond its number, or asked of it, the reading of records. What a subscription asks for is all that it is
 * ever told, so that this holds of whatever is told later too.
 */
export function refuseTellingBeyondScopes(actor: Actor, { events, fields, only }: Telling): void {
  refuseUnlessGiven(actor, scopesOfEvents(events.map(({ kind }) => kind)));
  if (fields !== 'id' || only) refuseUnlessGiven(actor, ['records:read']);
}
