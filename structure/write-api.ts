import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiFacts } from './api/facts.ts';

const ROOT = join(import.meta.dirname, '..');
const FACTS = join(ROOT, 'src/app/openapi/facts.json');

/** Writes what the sources say of the API; with `--check` only says whether what was written still fits, and with `--loose` where types say too little. */
const { facts, loose } = apiFacts(ROOT);
if (process.argv.includes('--loose')) for (const place of loose) console.log(`${place}: the type says nothing.`);
const made = `${JSON.stringify(facts, null, 1)}\n`;
if (!process.argv.includes('--check')) writeFileSync(FACTS, made);
else if (readFileSync(FACTS, 'utf8') !== made) {
  console.log('What is kept of the API is not what the sources say: run npm run api.');
  process.exitCode = 1;
}
