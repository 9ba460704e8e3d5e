import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { liveRoute } from '../src/app/live-route.ts';
import { openApi } from '../src/app/openapi/document.ts';
import { setFacts } from '../src/app/openapi/facts.ts';
import { domains } from '../src/domains.ts';
import { clientTypes } from './api/client.ts';
import { apiFacts } from './api/facts.ts';

const ROOT = join(import.meta.dirname, '..');

/** Writes what the sources say of the API; with `--check` only says whether what was written still fits, and with `--loose` where types say too little. */
const { facts, loose } = apiFacts(ROOT);
setFacts(facts);
const live = { area: 'live', route: liveRoute(undefined as never, undefined as never) };
const made = {
  'src/app/openapi/facts.json': `${JSON.stringify(facts, null, 1)}\n`,
  'client/src/document.ts': clientTypes(openApi(domains, '', [live])),
};

if (process.argv.includes('--loose')) for (const place of loose) console.log(`${place}: the type says nothing.`);
for (const [path, text] of Object.entries(made)) {
  if (!process.argv.includes('--check')) writeFileSync(join(ROOT, path), text);
  else if (readFileSync(join(ROOT, path), 'utf8') !== text) {
    console.log(`${path} is not what the sources say: run npm run api.`);
    process.exitCode = 1;
  }
}
