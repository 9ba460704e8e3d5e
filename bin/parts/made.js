import { join } from 'node:path';
import { buildBrowserApp } from './build.js';
import { ROOT } from './install.js';
import { runScript } from './node.js';

/** Writes db/schema.sql anew from the migrations. */
export const schema = () => runScript([join(ROOT, 'structure', 'write-schema.ts')]);

/** Writes anew what the sources say of the API: the facts behind /api/openapi.json, and the types of the client. */
export const api = (args) => runScript([join(ROOT, 'structure', 'write-api.ts'), ...args]);

/** Builds the client package below client/dist, ready to be published. */
export const client = () => runScript([join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join('client', 'tsconfig.json')]);

/** Takes the README's pictures anew from a freshly started product. */
export async function pictures() {
  await buildBrowserApp((sentence) => process.stdout.write(`${sentence}\n`));
  return runScript([join(ROOT, 'test', 'e2e', 'support', 'readme-pictures.ts')]);
}
