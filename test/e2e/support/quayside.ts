import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEphemeralPostgres } from '../../../src/app/ephemeral-postgres.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY_MS = 60_000;

/** The whole product on a port of its own, with a database that is gone with it. */
export interface Quayside {
  url: string;
  /** Where whoever comes first becomes operator and owner. */
  setUpLink: string;
  /** Everything it has said so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the product as `npm start` does, on an empty database in memory. */
export async function startQuayside(env: Readonly<Record<string, string>> = {}): Promise<Quayside> {
  const postgres = await startEphemeralPostgres();
  const dataDir = mkdtempSync(join(tmpdir(), 'quayside-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: postgres.url, DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stdout.on('data', (text: Buffer) => said.push(text.toString()));
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  const stop = async (): Promise<void> => {
    await ended(child);
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const setUpLink = await waitFor(() => /https?:\S+\/set-up\S+/.exec(said.join(''))?.[0], child, said);
    return { url: `http://localhost:${port}`, setUpLink, log: () => said.join(''), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitFor<Found>(find: () => Found | undefined, child: ChildProcess, said: readonly string[]): Promise<Found> {
  const until = performance.now() + READY_MS;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (child.exitCode !== null || performance.now() > until) throw new Error(`Quayside did not start:\n${said.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(killer);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
