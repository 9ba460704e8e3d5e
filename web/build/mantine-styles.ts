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
  const parts = [...componentsUsed(root)]
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

function componentsUsed(root: string): Set<string> {
  const used = new Set<string>();
  const sources = [
    ...globSync('web/**/*.{ts,tsx}', { cwd: root }),
    ...COMPANIONS.flatMap((name) => globSync(`${MANTINE}/${name}/esm/**/*.mjs`, { cwd: root })),
  ];
  for (const path of sources) {
    for (const name of importedFrom('@mantine/core', readFileSync(join(root, path), 'utf8'))) addWithParts(root, name, used);
  }
  return used;
}

function importedFrom(module: string, source: string): string[] {
  return [...source.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g)]
    .filter(([, , from]) => from === module)
    .flatMap(([, names]) => names!.split(','))
    .map((name) => name.trim().replace(/\s+as\s.*/, ''))
    .filter((name) => /^[A-Z]/.test(name));
}

/** A component and whatever other components its files import. */
function addWithParts(root: string, name: string, used: Set<string>): void {
  const folder = join(root, CORE, 'esm/components', name);
  if (used.has(name) || !existsSync(folder)) return;
  used.add(name);
  for (const file of globSync('**/*.mjs', { cwd: folder })) {
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, path] of source.matchAll(/from "(\.[^"]+)"/g)) {
      const other = resolve(dirname(join(folder, file)), path!)
        .split('/esm/components/')[1]
        ?.split('/')[0];
      if (other && other !== name) addWithParts(root, other, used);
    }
  }
}
