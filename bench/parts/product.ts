import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_MS = 120_000;

export interface Product {
  url: string;
  pid: number;
  /** Everything it has said so far. */
  said: () => string;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, on the database and files of `home`. */
export async function startProduct(home: string): Promise<Product> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: home, BACKUP_DIR: 'off', PORT: String(port), BASE_URL: url, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()));
  await until(() => said.join('').includes('Quayside is ready'), child, said);
  return { url, pid: child.pid!, said: () => said.join(''), stop: () => ended(child) };
}

async function until(isReady: () => boolean, child: ChildProcess, said: readonly string[]): Promise<void> {
  const last = performance.now() + READY_MS;
  while (!isReady()) {
    if (child.exitCode !== null || performance.now() > last) throw new Error(`Quayside did not start:\n${said.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
