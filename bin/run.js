// npm test, npm run check, npm run bench, npm run dev: installs what is missing and runs the rest on a fitting Node.
import { bench } from './parts/bench.js';
import { check } from './parts/check.js';
import { dev } from './parts/dev.js';
import { installMissing } from './parts/install.js';
import { Refusal, runProgram } from './parts/refusal.js';
import { api, client, pictures, schema } from './parts/made.js';
import { test } from './parts/test.js';

const PROGRAMS = { test, 'test:deep': (args) => test(args, { QUAYSIDE_DEEP: '1' }), check, bench, dev, schema, api, client, pictures };

runProgram(async () => {
  const [name, ...args] = process.argv.slice(2);
  const program = PROGRAMS[name];
  if (!program) throw new Refusal(`There is no ${name}: choose one of ${Object.keys(PROGRAMS).join(', ')}.`);
  await installMissing((sentence) => process.stderr.write(`${sentence}\n`));
  return program(args);
});
