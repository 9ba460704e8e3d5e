import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountDb, Database } from './db.ts';
import type { Caller, Route } from './http.ts';
import type { Actor } from './kernel/actor.ts';
import { domains } from './registry.ts';
import { refuseUnlessAllowed } from './routes.ts';
import { refuseUnlessScoped, scopeOf } from './scopes.ts';

/** A route by its method and path as its domain registered them: `GET /api/records/:object`. */
export type RouteName = `${Route['method']} /api/${string}`;

/** What a route is asked: each part as it would come over the wire, and checked as if it had. */
export interface AskedOfRoute {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export type PlayRoute = (name: RouteName, asked?: AskedOfRoute) => Promise<unknown>;

export interface Playing {
  database: Database;
  caller: Caller & { seat: NonNullable<Caller['seat']> };
  actor: Actor;
  requestId: string;
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;
}

/**
 * Answers routes without a connection, for doors whose calls are made of them: the same scopes, rights, schemas and handler as over HTTP, with the
 * transaction and the actor that the door gives. Refuses what the route refuses.
 */
export function routePlayer(playing: Playing): PlayRoute {
  const { database, caller, actor, requestId, inAccount } = playing;
  const { accountId, viewer } = caller.seat;
  return async (name, asked = {}) => {
    const { route, area } = routeNamed(name);
    refuseUnlessAllowed(route, caller);
    refuseUnlessScoped(caller.scopes, scopeOf(area, route));
    return route.handle({
      params: route.params ? route.params.parse(asked.params ?? {}) : {},
      query: route.query ? route.query.parse(asked.query ?? {}) : {},
      body: route.body ? route.body.parse(asked.body ?? {}) : undefined,
      inAccount,
      database,
      accountId,
      actor,
      viewer,
      identity: caller.identity,
      scopes: caller.scopes,
      ids: (counter, count) => database.nextIds(accountId, counter, count),
      ...withoutConnection(requestId),
    });
  };
}

/** The route of a name and the domain whose it is; undefined where no domain registered one. */
export function findRoute(name: RouteName): { route: Route; area: string } | undefined {
  for (const { name: area, routes = [] } of domains()) {
    const route = routes.find(({ method, path }) => `${method} ${path}` === name);
    if (route) return { route, area };
  }
  return undefined;
}

function routeNamed(name: RouteName): { route: Route; area: string } {
  const found = findRoute(name);
  if (!found) throw new Error(`There is no route ${name}.`);
  return found;
}

/** What came by no connection has no headers, and those of its answer go nowhere. */
function withoutConnection(id: string): { request: FastifyRequest; reply: FastifyReply } {
  const reply: Record<string, unknown> = {};
  for (const name of ['header', 'headers', 'code', 'status', 'type']) reply[name] = () => reply;
  return { request: { id, headers: {}, query: {} } as unknown as FastifyRequest, reply: reply as unknown as FastifyReply };
}
