import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const BASE = '\0quayside-words';
/** Said by the frame, by the kit, or by the server without any file naming it. */
const IN_BASE: ReadonlySet<string> = new Set(['app', 'ui', 'waiting']);

/**
 * Sends words with the files that say them, so that a first visit loads the frame's words alone: a file that names a key, or the beginning
 * of one, brings all words that begin so. What the frame itself says of other domains (the labels of places, commands and settings) is
 * always there.
 */
export function wordsByPart(root: string): Plugin {
  return {
    name: 'quayside-words-by-part',
    enforce: 'pre',
    resolveId(id, importer = '') {
      const isBeside = id === './words.ts' && /\/messages\/[^/]+$/.test(importer);
      return isBeside || /(^|\/)messages\/words\.ts$/.test(id) ? BASE : undefined;
    },
    async load(id) {
      return id === BASE ? `export const words = ${JSON.stringify(baseOf(root, await englishOf(root)))};` : undefined;
    },
    async transform(code, id) {
      if (!id.startsWith(join(root, 'web')) || !/\.tsx?$/.test(id) || isFrame(id.slice(root.length + 1))) return undefined;
      const said = saidIn(code, await englishOf(root));
      if (Object.keys(said).length === 0) return undefined;
      return {
        code: `import { words as $words } from '/messages/words.ts';Object.assign($words, ${JSON.stringify(said)});${code}`,
        map: null,
      };
    },
  };
}

/** Home is a screen like any other; everything else under web/app is there from the start. */
const isFrame = (path: string): boolean => path.startsWith('web/app/') && !path.startsWith('web/app/home/');
const beginningOf = (key: string): string => key.slice(0, key.indexOf('.'));

function saidIn(code: string, words: Record<string, string>): Record<string, string> {
  const named = [...new Set([...code.matchAll(/['"`]([a-z]+\.[\w.-]*)/g)].map(([, name]) => name!))];
  return Object.fromEntries(
    Object.entries(words).filter(([key]) => !IN_BASE.has(beginningOf(key)) && named.some((name) => key.startsWith(name))),
  );
}

function baseOf(root: string, words: Record<string, string>): Record<string, string> {
  const said = new Set<string>();
  for (const path of globSync('web/app/**/*.{ts,tsx}', { cwd: root })) {
    if (!isFrame(path) || path.startsWith('web/app/messages/') || path.includes('.test.')) continue;
    for (const [, key] of readFileSync(join(root, path), 'utf8').matchAll(/['"`]([a-z]+\.[A-Za-z.]+)['"`]/g)) said.add(key!);
  }
  return Object.fromEntries(Object.entries(words).filter(([key]) => IN_BASE.has(beginningOf(key)) || said.has(key)));
}

async function englishOf(root: string): Promise<Record<string, string>> {
  const files = globSync('web/app/messages/en{,/*}.ts', { cwd: root }).map((path) => join(root, path));
  const newest = Math.max(...files.map((path) => statSync(path).mtimeMs));
  const { en } = (await import(`${pathToFileURL(join(root, 'web/app/messages/en.ts')).href}?${newest}`)) as { en: Record<string, string> };
  return en;
}
