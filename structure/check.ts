import { join } from 'node:path';
import { avoidedWords, operationsUnderTheirName, plainNames } from './names.ts';
import { sourcesOf, type Finding } from './source.ts';
import { foreignTables } from './tables.ts';
import { sqlOutsideQueries, wallClockReads } from './time.ts';

/** Every rule of the house that no linter and no import rule can see, over the tree at `root`. */
export function structureFindings(root: string): Finding[] {
  const sources = sourcesOf(root, 'src/**/*.ts');
  const browser = sourcesOf(root, 'web/**/*.{ts,tsx}');
  return [
    ...foreignTables(sourcesOf(root, 'src/*/migrations/*.sql'), sources),
    ...operationsUnderTheirName(sources),
    ...plainNames([...sources, ...browser]),
    ...avoidedWords(sourcesOf(root, 'src/*/README.md'), sources),
    ...wallClockReads(sources),
    ...sqlOutsideQueries(sources),
  ];
}

if (import.meta.main) {
  const findings = structureFindings(join(import.meta.dirname, '..'));
  for (const { rule, path, sentence } of findings) console.log(`${path}: ${sentence} (${rule})`);
  if (findings.length > 0) process.exitCode = 1;
  else console.log('The structure holds.');
}
