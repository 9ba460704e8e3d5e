import type { Actor } from './kernel/actor.ts';
import { Problem } from './kernel/problem.ts';
import { domains } from './registry.ts';

/** What a key or an app may reach, such as `records:read`. A write of an area includes its reads. */
export type Scopes = ReadonlySet<string>;

/** Needed by every call that lets mail leave. */
export const SENDS = 'messages:send';
/** Needed by whoever calls the tools of assistants. */
export const TOOLS = 'mcp:tools';

/** Every scope there is: to read and to write for each domain that has routes for users, what routes name beside it, and those of no domain. */
export function knownScopes(): string[] {
  const guarded = domains().map(({ name, routes = [] }) => ({
    name,
    routes: routes.filter(({ access }) => access !== 'public' && access !== 'operator' && access !== 'page'),
  }));
  const areas = guarded.filter(({ routes }) => routes.length > 0).map(({ name }) => name);
  const named = guarded.flatMap(({ routes }) => routes.flatMap(({ scope }) => scope ?? []));
  return [...new Set([...areas.flatMap((area) => [`${area}:read`, `${area}:write`]), 'live:read', ...named, SENDS, TOOLS])];
}

/** Which scope a call needs: the area is the domain's name, unless the route says otherwise. */
export const scopeOf = (area: string, { method, scope, reads }: { method: string; scope?: string; reads?: boolean }): string =>
  scope ?? `${area}:${method === 'GET' || reads ? 'read' : 'write'}`;

/** Whether these scopes let a call through. Undefined scopes are those of a person or an unrestricted key: everything. */
export const allows = (scopes: Scopes | undefined, needed: string): boolean =>
  scopes === undefined || scopes.has(needed) || (needed.endsWith(':read') && scopes.has(needed.replace(/read$/, 'write')));

/** Refuses `scope_missing` (403) where a key or an app was not given what the call needs. */
export function refuseUnlessScoped(scopes: Scopes | undefined, needed: string): void {
  if (allows(scopes, needed)) return;
  throw new Problem('scope_missing', `This key may not do that: it lacks the scope “${needed}”. Use a key that has it.`, { status: 403 });
}

/** The same of whoever acts, wherever that comes to what needs it: people, steps of maps and keys without scopes lack nothing. */
export function refuseUnlessGiven({ scopes }: Actor, needed: Iterable<string>): void {
  const given = scopes && new Set(scopes);
  for (const scope of needed) refuseUnlessScoped(given, scope);
}

/** What a key or an app needs to be told of events: to read in the domains that record them. */
export function scopesOfEvents(kinds: Iterable<string>): string[] {
  const areas = [...kinds].flatMap((kind) => domains().find(({ events = [] }) => events.some((event) => event.kind === kind)) ?? []);
  return [...new Set(areas.map(({ name }) => `${name}:read`))];
}
