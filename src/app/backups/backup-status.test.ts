import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { testDatabase } from '../../../test/harness.ts';
import { makeAccount, makeIdentity, signedIn } from '../../../test/factories.ts';
import { identify } from '../../accounts/index.ts';
import { buildServer } from '../server.ts';
import { noteRun, type BackupRun } from './queries.ts';

const test = testDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
});
afterAll(() => app.close());

const note = (kind: BackupRun['kind'], hours: number, failure?: string): Promise<void> => {
  const at = new Date(Date.UTC(2026, 2, 2, hours));
  return noteRun(test.owner, { kind, file: 'x.backup', startedAt: at, finishedAt: at, rows: 7, bytes: 9, failure });
};

it('tells whoever runs the installation of the last success, and of a failure only while nothing later succeeded', async () => {
  const operator = await makeIdentity(test);
  await test.owner.query('insert into operators (identity_id) values ($1)', [operator.identityId]);
  const ask = async () => (await app.inject({ url: '/api/operator/backups', headers: await signedIn(test, operator) })).json();
  expect(await ask()).toEqual({ folder: null, backup: null, check: null, failures: [] });
  await note('nightly', 2);
  await note('check', 3, 'The backup x.backup is damaged.');
  await note('nightly', 26, 'The disk is full.');
  expect(await ask()).toMatchObject({
    backup: { at: '2026-03-02T02:00:00.000Z', bytes: 9, rows: 7 },
    check: null,
    failures: [{ what: 'backup', reason: 'The disk is full.' }, { what: 'check' }],
  });
  await note('by-hand', 27);
  expect((await ask()).failures).toMatchObject([{ what: 'check' }]);
});

it('tells nobody else', async () => {
  const owner = await makeAccount(test);
  expect((await app.inject({ url: '/api/operator/backups', headers: await signedIn(test, owner) })).statusCode).toBe(403);
  expect((await app.inject({ url: '/api/operator/backups' })).statusCode).toBe(401);
});
