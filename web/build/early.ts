import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FILE = 'early.js';
const ROUTES = 'web/app/routes.tsx';
const FRAME = 'web/app/frame/frame.tsx';
/** What every screen of an account is told before anything of it is shown; `api.ts` takes the answers up. */
const ASKED = ['/api/account', '/api/objects'];

/**
 * Lets the browser fetch all that an address needs at once, instead of one thing after another: a small script at the head of the page begins
 * the code of the frame and of the screen, and the questions every screen asks, while the app itself is still on its way.
 */
export function early(root: string): Plugin {
  return {
    name: 'quayside-early',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${FILE}` }, injectTo: 'head-prepend' }],
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
        const closureOf = (source: string): Set<string> => {
          const found = new Set<string>();
          const waiting = chunks.filter((chunk) => chunk.facadeModuleId === join(root, source)).map((chunk) => chunk.fileName);
          for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
            if (found.has(name)) continue;
            found.add(name);
            waiting.push(...(chunks.find((chunk) => chunk.fileName === name)?.imports ?? []));
          }
          return found;
        };
        const start = closureOf('index.html');
        const frame = [...closureOf(FRAME)].filter((name) => !start.has(name));
        const known = new Set([...start, ...frame]);
        const stylesOf = (names: readonly string[]): string[] =>
          names.flatMap((name) => [...(chunks.find(({ fileName }) => fileName === name)?.viteMetadata?.importedCss ?? [])]);
        const screens = screensOf(root).map(({ path, source }): ScreenFiles => {
          const own = [...closureOf(source)].filter((name) => !known.has(name));
          return { path, files: [...own, ...stylesOf(own)] };
        });
        this.emitFile({ type: 'asset', fileName: FILE, source: scriptOf([...frame, ...stylesOf(frame)], screens) });
      },
    },
  };
}

interface ScreenFiles {
  path: string;
  files: string[];
}

function screensOf(root: string): { path: string; source: string }[] {
  const source = readFileSync(join(root, ROUTES), 'utf8');
  return [...source.matchAll(/path: '([^']+)', load: \(\) => import\('\.{1,2}\/([^']+)'\)/g)]
    .map(([, path, file]) => ({ path: path!, source: file!.startsWith('home/') ? `web/app/${file}` : `web/${file}` }))
    .filter(({ source: file }) => !/(sign-in|sign-up|verify|reset|new-password|set-up|invitation)-page/.test(file));
}

function scriptOf(frame: readonly string[], screens: readonly ScreenFiles[]): string {
  const files = [...new Set([...frame, ...screens.flatMap((screen) => screen.files)])];
  const numbers = (names: readonly string[]): number[] => names.map((name) => files.indexOf(name));
  const routes = screens.map(({ path, files: own }) => [path.replace(/\$[a-z]+/g, '[^/]+').replace(/\/$/, ''), numbers(own)]);
  return `(() => {
  const at = /^\\/a\\/(\\d+)(\\/.*?)?\\/?$/.exec(location.pathname);
  if (!at) return;
  const ask = (path, headers) => fetch(path, { credentials: 'same-origin', headers: { 'x-quayside': '1', accept: 'application/json', ...headers } });
  const asked = (window.quaysideEarly = new Map([[' /api/session', ask('/api/session')]]));
  for (const path of ${JSON.stringify(ASKED)}) asked.set(at[1] + ' ' + path, ask(path, { 'x-account': at[1] }));
  for (const answer of asked.values()) answer.catch(() => {});
  const files = ${JSON.stringify(files)};
  const screen = ${JSON.stringify(routes)}.find(([path]) => new RegExp('^' + path + '$').test(at[2] || ''));
  for (const file of [...${JSON.stringify(numbers(frame))}, ...(screen ? screen[1] : [])]) {
    const link = document.createElement('link');
    const isStyle = files[file].endsWith('.css');
    Object.assign(link, isStyle ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' }, { crossOrigin: '', href: '/' + files[file] });
    document.head.append(link);
  }
})();
`;
}
