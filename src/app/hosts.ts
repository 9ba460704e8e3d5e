import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Database } from './db.ts';
import { Problem } from './kernel/problem.ts';
import { domains } from './registry.ts';

/** How long an answer about a host is kept, so that no request costs a question. */
const KEPT_MS = 30_000;
const MOST_KEPT = 1_000;

interface Kept {
  paths: readonly string[] | undefined;
  until: number;
}

/**
 * Under host names that clients have let lead here, only what is served for them is there: neither the app nor its API. Names nobody knows
 * reach everything, since an installation may be called by more names than its own.
 */
export function addHosts(app: FastifyInstance, { database, baseUrl }: { database: Database; baseUrl: string }): void {
  const own = new URL(baseUrl).hostname;
  const kept = new Map<string, Kept>();
  app.addHook('onRequest', async (request) => {
    const host = request.hostname.toLowerCase();
    if (host === own || host === 'localhost' || isIP(host) !== 0) return;
    const paths = await pathsUnder(database, host, kept);
    if (paths === undefined || paths.some((path) => request.url.startsWith(path))) return;
    throw new Problem('not_found', 'There is nothing at this address.', { status: 404 });
  });
}

async function pathsUnder(database: Database, host: string, kept: Map<string, Kept>): Promise<Kept['paths']> {
  const known = kept.get(host);
  const now = performance.now();
  if (known && known.until > now) return known.paths;
  let paths: readonly string[] | undefined;
  for (const { servedUnder } of domains()) paths ??= await servedUnder?.(database, host);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(host, { paths, until: now + KEPT_MS });
  return paths;
}
