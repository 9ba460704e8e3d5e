import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from './db.ts';
import { RawReply, type Call, type Caller, type Identify, type Identity, type Route } from './http.ts';
import type { Viewer } from './kernel/viewer.ts';
import { Problem, notAllowed } from './kernel/problem.ts';
import { refuseNul } from './problems.ts';
import { allowanceHeaders, CALLS_PER_MINUTE, rateLimitOf, refuseIfOver } from './rate-limit.ts';
import { refuseUnlessScoped, scopeOf } from './scopes.ts';

const NOBODY: Identity = { id: '', sessionId: '', email: '', isOperator: false };
const SEES_NOTHING: Viewer = {
  userId: 0,
  teamIds: [],
  isOwner: false,
  can: () => false,
  on: () => ({ view: 'none', edit: 'none', delete: 'none', create: false, export: false, bulk: false, sections: {} }),
};

interface Machinery {
  database: Database;
  identify: Identify;
  baseUrl: string;
  /** The domain whose route it is: the area of its scopes. */
  area: string;
}

/** Puts a domain's route on the server: who may call it, its schemas, its handler, its reply. */
export function mount(app: FastifyInstance, route: Route, machinery: Machinery): void {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } } : {}),
    handler: async (request, reply) => {
      refuseNul(decodeURIComponentSafely(request.url));
      const caller = await machinery.identify(machinery.database, request);
      countCall(machinery.database, caller, reply);
      if (route.method !== 'GET' && !route.crossSite) refuseForgery(request, caller, machinery.baseUrl);
      refuseUnlessAllowed(route, caller);
      if (route.access !== 'public' && route.access !== 'page') refuseUnlessScoped(caller?.scopes, scopeOf(machinery.area, route));
      return answer(reply, await route.handle(callOf(route, request, reply, caller, machinery.database)));
    },
  });
}

function callOf(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller | undefined,
  database: Database,
): Call<any, any, any> {
  const seat = caller?.seat;
  const accountId = seat?.accountId ?? caller?.page?.accountId ?? 0;
  return {
    params: route.params ? route.params.parse(request.params) : {},
    query: route.query ? route.query.parse(request.query) : {},
    body: route.body ? route.body.parse(request.body ?? {}) : undefined,
    inAccount: (work) => database.account(accountId, work),
    database,
    accountId,
    actor: seat ? { ...seat.actor, requestId: request.id } : { type: 'system', id: null, requestId: request.id },
    viewer: seat?.viewer ?? SEES_NOTHING,
    identity: caller?.identity ?? NOBODY,
    scopes: caller?.scopes,
    ids: (name, count) => database.nextIds(accountId, name, count),
    request,
    reply,
  };
}

/** Counts a call of a program, and says on the answer what is left. */
function countCall(database: Database, caller: Caller | undefined, reply: FastifyReply): void {
  if (!caller?.seat || caller.byCookie) return;
  const limit = caller.callsPerMinute ?? CALLS_PER_MINUTE;
  const allowance = rateLimitOf(database).take(String(caller.seat.accountId), limit, database.clock.now().getTime());
  reply.headers(allowanceHeaders(allowance));
  refuseIfOver(allowance);
}

/** A browser sends cookies unasked, so a write that came with one must also prove that our own page sent it. */
function refuseForgery(request: FastifyRequest, caller: Caller | undefined, baseUrl: string): void {
  if (caller && !caller.byCookie) return;
  const origin = request.headers.origin;
  const sameOrigin = origin === undefined || origin === baseUrl || origin === `${request.protocol}://${request.headers.host}`;
  if (!sameOrigin || request.headers['x-quayside'] === undefined) {
    throw new Problem('cross_site', 'This request did not come from our own pages. Send the header x-quayside, or use an API key.', {
      status: 403,
    });
  }
}

export function refuseUnlessAllowed(route: Route, caller: Caller | undefined): void {
  if (route.access === 'public') return;
  if (route.access === 'page') return refuseUnlessPage(caller);
  if (caller?.page) throw new Problem('page_token_only', ONLY_PAGES, { status: 403 });
  if (!caller) throw new Problem('not_signed_in', 'Sign in first.', { status: 401 });
  if (route.access === 'signed-in') return;
  if (route.access === 'operator') {
    if (!caller.identity.isOperator) throw notAllowed('use the operator’s console');
    return;
  }
  if (!caller.seat) throw new Problem('account_not_found', 'There is no such account, or you have no seat in it.', { status: 404 });
  if (route.access === 'user') return;
  const right = route.access.slice('right:'.length);
  if (!caller.seat.viewer.can(right)) throw notAllowed(route.summary.charAt(0).toLowerCase() + route.summary.slice(1));
}

const ONLY_PAGES =
  'A publishable token reads published forms, hands them in and notes visits, and nothing else. Call from a server of yours with an API key.';

function refuseUnlessPage(caller: Caller | undefined): void {
  if (caller?.page) return;
  throw new Problem('page_token_needed', 'This is for pages: call it with a publishable token, `authorization: Bearer qsp_…`.', {
    status: caller ? 403 : 401,
  });
}

function answer(reply: FastifyReply, result: unknown): FastifyReply {
  if (result instanceof RawReply) return reply.code(result.status).headers(result.headers).send(result.body);
  if (result === undefined || result === null) return reply.code(204).send();
  return reply.type('application/json').send(JSON.stringify(result));
}

function decodeURIComponentSafely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw new Problem('malformed_address', 'The address contains an incomplete percent sign.', { status: 400 });
  }
}
