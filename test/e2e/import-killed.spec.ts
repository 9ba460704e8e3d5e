import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from './support/quayside.ts';
import { expect, setUp, test } from './support/test.ts';

const ROOT = join(import.meta.dirname, '../..');
const ROWS = Number(process.env.KILLED_ROWS ?? (process.env.QUAYSIDE_DEEP ? 1_000_000 : 60_000));
/** Every hundredth row is broken, and every tenth of the rest speaks of the person before. */
const BROKEN = ROWS / 100;
const AGAIN = ROWS / 10;

/** The product with its own embedded PostgreSQL, which outlives being killed. */
interface Life {
  server: ChildProcess;
  said(): string;
}

async function live(dataDir: string, port: number): Promise<Life> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: '',
    DATA_DIR: dataDir,
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
  };
  const server = spawn(process.execPath, ['src/main.ts', 'start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [server.stdout!, server.stderr!]) stream.on('data', (part: Buffer) => (text += part.toString()));
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}/healthz`).then(
          ({ status }) => status,
          () => text.slice(-500),
        ),
      { timeout: 120_000 },
    )
    .toBe(200);
  return { server, said: () => text };
}

/** Kills the server and its PostgreSQL in the midst of whatever they do. */
async function killEverything({ server }: Life, dataDir: string): Promise<void> {
  const lock = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('postmaster.pid'))!;
  const postgres = Number(readFileSync(join(dataDir, lock), 'utf8').split('\n')[0]);
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  process.kill(postgres, 'SIGKILL');
  await gone;
}

function people(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'quayside-people-')), 'people.csv');
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const person = row % 10 === 4 ? row - 1 : row;
    return `${row % 100 === 7 ? `broken${row}` : `p${person}@example.com`},Person ${row}`;
  });
  writeFileSync(path, `Email,First name\n${rows.join('\n')}\n`);
  return path;
}

interface Progress {
  status: string;
  progress: { rowsRead: number; created: number; updated: number; rejected: number };
}

const asked = (page: Page, path: string): Promise<any> =>
  page.evaluate(async (url) => (await fetch(url!, { headers: { 'x-quayside': '1', 'x-account': '1' } })).json(), path);

test('a file that is brought in while everything is killed twice comes out exact', async ({ browser }) => {
  test.setTimeout(process.env.QUAYSIDE_DEEP ? 1_800_000 : 300_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'quayside-killed-'));
  // PostgreSQL runs as a user of its own where the product runs as root.
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const file = people();
  let life = await live(dataDir, port);
  try {
    const page = await browser.newPage({ baseURL: `http://localhost:${port}` });
    await setUp(page, /https?:\S+\/set-up\S+/.exec(life.said())![0]);
    await page.goto(`${new URL(page.url()).pathname.replace(/\/$/, '')}/imports/new`);
    await page.getByLabel('CSV or Excel files').waitFor();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: /^Upload/ }).click();
    const permission = page.getByLabel('How did these people ask to hear from you?');
    await permission.fill('They signed up for our newsletter on our own web site since 2021.', { timeout: 120_000 });
    await page.getByRole('button', { name: /^Import .*rows$/ }).click();
    const run = async (): Promise<Progress> => (await asked(page, '/api/imports')).imports[0];
    const readAtLeast = (rows: number) =>
      expect
        .poll(async () => (await run().catch(() => undefined))?.progress.rowsRead ?? 0, { timeout: 600_000, intervals: [50] })
        .toBeGreaterThan(rows);
    for (const rows of [0, ROWS / 3]) {
      await readAtLeast(rows);
      expect((await run()).status).toBe('running');
      await killEverything(life, dataDir);
      life = await live(dataDir, port);
    }
    await expect.poll(async () => (await run()).status, { timeout: 900_000 }).toBe('finished');
    const created = ROWS - BROKEN - AGAIN;
    expect((await run()).progress).toMatchObject({ rowsRead: ROWS, created, updated: AGAIN, rejected: BROKEN });
    expect((await asked(page, '/api/records/0/count')).count).toBe(created);
    await page.close();
  } finally {
    await killEverything(life, dataDir);
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(join(file, '..'), { recursive: true, force: true });
  }
});
