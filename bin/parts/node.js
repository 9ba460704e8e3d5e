import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './install.js';
import { Refusal } from './refusal.js';

const OLDEST = 24;

/**
 * How the product keeps its memory. Node's own measure goes by the memory of the machine: on a large one a broadcast let the product grow to 540 MB,
 * where with this it stays below 300 MB, for 20 microseconds more of processor time a letter.
 */
const HEAP = JSON.parse(readFileSync(join(ROOT, 'bin', 'parts', 'heap.json'), 'utf8'));

/** The arguments with which Node runs the product. */
export const productWith = (args) => [...HEAP, join(ROOT, 'src', 'main.ts'), ...args];

/** A Node that runs the sources: this one, or the one among the packages. */
export function fittingNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packaged = join(
    ROOT,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(packaged) && spawnSync(packaged, ['--version'], { stdio: 'ignore' }).status === 0) return packaged;
  throw new Refusal(
    `Quayside needs Node ${OLDEST} or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

/** The environment in which everything finds that Node and the packages' own commands first. */
export function environment(extra) {
  const path = [dirname(fittingNode()), join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return Object.assign({}, process.env, { PATH: path }, extra);
}

/** Runs a script on that Node to its end, passing on signals, and gives its exit code. */
export function runScript(args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(fittingNode(), args, {
      cwd: options.cwd || ROOT,
      env: environment(options.env),
      stdio: options.stdio || ['inherit', 'inherit', 'inherit'],
    });
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, pass);
      resolve(code === null ? (signal === 'SIGINT' ? 130 : 1) : code);
    });
  });
}

/** The same, but what it says is kept and given back. */
export function listenToScript(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(fittingNode(), args, { cwd: ROOT, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
