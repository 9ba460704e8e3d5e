import type { FastifyInstance } from 'fastify';
import { createMessage, encrypt, generateKey, readKey } from 'openpgp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { foundImport, PERMISSION, runImport, startedImport } from '../../../test/imports.ts';
import { newHostKey, startSftp, type ServedTo, type SftpServer } from '../../../test/sftp-server.ts';
import { workbook } from '../../../test/workbooks.ts';
import { identify, prepareInstallation } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { sourceRoutes } from '../routes/sources.ts';
import { fetchSource } from './fetch-source.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
const FIRST = 'Email,First name\nada@example.com,Ada\n';
const SECRET = { baseUrl: 'http://quayside.test', secretKey: 'k'.repeat(40) };
let app: FastifyInstance;
let owner: TestSeat;
let server: SftpServer;
let importId: number;
const headers = new Map<TestSeat, Record<string, string>>();

beforeAll(async () => {
  prepareInstallation(test.database, { ...SECRET, allowsPrivateHosts: true });
  app = await buildServer({ database: test.database, identify, baseUrl: SECRET.baseUrl, port: 0 });
});
afterAll(() => app.close());

const servers: SftpServer[] = [];
async function serve(to: Partial<ServedTo> = {}): Promise<SftpServer> {
  const started = await startSftp({ user: 'harbour', password: 'swordfish', ...to });
  servers.push(started);
  return started;
}

beforeEach(async () => {
  owner = await seated(await makeAccount(test, { timeZone: 'UTC' } as never));
  importId = await startedImport(test, owner, FIRST);
  await runImport(test, owner, importId);
  server = await serve();
});
afterAll(() => Promise.all(servers.map((each) => each.close())));

async function seated(seat: TestSeat): Promise<TestSeat> {
  headers.set(seat, await signedIn(test, seat));
  return seat;
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  seat = owner,
): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)!, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const input = (more: object = {}): object => ({
  name: 'Till of the shop',
  importId,
  host: '127.0.0.1',
  port: server.port,
  user: 'harbour',
  auth: 'password',
  password: 'swordfish',
  folder: '/in',
  pattern: '*.csv',
  schedule: { every: 'day', at: '02:00' },
  ...more,
});

async function saved(more: object = {}): Promise<number> {
  const { status, body } = await call('POST', '/api/import-sources', input(more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

/** What the loop and the job queue do at a time: hand over what is due, and work on it; then the imports run. */
async function moveTo(time: string): Promise<void> {
  test.clock.moveTo(time);
  await test.settle(owner.accountId);
  const { rows } = await test.owner.query('select id from import_sources where account_id = $1 and claimed_until is not null', [
    owner.accountId,
  ]);
  for (const { id } of rows) await fetchSource(test.database, owner.accountId, id);
  await test.settle(owner.accountId);
}

const seen = async (id: number): Promise<any> => (await call('GET', `/api/import-sources/${id}`)).body;
const statuses = async (id: number): Promise<string[]> => (await seen(id)).files.map(({ status }: { status: string }) => status);
async function emails(): Promise<string[]> {
  const { rows } = await test.owner.query('select email from records where account_id = $1 and object_id = 0 order by id', [
    owner.accountId,
  ]);
  return rows.map(({ email }) => email);
}

describe('a source', () => {
  it('brings in each night’s file with the mapping and declaration of the import it was made from, once', async () => {
    test.clock.moveTo('2026-03-02T09:00:00Z');
    const id = await saved();
    expect((await seen(id)).source).toMatchObject({ nextAt: '2026-03-03T02:00:00.000Z', hostKey: null, hasPassword: true });
    server.put('/in/one.csv', 'Email,First name\nbob@example.com,Bob\n', 1);
    server.put('/in/notes.txt', 'no table');
    await moveTo('2026-03-02T23:00:00Z');
    expect(await emails()).toEqual(['ada@example.com']);
    await moveTo('2026-03-03T02:00:00Z');
    expect(await emails()).toEqual(['ada@example.com', 'bob@example.com']);
    server.put('/in/two.csv', 'Email,First name\neve@example.com,Eve\nbroken,Ben\n', 2);
    server.put('/in/again.csv', 'Email,First name\nbob@example.com,Bob\n', 3);
    await moveTo('2026-03-04T02:00:00Z');
    expect(await emails()).toEqual(['ada@example.com', 'bob@example.com', 'eve@example.com']);
    await moveTo('2026-03-05T02:00:00Z');
    const { source, files } = await seen(id);
    expect(files.map((file: any) => [file.fileName, file.status, file.counts])).toEqual([
      ['again.csv', 'same', null],
      ['two.csv', 'imported', { created: 1, updated: 0, rejected: 1 }],
      ['one.csv', 'imported', { created: 1, updated: 0, rejected: 0 }],
    ]);
    expect(source).toMatchObject({ nextAt: '2026-03-06T02:00:00.000Z', failure: null });
    expect(source.hostKey).toMatch(/^SHA256:/);
    expect(server.opened).toBe(3);
    const { permission } = await foundImport(test, owner, files[1].importId);
    expect(permission).toBe(PERMISSION);
  });

  it('looks for the table of each file anew, where the import was of a workbook with a title', async () => {
    test.clock.moveTo('2026-03-12T09:00:00Z');
    const rows = [['Spring'], null, ['Email', 'First name'], ['kim@example.com', 'Kim']];
    importId = await startedImport(test, owner, await workbook({ sheets: [{ name: 'People', rows }] }));
    await runImport(test, owner, importId);
    const id = await saved({ pattern: '*' });
    server.put('/in/one.csv', 'Email,First name\nbob@example.com,Bob\n', 1);
    server.put(
      '/in/two.xlsx',
      await workbook({
        sheets: [
          {
            name: 'People',
            rows: [
              ['Email', 'First name'],
              ['eve@example.com', 'Eve'],
            ],
          },
        ],
      }),
      2,
    );
    await moveTo('2026-03-13T02:00:00Z');
    expect(await statuses(id)).toEqual(['imported', 'imported']);
    expect(await emails()).toEqual(['ada@example.com', 'kim@example.com', 'bob@example.com', 'eve@example.com']);
  });

  it('holds a file whose columns have changed, and tells whoever set it up', async () => {
    test.clock.moveTo('2026-04-02T09:00:00Z');
    const id = await saved();
    server.put('/in/new.csv', 'Email,Given name,Phone\nbob@example.com,Bob,1\n');
    await moveTo('2026-04-03T02:00:00Z');
    const { files } = await seen(id);
    expect(files[0]).toMatchObject({
      status: 'held',
      sentence: expect.stringContaining('new: “Given name”, “Phone”; missing: “First name”'),
    });
    expect(await foundImport(test, owner, files[0].importId)).toMatchObject({ status: 'draft' });
    const { rows } = await test.owner.query("select user_id, kind from notifications where account_id = $1 and kind = 'import.held'", [
      owner.accountId,
    ]);
    expect(rows).toEqual([{ user_id: owner.userId, kind: 'import.held' }]);
    await moveTo('2026-04-04T02:00:00Z');
    expect(await statuses(id)).toEqual(['held']);
  });

  it('refuses a server that shows another key, sends it nothing, and goes on once the new key is accepted', async () => {
    test.clock.moveTo('2026-05-02T09:00:00Z');
    const id = await saved();
    server.put('/in/one.csv', 'Email,First name\nbob@example.com,Bob\n');
    await moveTo('2026-05-03T02:00:00Z');
    const { port } = server;
    await server.close();
    server = await serve({ hostKey: newHostKey(), port });
    server.put('/in/two.csv', 'Email,First name\neve@example.com,Eve\n');
    await moveTo('2026-05-04T02:00:00Z');
    expect((await seen(id)).source.failure).toContain('shows another key');
    expect(server.passwordsTried).toEqual([]);
    expect(
      (await call('PUT', `/api/import-sources/${id}`, input({ password: undefined, importId: undefined, forgetHostKey: true }))).status,
    ).toBe(200);
    await moveTo('2026-05-05T02:00:00Z');
    expect(await emails()).toContain('eve@example.com');
  });

  it('tries again sooner after a failure, tells it once, and takes a file whose connection was lost the next time', async () => {
    test.clock.moveTo('2026-06-02T09:00:00Z');
    const id = await saved({ schedule: { every: 'hours', hours: 24 } });
    const rows = Array.from({ length: 4_000 }, (_, at) => `p${at}@example.com,P\n`).join('');
    server.put('/in/large.csv', `Email,First name\n${rows}`);
    server.dropAfter = 30_000;
    await moveTo('2026-06-03T09:00:00Z');
    expect((await seen(id)).source).toMatchObject({ nextAt: '2026-06-03T09:05:00.000Z', failure: expect.stringContaining('was lost') });
    await moveTo('2026-06-03T09:05:00Z');
    expect((await seen(id)).source.nextAt).toBe('2026-06-03T09:15:00.000Z');
    const { rows: told } = await test.owner.query("select 1 from events where account_id = $1 and kind = 'import_source.failed'", [
      owner.accountId,
    ]);
    expect(told).toHaveLength(1);
    const { rows: left } = await test.owner.query("select 1 from imports where account_id = $1 and status in ('uploading', 'draft')", [
      owner.accountId,
    ]);
    expect(left).toEqual([]);
    server.dropAfter = undefined;
    await moveTo('2026-06-03T09:15:00Z');
    expect(await statuses(id)).toEqual(['imported', 'failed', 'failed']);
    expect((await emails()).length).toBe(4_001);
  });

  it('moves or removes files that are done, and refuses one that is no table without trying it again', async () => {
    test.clock.moveTo('2026-07-02T09:00:00Z');
    const id = await saved({ whenDone: 'move', doneFolder: '/done' });
    server.put('/in/one.csv', 'Email,First name\nbob@example.com,Bob\n', 1);
    server.put('/in/empty.csv', '', 2);
    await moveTo('2026-07-03T02:00:00Z');
    expect([...server.files.keys()].sort()).toEqual(['/done/one.csv', '/in/empty.csv']);
    expect((await seen(id)).source.failure).toContain('empty.csv: The file is empty');
    expect((await call('PUT', `/api/import-sources/${id}`, input({ whenDone: 'delete' }))).status).toBe(200);
    server.put('/in/three.csv', 'Email,First name\neve@example.com,Eve\n', 3);
    await moveTo('2026-07-04T02:00:00Z');
    expect([...server.files.keys()].sort()).toEqual(['/done/one.csv', '/in/empty.csv']);
    expect(await statuses(id)).toEqual(['imported', 'refused', 'imported']);
  });

  it('lets itself in with the key of the account, and opens what is encrypted for it', async () => {
    test.clock.moveTo('2026-08-02T09:00:00Z');
    await call('POST', '/api/account-keys', { kind: 'ssh' });
    const { body } = await call('POST', '/api/account-keys', { kind: 'pgp' });
    expect(body.code, JSON.stringify(body)).toBeUndefined();
    const [pgp, ssh] = body.keys;
    expect(ssh.publicKey).toMatch(/^ssh-ed25519 /);
    expect(JSON.stringify(body)).not.toMatch(/private|v1\./i);
    server = await serve({ publicKey: ssh.publicKey, password: 'none' });
    const sender = await generateKey({ type: 'ecc', curve: 'curve25519Legacy', userIDs: [{ name: 'Till' }], format: 'object' });
    const id = await saved({ auth: 'key', password: undefined, needsSignature: true, senderKey: sender.publicKey.armor() });
    const encryptionKeys = await readKey({ armoredKey: pgp.publicKey });
    const text = 'Email,First name\nbob@example.com,Bob\n';
    const file = await encrypt({
      message: await createMessage({ text }),
      encryptionKeys,
      signingKeys: sender.privateKey,
      format: 'binary',
    });
    server.put('/in/one.csv', Buffer.from(file as Uint8Array), 1);
    server.put('/in/plain.csv', 'Email,First name\neve@example.com,Eve\n', 2);
    await moveTo('2026-08-03T02:00:00Z');
    expect(await statuses(id)).toEqual(['refused', 'imported']);
    expect(await emails()).toEqual(['ada@example.com', 'bob@example.com']);
  });

  it('can be tried before it is saved, fetched from at once, paused and removed', async () => {
    test.clock.moveTo('2026-09-02T09:00:00Z');
    server.put('/in/one.csv', 'Email,First name\nbob@example.com,Bob\n');
    const { host, port, user, auth, password, folder, pattern } = input() as any;
    const asked = { host, port, user, auth, password, folder, pattern };
    expect((await call('POST', '/api/import-sources/try', asked)).body).toMatchObject({ count: 1, files: [{ name: 'one.csv' }] });
    for (const [change, code] of [
      [{ password: 'wrong' }, 'login_refused'],
      [{ folder: '/nowhere' }, 'no_such_folder'],
      [{ port: 1 }, 'cannot_connect'],
      [{ host: 'nowhere.invalid' }, 'no_such_host'],
      [{ password: undefined }, 'invalid_input'],
      [{ auth: 'key', password: undefined }, 'no_ssh_key'],
    ] as const) {
      expect((await call('POST', '/api/import-sources/try', { ...asked, ...change })).body.code).toBe(code);
    }
    const id = await saved();
    expect((await call('POST', `/api/import-sources/${id}/run`)).body.isRunning).toBe(true);
    expect((await call('POST', `/api/import-sources/${id}/run`)).body.code).toBe('already_running');
    await moveTo('2026-09-02T09:01:00Z');
    expect(await emails()).toContain('bob@example.com');
    expect((await call('PUT', `/api/import-sources/${id}/paused`, { paused: true })).body).toMatchObject({ paused: true, nextAt: null });
    server.put('/in/two.csv', 'Email,First name\neve@example.com,Eve\n');
    await moveTo('2026-09-04T02:00:00Z');
    expect(await emails()).not.toContain('eve@example.com');
    expect((await call('PUT', `/api/import-sources/${id}`, input({ password: undefined, host: 'localhost' }))).body.code).toBe(
      'invalid_input',
    );
    expect((await call('DELETE', `/api/import-sources/${id}`)).status).toBe(204);
    expect((await call('GET', '/api/import-sources')).body.sources).toEqual([]);
  });

  it('reaches no private network unless the operator allows it', async () => {
    prepareInstallation(test.database, SECRET);
    const { body } = await call('POST', '/api/import-sources/try', {
      host: 'localhost',
      port: server.port,
      user: 'a',
      auth: 'password',
      password: 'b',
    });
    expect(body.code).toBe('private_host');
    prepareInstallation(test.database, { ...SECRET, allowsPrivateHosts: true });
  });

  it('gives its password to nobody, and is nothing to other accounts and to those who may not import', async () => {
    const id = await saved();
    expect(JSON.stringify(await seen(id))).not.toContain('swordfish');
    const { rows } = await test.owner.query('select row_to_json(s)::text as text from import_sources s where account_id = $1', [
      owner.accountId,
    ]);
    expect(rows[0].text).not.toContain('swordfish');
    const stranger = await seated(await makeAccount(test));
    const reader = await seated(await makeUser(test, owner, { role: 'Read only' }));
    for (const { method, path } of sourceRoutes) {
      const url = path.replace(':id', String(id));
      const payload = path.endsWith('paused')
        ? { paused: true }
        : path.endsWith('account-keys') && method === 'POST'
          ? { kind: 'ssh' }
          : method === 'GET' || method === 'DELETE' || path.endsWith('run')
            ? undefined
            : input({ sourceId: path.endsWith('try') ? id : undefined });
      expect((await call(method as 'GET', url, payload, reader)).status, `${method} ${path}`).toBe(403);
      if (path.includes(':id')) expect((await call(method as 'GET', url, payload, stranger)).status, `${method} ${path}`).toBe(404);
    }
    expect((await seen(id)).source.paused).toBe(false);
  });
});
