import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from './db.ts';
import { RawReply, type Answer, type Call, type Caller, type Identify, type Identity, type Route } from './http.ts';
import type { Viewer } from './kernel/viewer.ts';
import { Problem, notAllowed } from './kernel/problem.ts';
import { changedMeanwhile, etagOf, hasAlready, isTagged, versionMeant } from './conditions.ts';
import { answerOnce } from './idempotency.ts';
import { problemAnswer, refuseNul } from './problems.ts';
import { refuseUnknownQuery } from './unknown-query.ts';
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
      if (caller?.page) reply.headers({ 'access-control-allow-origin': caller.page.origin, vary: 'origin' });
      countCall(machinery.database, caller, reply);
      if (route.method !== 'GET' && !route.crossSite) refuseForgery(request, caller, machinery.baseUrl);
      refuseUnlessAllowed(route, caller);
      if (route.access !== 'public' && route.access !== 'page') refuseUnlessScoped(caller?.scopes, scopeOf(machinery.area, route));
      const { status, headers, body } = await carryOut(route, request, { reply, caller, database: machinery.database });
      return reply.code(status).headers(headers).send(body);
    },
  });
}

interface Coming {
  reply: FastifyReply;
  caller: Caller | undefined;
  database: Database;
}

/** Plays the route, once only where the call bears an idempotency key. */
async function carryOut(route: Route, request: FastifyRequest, { reply, caller, database }: Coming): Promise<Answer> {
  const play = async (): Promise<Answer> => {
    const result = await underCondition(request, route, () => route.handle(callOf(route, request, reply, caller, database)));
    return answerOf(route, result, { request, byCookie: caller?.byCookie ?? true });
  };
  const key = request.headers['idempotency-key'];
  if (key === undefined || route.method === 'GET' || route.reads || !caller?.seat) return play();
  if (route.upload) throw new Problem('idempotency_key_on_upload', NO_KEY_ON_UPLOADS, { status: 400 });
  const { accountId, actor } = caller.seat;
  const call = {
    accountId,
    actor,
    key: String(key),
    method: route.method,
    address: request.url,
    body: request.body,
    tellsSecret: route.tellsSecret === true,
  };
  return answerOnce(database, call, { carryOut: play, refuse: (error) => problemAnswer(error, request) });
}

const NO_KEY_ON_UPLOADS =
  'An upload takes no Idempotency-Key. Send the file again where you are not sure: one that nothing uses is forgotten by itself.';

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
    query: queryOf(route, request),
    body: route.body ? route.body.parse(bodyOf(route, request)) : undefined,
    versionMeant: route.ifMatch ? versionMeant(request.headers['if-match']) : undefined,
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

function queryOf(route: Route, request: FastifyRequest): unknown {
  if (route.access !== 'public' && route.path.startsWith('/api/')) refuseUnknownQuery(route.query, request.query);
  return route.query ? route.query.parse(request.query) : {};
}

/** The body, with the version that `if-match` names where the route takes it there. */
function bodyOf({ ifMatch }: Route, request: FastifyRequest): unknown {
  const body = request.body ?? {};
  if (ifMatch === undefined || ifMatch === true) return body;
  const version = versionMeant(request.headers['if-match']);
  return version === undefined || typeof body !== 'object' ? body : { ...body, [ifMatch.body]: version };
}

/** Refuses a condition that the route does not heed; tells what was changed meanwhile as one that was not met. */
async function underCondition<T>(request: FastifyRequest, { method, ifMatch }: Route, work: () => Promise<T>): Promise<T> {
  if (method === 'GET' || request.headers['if-match'] === undefined) return work();
  if (!ifMatch) {
    throw new Problem('if_match_not_heeded', 'This cannot be written under a condition. Leave If-Match out, or look before you write.', {
      status: 400,
    });
  }
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status === 409 && CHANGED_MEANWHILE.test(error.code)) throw changedMeanwhile();
    throw error;
  }
}

const CHANGED_MEANWHILE = /(^|_)changed(_meanwhile)?$/;

function answerOf(route: Route, result: unknown, { request, byCookie }: { request: FastifyRequest; byCookie: boolean }): Answer {
  if (result instanceof RawReply) return result;
  if (result === undefined || result === null) return { status: 204, headers: {}, body: '' };
  const body = JSON.stringify(result);
  const headers = { 'content-type': 'application/json' };
  if (!isTagged(route)) return { status: 200, headers, body };
  const etag = etagOf(body, route.version?.(result));
  // What a signed-in person reads is kept by no browser; programs may keep it, and ask whether it still stands.
  const tagged = { ...headers, etag, 'cache-control': byCookie ? 'no-store' : 'private, no-cache' };
  return hasAlready(request.headers['if-none-match'], etag)
    ? { status: 304, headers: tagged, body: '' }
    : { status: 200, headers: tagged, body };
}

function decodeURIComponentSafely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw new Problem('malformed_address', 'The address contains an incomplete percent sign.', { status: 400 });
  }
}
