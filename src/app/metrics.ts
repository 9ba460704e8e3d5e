import type { FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export const EVENT_STREAM = 'text/event-stream';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'quayside_http_request_seconds',
  help: 'Time to answer, by method, route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

/** How many pages follow live what others do, in this process. */
export const liveFollowers = new Gauge({
  name: 'quayside_live_followers',
  help: 'Pages that follow live what others do.',
  registers: [metrics],
});

/** Counts an answered request under its route's pattern, never under the address asked for. An answer that stays open is none yet. */
export function observeRequest(request: FastifyRequest, reply: FastifyReply): void {
  if (reply.getHeader('content-type') === EVENT_STREAM) return;
  requests.observe(
    { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
    reply.elapsedTime / 1000,
  );
}
