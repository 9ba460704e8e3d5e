import { join } from 'node:path';
import { buildBrowserApp } from './build.js';
import { ROOT } from './install.js';
import { runScript } from './node.js';

/** The server, started again at every change of its sources, and beside it vite, which rebuilds the browser app as you type. */
export async function dev() {
  await buildBrowserApp((sentence) => process.stdout.write(`${sentence}\n`));
  const server = runScript(['--watch-path=src', '--watch-preserve-output', join(ROOT, 'src', 'main.ts'), 'start']);
  const browser = runScript([join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')]);
  return Math.max(await server, await browser);
}
