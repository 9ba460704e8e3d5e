import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { bringUp } from './backups/bring-up.ts';
import { keepBackups } from './backups/keeper.ts';
import type { Config } from './config.ts';
import { Database } from './db.ts';
import { log } from './log.ts';
import { openOwnerDatabase, type OwnerDatabase } from './owner-database.ts';
import type { OpenProduct, PreparedProduct, Product } from './product.ts';
import { domains } from './registry.ts';
import { startServer } from './server.ts';
import { startWorker } from './worker.ts';

export type Mode = 'serve' | 'worker' | 'both';

interface Closable {
  close(): Promise<unknown>;
}

/** A Ctrl-C reaches a process twice, from the terminal and from npm: what follows sooner is the same wish. */
const SAME_WISH_MS = 1000;

/**
 * Runs the product until it is asked to stop: HTTP (`serve`), jobs, loops and followers (`worker`), or both. Says each phase and, at
 * the end, the address and, while the installation is empty, the set-up link.
 */
export async function serveProduct(product: Product, config: Config, mode: Mode): Promise<void> {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
  const stopping = stopSignal();

  say(
    config.databaseUrl
      ? 'Reaching the database of DATABASE_URL (about a second)'
      : 'Starting the database (about a second, ten the first time)',
  );
  const owner = await openOwnerDatabase(config, mode === 'worker' ? 'staying' : 'serving');
  const parts: Closable[] = [{ close: () => owner.leave() }];
  try {
    if (mode !== 'worker') await refuseBusyPort(config);
    const open = await openProduct(product, config, owner, say);
    parts.unshift(open.database);
    const prepared = await product.prepare(open);
    if (mode !== 'serve') {
      parts.unshift(await startWorker({ ...open, follow: product.follow }));
      if (config.backupDir !== undefined) parts.unshift(keepBackups({ ownerUrl: owner.url, folder: config.backupDir }));
    }
    if (mode !== 'worker') {
      await listenBesides(open.database, parts, say);
      parts.unshift(await listen(open, prepared, say));
    } else say('The worker is ready.');
    await stopping;
    say('Stopping: what is at hand is finished first (a second signal stops at once)');
  } finally {
    for (const part of parts) await part.close().catch((error: unknown) => log.error({ err: error }, 'a part did not close'));
  }
}

async function openProduct(product: Product, config: Config, owner: OwnerDatabase, say: (sentence: string) => void): Promise<OpenProduct> {
  say('Bringing its tables up to this release (about a second)');
  const { applied } = await bringUp(config, owner.url, say);
  if (applied.length > 0) say(`  ${applied.length} migrations applied`);
  return { config, ownerUrl: owner.url, database: new Database({ url: owner.url, beforeCommit: product.beforeCommit }) };
}

async function listen(open: OpenProduct, prepared: PreparedProduct, say: (sentence: string) => void): Promise<Closable> {
  const { config, database } = open;
  const server = await startServer({
    database,
    identify: prepared.identify,
    baseUrl: config.baseUrl,
    port: config.port,
    host: config.host,
  });
  const address = process.env.BASE_URL ? config.baseUrl : server.address;
  const link = await prepared.setupLink();
  say(`\nQuayside is ready at ${address}`);
  if (link) {
    say(`\nNobody has set it up yet. This link works once and makes whoever opens it the owner:\n${link}`);
    openInBrowser(link);
  }
  return server;
}

/** What the domains listen for beside HTTP; each that has begun is closed with the rest, whatever becomes of the next. */
async function listenBesides(database: Database, parts: Closable[], say: (sentence: string) => void): Promise<void> {
  for (const { listen: begin } of domains()) {
    const part = await begin?.(database);
    if (!part) continue;
    say(part.sentence);
    parts.unshift(part);
  }
}

/** Asked before the tables are touched, so that a busy port costs nothing; listening asks again. */
async function refuseBusyPort({ port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Resolves when the process is asked to stop, or when the process that started it is gone. A second wish ends it at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const ask = () => {
      if (asked !== undefined && performance.now() - asked > SAME_WISH_MS) process.exit(130);
      asked ??= performance.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    process.on('disconnect', ask);
  });
}

function openInBrowser(link: string): void {
  const hasDesktop = process.platform === 'linux' && (process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!hasDesktop || process.env.CI || !process.stdout.isTTY) return;
  const opener = spawn('xdg-open', [link], { detached: true, stdio: 'ignore' });
  opener.on('error', () => undefined);
  opener.unref();
}
