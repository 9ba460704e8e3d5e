#!/usr/bin/env node
// npx quayside COMMAND: runs src/main.ts on a fitting Node, from whatever folder it is called.
import { buildBrowserApp } from './parts/build.js';
import { installMissing } from './parts/install.js';
import { productWith, runScript } from './parts/node.js';
import { runProgram } from './parts/refusal.js';

const sayAside = (sentence) => process.stderr.write(`${sentence}\n`);

runProgram(async () => {
  const args = process.argv.slice(2);
  await installMissing(sayAside);
  if ((args[0] === 'serve' || args[0] === 'start') && args.length === 1) await buildBrowserApp(sayAside);
  return runScript(productWith(args), { cwd: process.cwd() });
});
