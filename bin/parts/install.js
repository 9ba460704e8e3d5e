import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.js';

export const ROOT = join(new URL('.', import.meta.url).pathname.replace(/^\/(\w:)/, '$1'), '..', '..');
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.quayside-installed');
const LOCKFILE = join(ROOT, 'package-lock.json');

/** Installs the packages of the lockfile unless they are there: a stamp in node_modules keeps the hash of the lockfile installed last. */
export async function installMissing(say) {
  const wanted = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (!matchesLockfile()) {
    say('Installing the packages it is built on (one to two minutes, once)');
    await install();
  }
  linkCommand();
  writeFileSync(STAMP, wanted);
}

/** Whether somebody has installed the lockfile by hand: npm keeps a copy of what it installed inside node_modules. */
function matchesLockfile() {
  const copy = join(MODULES, '.package-lock.json');
  if (!existsSync(copy)) return false;
  const wanted = JSON.parse(readFileSync(LOCKFILE, 'utf8')).packages;
  const present = JSON.parse(readFileSync(copy, 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    if (path === '') return true;
    if (!present[path]) return Boolean(wanted[path].optional || wanted[path].devOptional || wanted[path].peer);
    return present[path].version === wanted[path].version;
  });
}

/** npm reads proxies, registries and certificates from its own settings and environment, so it is run with both as they are. */
async function install() {
  const npm = npmCommand();
  const args = [...npm.args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'].concat(
    // Without a network npm would try for over a minute before it says so.
    ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'],
  );
  const { code, said } = await run(npm.command, args);
  if (code === 0) return;
  throw new Refusal(whyNpmFailed(said));
}

function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', (error) =>
      reject(error.code === 'ENOENT' ? new Refusal('npm was not found: install Node.js with npm from https://nodejs.org.') : error),
    );
    child.on('close', (code) => resolve({ code, said }));
  });
}

function whyNpmFailed(said) {
  if (/ENOSPC|no space left/i.test(said)) return `The disk that holds ${ROOT} is full: free two gigabytes there and start again.`;
  if (/can only install packages when/.test(said))
    return 'package.json and package-lock.json do not agree: run npm install, then node bin/complete-lockfile.js.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|network|socket/i.test(said)) {
    return 'The packages could not be fetched because the registry did not answer: check the network, or set HTTPS_PROXY where there is a proxy, and start again.';
  }
  if (/EACCES|EPERM|EROFS/.test(said))
    return `This user may not write ${MODULES}: run as the user the folder belongs to, or make it writable.`;
  const line = said.split('\n').find((text) => /npm (error|ERR!)/.test(text) && !/code |errno |syscall /.test(text));
  return `npm ci failed: ${
    (line || said)
      .replace(/^.*npm (error|ERR!) ?/, '')
      .trim()
      .split('\n')[0]
  }`;
}

/** So that `npx quayside` in this folder finds its command without asking anybody. */
function linkCommand() {
  if (process.platform === 'win32') return;
  const link = join(MODULES, '.bin', 'quayside');
  mkdirSync(join(MODULES, '.bin'), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../bin/quayside.js', link);
}
