import { route, type Call, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { setSessionCookie } from '../identity/session-cookie.ts';
import type { Visit } from '../identity/sessions.ts';

export const visitOf = ({ request }: Pick<Call, 'request'>): Visit => ({ ip: request.ip, userAgent: request.headers['user-agent'] ?? '' });

/** Gives the browser its session; marked for https alone where the request came by it. */
export const giveSession = ({ request, reply }: Pick<Call, 'request' | 'reply'>, token: string): void =>
  setSessionCookie(reply, token, request.protocol === 'https');

/** A route for people and never for programs: what a key could do here would outlive the key. */
export function personal<Params, Query, Body, Reply>(definition: Route<Params, Query, Body, Reply>): Route {
  return route({
    ...definition,
    handle: (call) => {
      if (call.identity.id === '') {
        throw new Problem('not_for_keys', 'This is for people who are signed in; an API key cannot do it.', { status: 403 });
      }
      return definition.handle(call);
    },
  });
}

/**
 * What was given less than its user may cannot get at what has more: it manages no keys, invites nobody and gives no rights. Refuses with
 * `not_for_scoped_keys`.
 */
export function refuseScoped({ scopes }: Pick<Call, 'scopes'>): void {
  if (scopes === undefined) return;
  throw new Problem('not_for_scoped_keys', 'Keys, seats and roles are for people, and for keys without scopes.', { status: 403 });
}
