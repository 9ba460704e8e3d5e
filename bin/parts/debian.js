import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './install.js';
import { Refusal } from './refusal.js';

const run = promisify(execFile);
const UNPACKED = join(ROOT, 'node_modules', '.cache', 'debian');
const MINUTES = 60_000;

/**
 * The folder under which programs of Debian's packages stand: `/` where `program` is on the system or root may install it, a folder of ours into
 * which an ordinary user unpacks the packages otherwise. Refuses with a sentence where neither can be.
 */
export async function debianFolder(program, packages) {
  for (const folder of ['/', UNPACKED]) if (existsSync(join(folder, program))) return folder;
  if (!existsSync('/usr/bin/apt-get')) throw new Refusal(sentence(packages, 'this system is no Debian'));
  try {
    if (process.getuid?.() === 0) {
      await install(packages);
      return '/';
    }
    await unpack(packages);
    return UNPACKED;
  } catch (error) {
    const said = String(error.stderr || error.message).trim();
    throw new Refusal(sentence(packages, said.split('\n').pop()));
  }
}

const sentence = (packages, why) =>
  `The tests against real mail servers need ${packages.join(', ')} (on Debian: apt-get install ${packages.join(' ')}); they could not be fetched: ${why}.`;

/** Services are not started: the tests run their own, with settings of their own. */
async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const args = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages];
  await run('apt-get', args, { env, timeout: 5 * MINUTES }).catch(async () => {
    await run('apt-get', ['update'], { env, timeout: 5 * MINUTES });
    await run('apt-get', args, { env, timeout: 5 * MINUTES });
  });
}

const ALONE = '--no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances'.split(' ');

/** What the packages need beside the system's own libraries comes along; unpacking runs no script of theirs. */
async function unpack(packages) {
  const fetched = mkdtempSync(join(tmpdir(), 'quayside-debian-'));
  try {
    const { stdout } = await run('apt-cache', ['depends', '--recurse', ...ALONE, ...packages]);
    const { stdout: there } = await run('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n']);
    const lines = there.split('\n').filter((line) => line.startsWith('ii'));
    const installed = new Set(lines.map((line) => line.split(/\s+/)[1]));
    const wanted = stdout.split('\n').filter((line) => /^[a-z0-9]/.test(line) && !line.includes(':') && !installed.has(line));
    await run('apt-get', ['download', ...wanted], { cwd: fetched, timeout: 5 * MINUTES });
    mkdirSync(UNPACKED, { recursive: true });
    for (const file of readdirSync(fetched)) await run('dpkg', ['-x', join(fetched, file), UNPACKED]);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}
