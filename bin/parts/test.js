import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBrowserApp } from './build.js';
import { chromium } from './chromium.js';
import { ROOT } from './install.js';
import { runScript } from './node.js';

const IN_THE_BROWSER = join('test', 'e2e');

/**
 * Every test: unit, database and HTTP by vitest, then the browser's by Playwright. With names of files or folders, those alone. Ends
 * with the line `N passed, N failed`.
 */
export async function test(args, env) {
  const reports = mkdtempSync(join(tmpdir(), 'quayside-report-'));
  try {
    const browserArgs = args.filter((arg) => arg.startsWith('test/e2e'));
    const otherArgs = args.filter((arg) => !arg.startsWith('test/e2e'));
    const results = [];
    if (args.length === 0 || otherArgs.length > 0) results.push(await withoutBrowser(join(reports, 'vitest.json'), otherArgs, env));
    if ((args.length === 0 || browserArgs.length > 0) && hasBrowserTests()) {
      results.push(await inTheBrowser(join(reports, 'playwright.json'), browserArgs, env));
    }
    const passed = results.reduce((sum, result) => sum + result.passed, 0);
    const failed = results.reduce((sum, result) => sum + result.failed, 0);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

async function withoutBrowser(report, args, env) {
  process.stdout.write('Tests of rules, database and HTTP\n');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const code = await runScript([vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], { env });
  const found = readReport(report);
  return tally(code, found && { passed: found.numPassedTests, failed: found.numFailedTests });
}

async function inTheBrowser(report, args, env) {
  process.stdout.write('\nTests in the browser\n');
  let path;
  try {
    await buildBrowserApp((sentence) => process.stdout.write(`${sentence}\n`));
    path = await chromium();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return { passed: 0, failed: 1 };
  }
  const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const code = await runScript([playwright, 'test', '--reporter=list,json', ...args], {
    env: Object.assign({ CHROMIUM_PATH: path, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, env),
  });
  const found = readReport(report);
  return tally(code, found && { passed: found.stats.expected + found.stats.flaky, failed: found.stats.unexpected });
}

/** A runner that failed without a failing test (a file that does not load, a server that does not start) counts as one. */
function tally(code, found) {
  const { passed, failed } = found || { passed: 0, failed: 0 };
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

function hasBrowserTests() {
  const folder = join(ROOT, IN_THE_BROWSER);
  return (
    existsSync(join(ROOT, 'playwright.config.ts')) && existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.spec.ts'))
  );
}
