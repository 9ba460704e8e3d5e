import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.js';
import { listenToScript } from './node.js';
import { Refusal } from './refusal.js';

const BUILT = join(ROOT, 'dist', 'web');
const STAMP = join(ROOT, 'dist', '.web-sources');

/** Builds the browser app unless the one built last came of the very same sources. */
export async function buildBrowserApp(say) {
  if (!existsSync(join(ROOT, 'index.html'))) return;
  const sources = sourcesHash();
  if (existsSync(join(BUILT, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  say('Building the app for the browser (about ten seconds)');
  const { code, said } = await listenToScript([join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error']);
  if (code !== 0) throw new Refusal(whyBuildFailed(said));
  writeFileSync(STAMP, sources);
}

function whyBuildFailed(said) {
  if (/ENOSPC|no space left/i.test(said)) return `The disk that holds ${ROOT} is full: free some space there and start again.`;
  if (/EACCES|EPERM|EROFS/.test(said))
    return `This user may not write ${BUILT}: run as the user the folder belongs to, or make it writable.`;
  const lines = said.split('\n').map((line) => line.trim());
  return `The app for the browser could not be built: ${lines.find((line) => /error/i.test(line)) || lines.find(Boolean) || 'vite gave no reason'}`;
}

/** Contents and not times: a clone, a copy or a change of branch gives files new times. */
function sourcesHash() {
  const hash = createHash('sha256');
  const files = ['index.html', 'vite.config.ts', 'package-lock.json'].concat(
    filesUnder('web'),
    filesUnder(join('client', 'src')),
    filesUnder('src').filter(isSharedWithBrowser),
  );
  for (const file of files) {
    if (!existsSync(join(ROOT, file))) continue;
    hash.update(file);
    hash.update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

const isSharedWithBrowser = (file) => /[\\/](schema|rules)\.ts$|[\\/](rules|kernel|schema)[\\/]/.test(file) && !file.endsWith('.test.ts');

function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .sort()
    .map((name) => join(folder, name))
    .reduce((files, path) => files.concat(statSync(join(ROOT, path)).isDirectory() ? filesUnder(path) : [path]), []);
}
