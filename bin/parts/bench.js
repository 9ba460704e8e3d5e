import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.js';
import { runScript } from './node.js';
import { Refusal } from './refusal.js';

/** Runs bench/NAME.ts with the other arguments. */
export async function bench([name, ...args]) {
  const script = join(ROOT, 'bench', `${name}.ts`);
  if (name === undefined || !/^[\w-]+$/.test(name) || !existsSync(script)) {
    throw new Refusal(`Say which benchmark: npm run bench -- NAME, where NAME is one of ${names().join(', ') || 'none yet'}.`);
  }
  return runScript([script, ...args]);
}

function names() {
  if (!existsSync(join(ROOT, 'bench'))) return [];
  return readdirSync(join(ROOT, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
}
