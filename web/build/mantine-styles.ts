import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const ID = 'virtual:mantine.css';
const MANTINE = 'node_modules/@mantine';
const CORE = `${MANTINE}/core`;
const COMPANIONS = ['notifications', 'spotlight', 'dates'];

/**
 * The styles of those Mantine components that are used, in Mantine's own order, as `virtual:mantine.css`. All of them together would be
 * a sixth of what a first visit may load.
 */
export function mantineStyles(root: string): Plugin {
  return {
    name: 'quayside-mantine-styles',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? stylesOf(root) : undefined),
  };
}

function stylesOf(root: string): string {
  const everything = readFileSync(join(root, CORE, 'styles.layer.css'), 'utf8');
  const parts = [...stylesUsed(root)]
    .map((name) => join(root, CORE, 'styles', `${name}.layer.css`))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .map((css) => ({ css, place: everything.indexOf(/\.m_[0-9a-f]+/.exec(css)?.[0] ?? '') }))
    .sort((one, other) => one.place - other.place)
    .map(({ css }) => css);
  const base = ['default-css-variables', 'baseline', 'global'].map((name) =>
    readFileSync(join(root, CORE, 'styles', `${name}.layer.css`), 'utf8'),
  );
  return [...base, ...parts].join('\n');
}

/** The names of the style sheets of every component that is imported somewhere, and of what those are made of. */
function stylesUsed(root: string): Set<string> {
  const styles = new Set<string>();
  const seen = new Set<string>();
  const sources = [
    ...globSync('web/**/*.{ts,tsx}', { cwd: root }),
    ...COMPANIONS.flatMap((name) => globSync(`${MANTINE}/${name}/esm/**/*.mjs`, { cwd: root })),
  ];
  for (const path of sources) {
    for (const name of importedFrom('@mantine/core', readFileSync(join(root, path), 'utf8'))) {
      follow(join(root, CORE, 'esm/components', name, `${name}.mjs`), seen, styles);
    }
  }
  return styles;
}

function importedFrom(module: string, source: string): string[] {
  return [...source.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g)]
    .filter(([, , from]) => from === module)
    .flatMap(([, names]) => names!.split(','))
    .map((name) => name.trim().replace(/\s+as\s.*/, ''))
    .filter((name) => /^[A-Z]/.test(name));
}

/** Reads a file and all it imports; `X.module.mjs` names the style sheet X. */
function follow(file: string, seen: Set<string>, styles: Set<string>): void {
  if (seen.has(file) || !existsSync(file)) return;
  seen.add(file);
  const sheet = /([^/]+)\.module\.mjs$/.exec(file)?.[1];
  if (sheet) styles.add(sheet);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g)) follow(resolve(dirname(file), path!), seen, styles);
}
