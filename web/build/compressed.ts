import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller files fit into one packet as they are. */
const WORTH_BYTES = 1_000;
/** The last two steps of brotli take ten times as long for two parts in a hundred. */
const QUALITY = 9;

/** Lays a brotli and a gzip copy beside every text of the build, which the server sends to browsers that take them. */
export function compressed(): Plugin {
  let folder = '';
  return {
    name: 'quayside-compressed',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    async writeBundle(options) {
      const root = options.dir ?? folder;
      await Promise.all(globSync('**/*.{js,css,html,svg}', { cwd: root }).map((path) => compressOne(join(root, path))));
    },
  };
}

async function compressOne(path: string): Promise<void> {
  const text = readFileSync(path);
  if (text.length < WORTH_BYTES) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
    promisify(gzip)(text, { level: 9 }),
  ]);
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
}
