import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.js';
import { listenToScript } from './node.js';

const program = (...path) => join(ROOT, 'node_modules', ...path);

/** What a change must pass besides the tests, in the order in which it is quickest to hear of a mistake. */
const CHECKS = [
  { name: 'lockfile', run: [join('bin', 'complete-lockfile.js'), '--check'] },
  { name: 'format', run: [program('oxfmt', 'bin', 'oxfmt'), '--check', '.'] },
  { name: 'lint', run: [program('oxlint', 'bin', 'oxlint'), '--deny-warnings', '.'] },
  { name: 'types of the server', run: [program('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the browser app', run: [program('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.web.json'] },
  { name: 'types of the client', run: [program('typescript', 'bin', 'tsc'), '--noEmit', '-p', join('client', 'tsconfig.json')] },
  {
    name: 'imports',
    run: [program('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'src', 'web'],
  },
  { name: 'structure', run: [join('structure', 'check.ts')] },
  { name: 'api', run: [join('structure', 'write-api.ts'), '--check'] },
  { name: 'rules', run: [join('src', 'main.ts'), 'rules', '--check'] },
];

/** Runs every check, also after one has failed, and says what each found. Ends with the sizes of the sources, which are a guide only. */
export async function check(args) {
  const chosen = CHECKS.filter(({ name }) => args.length === 0 || args.includes(name));
  let failed = 0;
  for (const { name, run } of chosen) {
    const begun = Date.now();
    const { code, said } = await listenToScript(run);
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`);
    if (code !== 0) {
      process.stdout.write(`${said.trim()}\n\n`);
      failed += 1;
    }
  }
  process.stdout.write(`${sizes('src')}\n${sizes('web')}\n`);
  process.stdout.write(failed === 0 ? 'All checks passed.\n' : `${failed} of ${chosen.length} checks failed.\n`);
  return failed === 0 ? 0 : 1;
}

function sizes(folder) {
  const files = sourcesUnder(folder)
    .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  if (files.length === 0) return `${folder}: no files yet`;
  const at = (share) => files[Math.min(files.length - 1, Math.floor(files.length * share))].lines;
  const largest = files[files.length - 1];
  return `${folder}: ${files.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}, largest ${largest.lines} (${largest.path})`;
}

function sourcesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .map((name) => join(folder, name))
    .reduce((files, path) => {
      if (statSync(join(ROOT, path)).isDirectory()) return files.concat(sourcesUnder(path));
      return /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) ? files.concat([path]) : files;
    }, []);
}
