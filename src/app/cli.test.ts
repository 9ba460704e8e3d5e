import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../test/harness.ts';
import { runCommandLine } from './cli.ts';
import type { Product } from './product.ts';
import { domains } from './registry.ts';

const db = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'quayside-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('migrate prints one JSON value on standard output and nothing else', async () => {
  const { code, out, err } = await quayside(['migrate', '--json']);
  expect({ code, out, err }).toEqual({ code: 0, out: '{"applied":[]}\n', err: '' });
});

test('a backup is written, counted and readable for people and programs', async () => {
  const file = join(folder, 'one.backup');
  const forPrograms = await quayside(['backup', file, '--json']);
  expect(JSON.parse(forPrograms.out)).toMatchObject({ file, tables: expect.any(Number), rows: expect.any(Number) });
  expect((await quayside(['backup', file])).out).toContain(`file: ${file}\n`);
});

test('a backup without a name goes into the folder of backups, where it is listed', async () => {
  const made = JSON.parse((await quayside(['backup', '--json'])).out) as { file: string };
  expect(made.file).toContain(join(folder, 'data-backups', 'by-hand-'));
  const listed = JSON.parse((await quayside(['backups', '--json'])).out) as { backups: { file: string }[]; runs: string[] };
  expect(listed.backups.map(({ file }) => file)).toEqual([made.file]);
  expect(listed.runs[0]).toContain('by-hand');
});

test('wrong usage exits with 2, a refusal with 1 and one sentence on standard error', async () => {
  expect(await quayside(['fly'])).toMatchObject({ code: 2, out: '' });
  expect(await quayside(['restore'])).toMatchObject({ code: 2, out: '' });
  expect(await quayside(['restore', join(folder, 'missing'), '--json'])).toEqual({
    code: 1,
    out: '',
    err: `There is no file ${join(folder, 'missing')}.\n`,
  });
  const distributed = await quayside(['migrate', '--distributed']);
  expect(distributed).toMatchObject({ code: 1, out: '' });
  expect(distributed.err).toMatch(/^[^\n]+\n$/);
});

test('every command and every group answers --help', async () => {
  const { out, code } = await quayside(['--help']);
  expect(code).toBe(0);
  for (const name of ['start', 'serve', 'worker', 'migrate', 'backup', 'backups', 'restore'])
    expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  expect(out).not.toContain('distributed');
  expect((await quayside(['migrate', '--help'])).out).toContain('--json');
});

test('a database server that does not answer, a wrong setting and a busy port each get one sentence', async () => {
  const silent = await quayside(['migrate', '--json'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' });
  expect(silent).toEqual({
    code: 1,
    out: '',
    err: 'The PostgreSQL server does not answer at 127.0.0.1:9: check DATABASE_URL and that the server runs.\n',
  });
  expect(await quayside(['migrate'], { LOG_LEVEL: 'loud' })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^LOG_LEVEL must be one of [^\n]+\n$/),
  });

  const other = createServer().listen(0, '0.0.0.0');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const busy = await quayside(['start'], { PORT: String(port) });
  other.close();
  expect(busy).toMatchObject({
    code: 1,
    err: `Port ${port} is already in use, perhaps by a Quayside that runs: stop it, or choose another port with PORT.\n`,
  });
});

test('a server serves until it is asked to stop, and then ends by itself', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'start'], { env: environment({ PORT: '0' }), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let out = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`It ended before it was ready: ${out}`)));
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const ready = /Quayside is ready at (\S+)/.exec(out);
      if (ready) resolve(ready[1]!);
    });
  });
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  // Vite has a BASE_URL of its own.
  const { VITEST: _, NODE_ENV: __, BASE_URL: ___, ...own } = process.env;
  return { ...own, LOG_LEVEL: 'error', DATA_DIR: join(folder, 'data'), DATABASE_URL: db.ownerUrl, ...extra };
}

const product: Product = {
  domains: domains(),
  beforeCommit: async () => undefined,
  follow: async () => false,
  prepare: async () => {
    throw new Error('No test here needs the domains.');
  },
};

/** One command line in this process, as `npx quayside` would run it in one of its own. */
async function quayside(args: string[], extra: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  const own = { ...process.env };
  let [out, err] = ['', ''];
  const standardOut = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => Boolean((out += chunk)));
  const standardError = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => Boolean((err += chunk)));
  process.env = environment(extra);
  try {
    const code = await runCommandLine(product, args);
    return { code, out, err };
  } finally {
    process.env = own;
    standardOut.mockRestore();
    standardError.mockRestore();
  }
}
