import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One source file of the tree, with its path from the root. */
export interface Source {
  path: string;
  text: string;
}

/** What a check found: where, and one sentence saying what to do. */
export interface Finding {
  rule: string;
  path: string;
  sentence: string;
}

/** Sources under `root` matching any of the patterns. */
export function sourcesOf(root: string, ...patterns: string[]): Source[] {
  const paths = patterns.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (path) => path === 'node_modules' || path === 'dist' }),
  );
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The domain a path stands in, or undefined for the machinery and everything outside src. */
export function domainOf(path: string): string | undefined {
  const domain = /^src\/([^/]+)\//.exec(path)?.[1];
  return domain === 'app' ? undefined : domain;
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** The code without its comments; line breaks stay. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, '')).replaceAll(/(^|\s)\/\/.*$/gm, '$1');
