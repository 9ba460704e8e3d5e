import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { forgetKeys } from '../app/idempotency.ts';
import { buildServer } from '../app/server.ts';
import { eraseRecords } from '../records/index.ts';

const SCRIPT = join(import.meta.dirname, '../../test/calls-until-killed.ts');
const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let colleague: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
  owner = await makeAccount(test);
  colleague = await makeUser(test, owner, { role: 'Sales' });
});
afterAll(() => app.close());

interface Told {
  status: number;
  replayed: boolean;
  retryAfter: string | undefined;
  body: any;
}

let keys = 0;
const newKey = (): string => `call-${++keys}`;

async function send(
  key: string | undefined,
  payload: object,
  { seat = owner, url = '/api/records/0', method = 'POST' } = {},
): Promise<Told> {
  const headers = { ...(await signedIn(test, seat)), ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const response = await app.inject({ method: method as 'POST', url, headers, payload });
  return {
    status: response.statusCode,
    replayed: response.headers['idempotent-replayed'] === 'true',
    retryAfter: response.headers['retry-after'] as string | undefined,
    body: response.body === '' ? undefined : response.json(),
  };
}
const named = (name: string): object => ({ values: { 1: name } });
const countNamed = async (name: string): Promise<number> =>
  (await test.owner.query('select from records where account_id = $1 and name = $2', [owner.accountId, name])).rowCount ?? 0;
const keptRows = async (key: string): Promise<any[]> =>
  (await test.owner.query('select status, body from idempotency_keys where account_id = $1 and key = $2', [owner.accountId, key])).rows;

describe('a call with an idempotency key', () => {
  it('is carried out once, and answered the same again', async () => {
    const key = newKey();
    const first = await send(key, named('Once'));
    expect(first).toMatchObject({ status: 200, replayed: false, body: { id: expect.any(Number) } });
    const again = await send(key, { values: { 1: 'Once' } });
    expect(again).toMatchObject({ status: 200, replayed: true, body: first.body });
    expect(await countNamed('Once')).toBe(1);
  });

  it('is the same whatever order its body has, and another as soon as anything differs', async () => {
    const key = newKey();
    await send(key, { values: { 1: 'Ordered', 2: 'B' }, tags: ['x'] });
    expect(await send(key, { tags: ['x'], values: { 2: 'B', 1: 'Ordered' } })).toMatchObject({ status: 200, replayed: true });
    for (const other of [named('Other'), { values: { 1: 'Ordered', 2: 'B' } }]) {
      expect(await send(key, other)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    }
    expect(await send(key, named('Ordered'), { url: '/api/records/1' })).toMatchObject({ body: { code: 'idempotency_key_reused' } });
  });

  it('holds for many records, and leaves nothing behind where all of them were taken back', async () => {
    const key = newKey();
    const bulk = { mode: 'create', rows: [{ fields: { 1: 'Bulk' } }, { fields: { none: 1 } }] };
    const url = { url: '/api/objects/0/records/bulk' };
    const first = await send(key, bulk, url);
    expect(await send(key, bulk, url)).toMatchObject({ status: 200, replayed: true, body: first.body });
    expect(await countNamed('Bulk')).toBe(1);
    const all = newKey();
    const refused = { ...bulk, allOrNothing: true };
    expect((await send(all, refused, url)).body.code).toBe('rows_refused');
    expect(await keptRows(all)).toEqual([]);
  });

  it('belongs to whoever sent it', async () => {
    const key = newKey();
    await send(key, named('Mine'));
    expect(await send(key, named('Mine'), { seat: colleague })).toMatchObject({ status: 200, replayed: false });
    const stranger = await makeAccount(test);
    expect(await send(key, named('Mine'), { seat: stranger })).toMatchObject({ status: 200, replayed: false });
    expect(await countNamed('Mine')).toBe(2);
  });

  it('leaves nothing behind where it was refused before it changed anything', async () => {
    const key = newKey();
    expect((await send(key, { values: { nothing: 1 } })).status).toBe(422);
    expect((await send(key, { values: 1 })).status).toBe(422);
    expect(await keptRows(key)).toEqual([]);
    expect(await send(key, named('Corrected'))).toMatchObject({ status: 200, replayed: false });
  });

  it('replays an answer without a body, and one of a call that changed nothing', async () => {
    const { body } = await send(undefined, named('To go'));
    const [gone, same] = [newKey(), newKey()];
    const address = { url: `/api/records/0/${body.id}`, method: 'DELETE' };
    expect(await send(gone, {}, address)).toMatchObject({ status: 204, replayed: false });
    expect(await send(gone, {}, address)).toMatchObject({ status: 204, replayed: true });
    const nothing = { url: `/api/records/0/${(await send(undefined, named('Same'))).body.id}`, method: 'PATCH' };
    const unchanged = await send(same, named('Same'), nothing);
    expect(await send(same, named('Same'), nothing)).toMatchObject({ status: 200, replayed: true, body: unchanged.body });
  });

  it('is forgotten after a day', async () => {
    const key = newKey();
    await send(key, named('Daily'));
    test.clock.moveBy(86_399_000);
    expect((await send(key, named('Daily'))).replayed).toBe(true);
    test.clock.moveBy(2_000);
    expect((await send(key, named('Daily 2'))).replayed).toBe(false);
    expect((await send(key, named('Daily 2'))).replayed).toBe(true);
    test.clock.moveBy(86_401_000);
    expect(await forgetKeys(test.database)).toBeGreaterThan(5);
    expect(await keptRows(key)).toEqual([]);
  });

  it('is refused with a key that is none, and for uploads', async () => {
    for (const wrong of ['', 'two words', 'é', 'x'.repeat(256)])
      expect(await send(wrong, named('Wrong'))).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } });
    expect(await send(newKey(), {}, { url: '/api/files' })).toMatchObject({ status: 400, body: { code: 'idempotency_key_on_upload' } });
    expect(await countNamed('Wrong')).toBe(0);
  });

  it('forgets what it was answered when a person is erased, but not that it was carried out', async () => {
    const key = newKey();
    const { body } = await send(undefined, named('Erased'));
    const address = { url: `/api/records/0/${body.id}`, method: 'PATCH' };
    expect((await send(key, named('Secret Name'), address)).body.name).toBe('Secret Name');
    await test.database.account(owner.accountId, (db) => eraseRecords(db, { objectId: 0, recordIds: [body.id] }));
    expect(await keptRows(key)).toEqual([{ status: 200, body: null }]);
    expect(await send(key, named('Secret Name'), address)).toMatchObject({ status: 409, body: { code: 'idempotent_answer_lost' } });
  });
});

/** How many statements of the product a call costs. */
async function statementsOf(call: () => Promise<unknown>): Promise<number> {
  const spied = vi.spyOn(pg.Client.prototype, 'query');
  await call();
  const count = spied.mock.calls.length;
  spied.mockRestore();
  return count;
}

describe('statements', () => {
  it('of a call with a key are at most ten more, and of one that is only answered again fewer than of one that is carried out', async () => {
    const usual = async (call: () => Promise<unknown>): Promise<number> => {
      // Numbers are handed out in blocks: now and then a call takes a new one, or is spared it.
      const counts: number[] = [];
      for (let times = 0; times < 9; times++) counts.push(await statementsOf(call));
      return counts.toSorted((a, b) => a - b)[4]!;
    };
    let made = 0;
    const replayed = newKey();
    const without = await usual(() => send(undefined, named(`Plain ${made++}`)));
    const withKey = await usual(() => send(newKey(), named(`Keyed ${made++}`)));
    await send(replayed, named('Replayed'));
    expect(withKey - without).toBeLessThanOrEqual(10);
    expect(await usual(() => send(replayed, named('Replayed')))).toBeLessThan(without);
  });
});

async function serve(dies: 'never' | 'before-commit' | 'before-answer'): Promise<{ address: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [SCRIPT, test.ownerUrl, test.clock.now().toISOString(), dies], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { address: line.toString().trim(), process: child };
}
const post = async (address: string, key: string, name: string): Promise<Response> =>
  fetch(`${address}/api/records/0`, {
    method: 'POST',
    headers: { ...(await signedIn(test, owner)), 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(named(name)),
  });

describe('when processes die', () => {
  it('after the change and before the answer, the change stands once and the caller is told to look', { timeout: 60_000 }, async () => {
    const key = newKey();
    const dying = await serve('before-answer');
    await expect(post(dying.address, key, 'Survivor')).rejects.toThrow();
    expect(dying.process.signalCode ?? (await once(dying.process, 'exit'))[1]).toBe('SIGKILL');
    expect(await countNamed('Survivor')).toBe(1);
    expect(await send(key, named('Survivor'))).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' }, retryAfter: '2' });
    test.clock.moveBy(31_000);
    const lost = await send(key, named('Survivor'));
    expect(lost).toMatchObject({ status: 409, body: { code: 'idempotent_answer_lost' } });
    expect(await send(key, named('Another'))).toMatchObject({ body: { code: 'idempotency_key_reused' } });
    expect(await countNamed('Survivor')).toBe(1);
  });

  it('before the change is kept, the next call makes it', { timeout: 60_000 }, async () => {
    const key = newKey();
    const dying = await serve('before-commit');
    await expect(post(dying.address, key, 'Second try')).rejects.toThrow();
    expect(await countNamed('Second try')).toBe(0);
    // The database learns in a moment that nobody holds the other end any more; until then the key is in use.
    await vi.waitFor(async () => expect(await send(key, named('Second try'))).toMatchObject({ status: 200, replayed: false }), {
      timeout: 20_000,
      interval: 200,
    });
    expect(await countNamed('Second try')).toBe(1);
  });

  it('of the same calls sent at once to several processes, one is carried out', { timeout: 60_000 }, async () => {
    const servers = await Promise.all([serve('never'), serve('never'), serve('never')]);
    for (let round = 0; round < 5; round++) {
      const key = newKey();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, at) => post(servers[at % servers.length]!.address, key, `Crowd ${round}`)),
      );
      expect(await countNamed(`Crowd ${round}`)).toBe(1);
      const told = await Promise.all(answers.map(async (answer) => ({ status: answer.status, body: (await answer.json()) as any })));
      expect(told.filter(({ status, body }) => status !== 200 && body.code !== 'idempotency_key_in_use')).toEqual([]);
      expect(new Set(told.filter(({ status }) => status === 200).map(({ body }) => body.id)).size).toBe(1);
    }
    for (const { process: child } of servers) child.kill('SIGKILL');
  });
});
