import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { sql, type Database } from './db.ts';
import type { Identify } from './http.ts';
import { addCrossOrigin } from './cross-origin.ts';
import { mountDoor, refuseByDoor } from './doors.ts';
import { Problem } from './kernel/problem.ts';
import { log } from './log.ts';
import { metrics, observeRequest } from './metrics.ts';
import { openLive } from './live.ts';
import { addHosts } from './hosts.ts';
import { liveRoute } from './live-route.ts';
import { addOpenApi } from './openapi/serve.ts';
import { problemReply } from './problems.ts';
import { readJson } from './read-json.ts';
import { domains } from './registry.ts';
import { mount } from './routes.ts';

const BODY_LIMIT = 2 * 1024 * 1024;
const WEB = join(import.meta.dirname, '../../dist/web');

export interface ServerOptions {
  database: Database;
  identify: Identify;
  /** Where people reach this installation, without a slash at the end. */
  baseUrl: string;
  port: number;
  host?: string;
  /** How often live streams beat; tests are in more of a hurry. */
  beatMs?: number;
}

export interface Server {
  /** `http://localhost:3000`, with the port really taken. */
  address: string;
  app: FastifyInstance;
  close(): Promise<void>;
}

/** Serves the API, every domain's routes and the app in the browser. Gives once it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const app = await buildServer(options);
  await app.listen({ port: options.port, host: options.host ?? '0.0.0.0' });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return { address: `http://localhost:${port}`, app, close: () => app.close() };
}

/** The same without listening, for tests that inject requests. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const doors = domains().flatMap((domain) => domain.doors ?? []);
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void refuseByDoor(doors, error, { request, reply }),
  });
  await addMachinery(app, options);
  addCrossOrigin(app);
  addHosts(app, options);
  addProbes(app, options.database);
  for (const { name: area, routes = [] } of domains()) for (const route of routes) mount(app, route, { ...options, area });
  for (const door of doors) await mountDoor(app, door, options);
  addLive(app, options);
  app.addHook('onClose', async () => {
    for (const domain of domains()) await domain.finishServing?.(options.database);
  });
  await addBrowserApp(app);
  return app;
}

async function addMachinery(app: FastifyInstance, { baseUrl }: ServerOptions): Promise<void> {
  app.setErrorHandler((error, request, reply) => problemReply(error, request, reply));
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'https:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'frame-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
        'upgrade-insecure-requests': baseUrl.startsWith('https:') ? [] : null,
      },
    },
    hsts: baseUrl.startsWith('https:'),
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new Problem('too_many_requests', `Too many tries. Wait ${Math.ceil(context.ttl / 1000)} seconds and try again.`, { status: 429 }),
  });
  await app.register(multipart, { limits: { fileSize: Number.POSITIVE_INFINITY, files: 1, fieldSize: 64 * 1024 } });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readJson(body as string));
    } catch (error) {
      done(error as Problem);
    }
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.addHook('onResponse', async (request, reply) => observeRequest(request, reply));
}

/** Streams would hold up a server that closes, so they are ended first. */
function addLive(app: FastifyInstance, options: ServerOptions): void {
  const live = openLive(options.database);
  app.addHook('preClose', () => live.close());
  const route = liveRoute(live, options.identify, options.beatMs);
  mount(app, route, { ...options, area: 'live' });
  addOpenApi(app, options.baseUrl, [{ area: 'live', route }]);
}

function addProbes(app: FastifyInstance, database: Database): void {
  app.get('/healthz', async (_request, reply) => {
    const ready = await database
      .system((db) => db.one(sql`select 1 as ready`))
      .then(
        () => true,
        () => false,
      );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database_unreachable' });
  });
  app.get('/metrics', async (request, reply) => {
    const direct = request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1';
    if (!direct || request.headers['x-forwarded-for']) throw new Problem('not_found', 'There is nothing here.', { status: 404 });
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** Files of the built app, and its entry page for every address the browser itself resolves. */
async function addBrowserApp(app: FastifyInstance): Promise<void> {
  const built = existsSync(join(WEB, 'index.html'));
  if (!built) log.warn('the browser app is not built; only the API is served');
  await app.register(staticFiles, {
    root: WEB,
    wildcard: true,
    serve: built,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  const entryPage = (reply: FastifyReply) => reply.type('text/html').header('cache-control', 'no-cache').sendFile('index.html');
  // The wildcard of the files would refuse the root as a folder.
  if (built) app.get('/', async (_request, reply) => entryPage(reply));
  app.setNotFoundHandler(async (request, reply) => {
    const [path = ''] = request.url.split('?');
    const page = request.method === 'GET' && !/^\/(api|1|mcp)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
    if (page && built) return /^\/oauth\//i.test(path) ? entryPage(unframed(reply)) : entryPage(reply);
    throw new Problem('not_found', `There is nothing at ${request.method} ${path}.`, { status: 404 });
  });
}

/** What people decide on is never shown within another page, not even one of our own. */
function unframed(reply: FastifyReply): FastifyReply {
  const policy = String(reply.getHeader('content-security-policy') ?? '').replace(/frame-ancestors [^;]*/, "frame-ancestors 'none'");
  return reply.header('content-security-policy', policy).header('x-frame-options', 'DENY');
}
