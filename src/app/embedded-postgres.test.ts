import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, joinEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './machine.ts';

let dataDir: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'quayside-embedded-'));
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  server = await joinEmbeddedPostgres(dataDir, 'serving');
  await ask('create table kept (text text); insert into kept values ($$before$$)');
});

afterAll(async () => {
  await server.leave();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the owner is no superuser, listens on the loopback address alone, and its password is for its user alone', async () => {
  const asked = `select rolsuper, rolbypassrls, current_setting('listen_addresses') as address, current_setting('fsync') as fsync from pg_roles where rolname = current_user`;
  expect(await ask(asked)).toEqual([{ rolsuper: false, rolbypassrls: false, address: '127.0.0.1', fsync: 'on' }]);
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
});

test('a command joins the server that runs, and does not stop it when it leaves', async () => {
  const command = await joinEmbeddedPostgres(dataDir, 'passing');
  expect(command.url).toBe(server.url);
  await command.leave();
  expect(await ask('select text from kept')).toEqual([{ text: 'before' }]);
});

test('a second server on the same data folder is refused', async () => {
  await expect(joinEmbeddedPostgres(dataDir, 'serving')).rejects.toThrow(`already runs on the data folder ${dataDir}`);
});

test('a postmaster that is killed comes back on the same port with everything it had committed', async () => {
  await ask('insert into kept values ($$committed$$)');
  process.kill(postmaster(), 'SIGKILL');
  expect(await untilAnswered('select text from kept')).toEqual([{ text: 'before' }, { text: 'committed' }]);
});

test('the last to leave stops the server; a lock file left by a dead process, or naming another program, is no obstacle', async () => {
  const stopped = postmaster();
  await server.leave();
  expect(isAlive(stopped) && readFileSync(`/proc/${stopped}/cmdline`, 'utf8').includes(dataDir)).toBe(false);
  writeFileSync(join(dataDir, 'database', 'postmaster.pid'), `${process.pid}\n${dataDir}/database\n1\n5432\n\n127.0.0.1\n0 0\nready   \n`);
  server = await joinEmbeddedPostgres(dataDir, 'serving');
  expect(await ask('select count(*)::int as rows from kept')).toEqual([{ rows: 2 }]);
});

const postmaster = (): number => Number(readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  return client
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

async function untilAnswered(statement: string): Promise<unknown[]> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask(statement);
    } catch (error) {
      if (tries === 150) throw error;
      await sleep(100);
    }
  }
}
