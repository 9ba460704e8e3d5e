import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './kernel/problem.ts';
import { commandOf, freePort, isAlive, namesIn, processesIn, roomIn } from './machine.ts';
import { giveToDatabase, initdbArguments, type PostgresBinaries, postgresBinaries, runPostgres } from './postgres-binaries.ts';
import { settingLines, tunedSettings } from './postgres-settings.ts';

/** The release series of the embedded server; a data folder belongs to one series. */
const SERIES = '18';
/** An empty cluster takes 40 MB and its first log files as much; copied programs 60 MB. */
const ROOM_FOR_NEW = 300 * 1024 ** 2;
const ROOM_TO_START = 30 * 1024 ** 2;
/** After a crash the server replays its log before it is ready. */
const START_SECONDS = 600;
const OWN_SETTINGS = 'quayside.conf';

/** How to reach the embedded server, kept in `postgres.json` of the data folder, readable by its owner alone. */
export interface Credentials {
  port: number;
  /** Owner of the product's database: neither superuser nor exempt from anything but its own tables' policies. */
  user: string;
  password: string;
  database: string;
  superuserPassword: string;
}

/** A database cluster in the data folder. */
export interface Cluster {
  dataDir: string;
  folder: string;
  binaries: PostgresBinaries;
  credentials: Credentials;
}

/** The cluster of the data folder, made now if there is none. Nothing half-made is ever taken for a cluster. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const folder = join(dataDir, 'database');
  if (roomIn(dataDir) < (existsSync(folder) ? ROOM_TO_START : ROOM_FOR_NEW)) throw diskFull(dataDir);
  const binaries = postgresBinaries(join(dataDir, 'postgres'), folder);
  const cluster = { dataDir, folder, binaries, credentials: readCredentials(dataDir) };
  for (const name of ['log', 'run']) {
    mkdirSync(join(dataDir, name), { recursive: true, mode: 0o700 });
    giveToDatabase(binaries, join(dataDir, name));
  }
  if (!existsSync(join(folder, 'PG_VERSION'))) await makeCluster(cluster);
  const series = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (series !== SERIES) {
    throw new Problem(
      'database_of_other_series',
      `The database in ${folder} was made by PostgreSQL ${series} and this release carries ${SERIES}: docs/upgrading.md says how to move it.`,
    );
  }
  return cluster;
}

/** The port of the server that runs on this cluster and is ready, or undefined. */
export function readyPort(cluster: Cluster): number | undefined {
  const lines = postmasterLines(cluster);
  return lines[7]?.trim() === 'ready' && isItsPostmaster(cluster, Number(lines[0])) ? Number(lines[3]) : undefined;
}

/**
 * Starts the server unless it runs, also after everything was killed: a postmaster that lived on is taken over, a lock file whose
 * process is gone or belongs to another program is removed, and what is left of a killed postmaster's children is waited for.
 */
export async function startCluster(cluster: Cluster): Promise<void> {
  const started = Date.now();
  while (readyPort(cluster) === undefined) {
    if (Date.now() - started > START_SECONDS * 1000) {
      throw new Problem(
        'database_unavailable',
        `The embedded PostgreSQL was not ready after ${START_SECONDS} seconds; its log is in ${logFolder(cluster)}.`,
      );
    }
    const postmaster = Number(postmasterLines(cluster)[0]);
    if (postmaster && isItsPostmaster(cluster, postmaster)) await sleep(100);
    else await tryStart(cluster);
  }
  keepCredentials(cluster.dataDir, { ...cluster.credentials, port: readyPort(cluster) ?? cluster.credentials.port });
  cluster.credentials = readCredentials(cluster.dataDir);
}

/** Stops the server: running transactions are rolled back, connections ended, everything written. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await runPostgres(cluster.binaries, 'pg_ctl', ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '120']);
}

async function makeCluster(cluster: Cluster): Promise<void> {
  for (const name of namesIn(cluster.dataDir)) {
    const maker = /^database\.new-(\d+)$/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(cluster.dataDir, name), { recursive: true, force: true });
  }
  const unfinished = `${cluster.folder}.new-${process.pid}`;
  const passwordFile = join(cluster.dataDir, 'run', `password-${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  giveToDatabase(cluster.binaries, unfinished);
  try {
    writeFileSync(passwordFile, cluster.credentials.superuserPassword, { mode: 0o600 });
    giveToDatabase(cluster.binaries, passwordFile);
    const made = await runPostgres(cluster.binaries, 'initdb', [...initdbArguments(unfinished, passwordFile), '--data-checksums']);
    if (made.code !== 0) throw cannotStart(cluster, made.said);
    const settings = join(unfinished, 'postgresql.conf');
    writeFileSync(settings, `include_if_exists = '${OWN_SETTINGS}'\n\n${readFileSync(settings, 'utf8')}`);
    putInPlace(unfinished, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Of two that make a cluster at once, the first one's holds. */
function putInPlace(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
  }
}

async function tryStart(cluster: Cluster): Promise<void> {
  removeStaleLocks(cluster);
  const port = await freePort(cluster.credentials.port);
  const ownSettings = join(cluster.folder, OWN_SETTINGS);
  writeFileSync(ownSettings, settingLines({ ...tunedSettings(cluster.dataDir), log_directory: logFolder(cluster) }));
  giveToDatabase(cluster.binaries, ownSettings);
  const firstLog = join(logFolder(cluster), 'postgres-start.log');
  rmSync(firstLog, { force: true });

  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='${socketFolder(cluster)}'`;
  const args = ['start', '-D', cluster.folder, '-l', firstLog, '-w', '-t', String(START_SECONDS), '-o', options];
  const { code, said } = await runPostgres(cluster.binaries, 'pg_ctl', args);
  if (code === 0) return;

  const reason = existsSync(firstLog) ? readFileSync(firstLog, 'utf8') + lastLog(cluster) : said;
  if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(reason)) await waitForChildren(cluster);
  else if (!/could not bind|Address already in use/.test(reason)) throw cannotStart(cluster, reason);
}

/** PostgreSQL takes a lock file for valid when any process has its number, also one that is dead and not yet reaped. */
function removeStaleLocks(cluster: Cluster): void {
  if (isItsPostmaster(cluster, Number(postmasterLines(cluster)[0]))) return;
  rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
  for (const name of namesIn(join(cluster.dataDir, 'run'))) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(cluster.dataDir, 'run', name), { force: true });
  }
}

/** Children of a killed postmaster end by themselves when they next look; one in the middle of long work is ended. */
async function waitForChildren(cluster: Cluster): Promise<void> {
  for (let waited = 0; waited < 50 && processesIn(cluster.folder).length > 0; waited++) await sleep(100);
  if (readyPort(cluster) !== undefined || isItsPostmaster(cluster, Number(postmasterLines(cluster)[0]))) return;
  for (const child of processesIn(cluster.folder)) process.kill(child, 'SIGQUIT');
  await sleep(100);
}

function cannotStart(cluster: Cluster, reason: string): Problem {
  if (/Permission denied/.test(reason) && process.getuid?.() === 0) {
    return new Problem(
      'data_folder_unwritable',
      `The database does not run as root, and its own user may not enter ${cluster.dataDir}: name a folder outside private homes with DATA_DIR.`,
    );
  }
  if (/No space left on device|disk quota exceeded/i.test(reason)) {
    return diskFull(cluster.dataDir);
  }
  const line = reason.split('\n').findLast((text) => /FATAL|PANIC|error|could not/i.test(text)) ?? reason.trim().split('\n').at(-1) ?? '';
  return new Problem(
    'database_unavailable',
    `The embedded PostgreSQL did not start (${line.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()}); its log is in ${logFolder(cluster)}.`,
  );
}

const diskFull = (dataDir: string): Problem =>
  new Problem('disk_full', `The disk that holds ${dataDir} is full: free 300 MB there and start again.`);

function isItsPostmaster(cluster: Cluster, pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid)) return false;
  const command = commandOf(pid);
  return process.platform === 'linux' ? command.includes(cluster.folder) && command.includes('postgres') : true;
}

/** PostgreSQL's own lock file: process, data folder, start time, port, socket folder, address, shared memory, status. */
function postmasterLines(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function lastLog(cluster: Cluster): string {
  const today = new Date().toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });
  const file = join(logFolder(cluster), `postgres-${today}.log`);
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-4000) : '';
}

const logFolder = (cluster: Cluster): string => join(cluster.dataDir, 'log');

/** A socket's path may have 107 bytes; where the data folder's is too long the server listens on the loopback address alone. */
function socketFolder(cluster: Cluster): string {
  const folder = join(cluster.dataDir, 'run');
  return Buffer.byteLength(folder) < 80 && !/['\s,]/.test(folder) && process.platform !== 'win32' ? folder : '';
}

function readCredentials(dataDir: string): Credentials {
  const file = join(dataDir, 'postgres.json');
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url');
    keepFirst(file, { port: 0, user: 'quayside', password: secret(), database: 'quayside', superuserPassword: secret() });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
}

function keepCredentials(dataDir: string, credentials: Credentials): void {
  const file = join(dataDir, 'postgres.json');
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(written, file);
}

/** Of two that start at once, the first one's credentials hold: a link is never made over another. */
function keepFirst(file: string, credentials: Credentials): void {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(written, 0o600);
  try {
    linkSync(written, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(written);
  }
}
