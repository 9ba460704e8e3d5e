import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './install.js';
import { Refusal } from './refusal.js';

const ON_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The browser for the tests: the one of CHROMIUM_PATH, the system's, or the one that comes in a package for x64 Linux. */
export async function chromium() {
  const own = process.env.CHROMIUM_PATH;
  if (own && !existsSync(own)) throw new Refusal(`There is no browser at ${own}: correct CHROMIUM_PATH.`);
  const found = own || ON_THE_SYSTEM.find((path) => existsSync(path));
  if (found) return found;
  try {
    const packaged = await import(pathToFileURL(join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'build', 'esm', 'index.js')).href);
    return await packaged.default.executablePath();
  } catch {
    throw new Refusal(
      'The tests in the browser need Chromium: install it (on Debian: apt-get install chromium), or name one with CHROMIUM_PATH.',
    );
  }
}
