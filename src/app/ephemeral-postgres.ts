import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from './kernel/problem.ts';
import { commandOf, freePort, isAlive, namesIn, roomIn } from './machine.ts';
import { giveToDatabase, initdbArguments, type PostgresBinaries, postgresBinaries, runPostgres } from './postgres-binaries.ts';

const NAME = /^quayside-(?:test|check)-(\d+)-[0-9a-f]+$/;
const ROOM_NEEDED = 2 * 1024 ** 3;

/** Nothing here outlives the run, so nothing is made safe against a crash. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  shared_buffers: '256MB',
  max_connections: '300',
  jit: 'off',
  ssl: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

export interface EphemeralPostgres {
  /** A superuser's connection to the database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

export interface EphemeralOptions {
  /** What it is for; it stands in the folder's name. */
  purpose?: 'test' | 'check';
  /** Where it may lie: the first that has the room, or else the last. */
  parents?: readonly string[];
  settings?: Readonly<Record<string, string>>;
}

/**
 * A PostgreSQL server for a short while: for tests in memory where the machine has the room, for a trial restore on disk. `stop` removes
 * every trace of it; what a killed run left behind is removed by the next.
 */
export async function startEphemeralPostgres(options: EphemeralOptions = {}): Promise<EphemeralPostgres> {
  const { purpose = 'test', parents = ['/dev/shm', tmpdir()], settings = {} } = options;
  for (const parent of parents) await clearDeadRuns(parent);
  const home = join(
    parents.find((parent) => roomIn(parent) > ROOM_NEEDED) ?? parents.at(-1)!,
    `quayside-${purpose}-${process.pid}-${randomBytes(4).toString('hex')}`,
  );
  const binaries = postgresBinaries(join(tmpdir(), 'quayside-postgres'));
  mkdirSync(home, { mode: 0o700 });
  giveToDatabase(binaries, home);

  const password = randomBytes(18).toString('base64url');
  try {
    const port = await freePort();
    await makeCluster(binaries, home, password);
    await startCluster(binaries, home, { ...SETTINGS, ...settings, port: String(port) });
    const stopAtExit = () => killAndRemove(home);
    process.once('exit', stopAtExit);
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        process.off('exit', stopAtExit);
        await runPostgres(binaries, 'pg_ctl', ['stop', '-D', join(home, 'data'), '-m', 'immediate', '-w']);
        killAndRemove(home);
      },
    };
  } catch (error) {
    killAndRemove(home);
    throw error;
  }
}

async function makeCluster(binaries: PostgresBinaries, home: string, password: string): Promise<void> {
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveToDatabase(binaries, passwordFile);
  const made = await runPostgres(binaries, 'initdb', [...initdbArguments(join(home, 'data'), passwordFile), '--no-sync']);
  if (made.code !== 0) throw new Problem('database_unavailable', `The passing database could not be made in ${home}: ${made.said.trim()}`);
}

async function startCluster(binaries: PostgresBinaries, home: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value || "''"}`);
  const log = join(home, 'log');
  const args = ['start', '-D', join(home, 'data'), '-l', log, '-w', '-t', '60', '-o', options.join(' ')];
  const started = await runPostgres(binaries, 'pg_ctl', args);
  if (started.code !== 0)
    throw new Problem('database_unavailable', `The passing database did not start: ${readFileSync(log, 'utf8').trim()}`);
}

async function clearDeadRuns(parent: string): Promise<void> {
  for (const name of namesIn(parent)) {
    const owner = NAME.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) killAndRemove(join(parent, name));
  }
}

/** Ends the server of the folder, if one still runs, and removes the folder. Another user's is left alone. */
function killAndRemove(home: string): void {
  try {
    const postmaster = Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    if (postmaster > 1 && commandOf(postmaster).includes(home)) process.kill(postmaster, 'SIGQUIT');
  } catch {
    // No server was started, or it has already gone.
  }
  try {
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  } catch {
    // It belongs to another user, or its server is still writing: the next run tries again.
  }
}
