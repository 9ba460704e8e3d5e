import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import type { Route } from '../../src/app/http.ts';
import { domains } from '../../src/app/registry.ts';
import { buildServer } from '../../src/app/server.ts';
import { makeAccount, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { HOSTILE, luckFrom, pick, queryText, randomInput, randomPath, type Luck } from '../random-input.ts';
import { fillAccount, type FilledAccount } from './filled-account.ts';
import { seedOf } from '../seed.ts';

const test = testDatabase();
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? (process.env.QUAYSIDE_DEEP ? 50_000 : 800));
const SEED = seedOf(20_261_122);
const TIMEOUT = 60_000 + REQUESTS * 100;
/** What would end the fuzzing with the first request that hits it. */
const ENDS_IT = new Set(['/api/identity/sign-out', '/api/identity/sessions/end-others', '/api/identity/sessions/:id']);

describe('whatever is sent', () => {
  let server: FastifyInstance;
  let owner: TestSeat;
  let filled: FilledAccount;
  let headers: Record<string, string>;
  const faults = new Set<string>();
  let slowest = { ms: 0, what: '' };

  beforeAll(async () => {
    prepareInstallation(test.database, { baseUrl: 'http://localhost:3000', secretKey: 'a key for tests alone, long enough for everybody' });
    server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
    owner = await makeAccount(test);
    filled = await fillAccount(test, server, owner, 'Own');
    headers = await signedIn(test, owner);
    console.log(`fuzz seed ${SEED}`);
  });
  afterAll(async () => {
    console.log(`slowest answer of the fuzzing: ${slowest.ms} ms, ${slowest.what}`);
    await server.close();
  });

  it(`gets an answer or one clear sentence, in ${REQUESTS} requests shaped like the routes ask`, { timeout: TIMEOUT }, async () => {
    const luck = luckFrom(SEED);
    const routes = domains()
      .flatMap((domain) => domain.routes ?? [])
      .filter(({ path }) => !ENDS_IT.has(path));
    for (let n = 0; n < REQUESTS; n++) {
      await asked(requestTo(pick(luck, routes), luck), n);
      if (n % 200 === 199) await test.settle(owner.accountId);
    }
    expect([...faults]).toEqual([]);
  });

  it('gets an answer or one clear sentence where bodies, headers, types and addresses are garbage', { timeout: TIMEOUT }, async () => {
    const luck = luckFrom(SEED + 1);
    const routes = domains()
      .flatMap((domain) => domain.routes ?? [])
      .filter(({ path }) => !ENDS_IT.has(path));
    for (let n = 0; n < REQUESTS / 2; n++) await asked(garbled(requestTo(pick(luck, routes), luck), luck), n);
    expect([...faults]).toEqual([]);
  });

  it('keeps what was accepted before', async () => {
    const alive = await server.inject({ url: '/healthz' });
    expect(alive.statusCode).toBe(200);
    const kept = await signedIn(test, await makeAccount(test));
    const contact = { values: { 1: 'Kept' } };
    const made = await server.inject({ method: 'POST', url: '/api/records/0', headers: kept, payload: contact });
    expect(made.statusCode, made.body).toBe(200);
    const spoiled = [
      { payload: '{"values": {"1": "Sp', headers: { 'content-type': 'application/json' } },
      { payload: JSON.stringify({ values: { 1: 'Spoiled', 8: 'never' } }), headers: { 'content-type': 'application/json' } },
      { payload: Buffer.from([0xff, 0xfe, 0x00]), headers: { 'content-type': 'application/json' } },
    ];
    for (const { payload, headers: more } of spoiled) {
      const answer = await server.inject({
        method: 'PATCH',
        url: `/api/records/0/${made.json().id}`,
        headers: { ...kept, ...more },
        payload,
      });
      expect([answer.statusCode >= 400, answer.statusCode < 500]).toEqual([true, true]);
    }
    const { body } = await server.inject({ url: `/api/records/0/${made.json().id}`, headers: kept });
    expect(JSON.parse(body).values).toEqual({ 1: 'Kept' });
  });

  it('says of an upload that comes broken that it is', async () => {
    const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nFirst name\nAda';
    const uploads: [type: string, payload: string | Buffer][] = [
      ['multipart/form-data; boundary=x', part],
      ['multipart/form-data; boundary=x', '--x\r\n'],
      ['multipart/form-data; boundary=x', Buffer.from([0x2d, 0x2d, 0x78, 0x0d, 0xff, 0x00])],
      ['multipart/form-data; boundary=x', 'no part at all'],
      ['multipart/form-data', part],
      [`multipart/form-data; boundary=${'y'.repeat(300)}`, part],
      ['application/json', '{}'],
    ];
    const seat = await makeAccount(test);
    for (const [type, payload] of uploads) {
      const upload = { headers: { ...(await signedIn(test, seat)), 'content-type': type }, payload };
      const answer = await server.inject({ method: 'POST', url: '/api/imports?object=0', ...upload });
      expect([type, faultOf(answer), answer.json().code]).toEqual([
        type,
        undefined,
        type.startsWith('multipart') ? 'upload_broken' : 'not_multipart',
      ]);
    }
    const { body } = await server.inject({ url: '/api/imports', headers: await signedIn(test, seat) });
    expect(JSON.parse(body).imports).toEqual([]);
  });

  async function asked(request: InjectOptions, n: number): Promise<void> {
    const began = performance.now();
    const answer = await server.inject(request);
    const ms = Math.round(performance.now() - began);
    const told = `${request.method} ${String(request.url).slice(0, 300)} ${String(request.payload ?? '').slice(0, 600)} (seed ${SEED}, request ${n})`;
    if (ms > slowest.ms) slowest = { ms, what: told };
    const fault = faultOf(answer);
    if (fault) faults.add(`${fault}: ${answer.statusCode} ${answer.body.slice(0, 300)}: ${told}`);
    if (answer.statusCode === 401) headers = await signedIn(test, owner);
  }

  function requestTo(route: Route, luck: Luck): InjectOptions {
    const guess = { luck, ids: [...filled.contacts, ...filled.messages, ...filled.groups, 1, 2, 3, 4, 0, 149, 150, filled.automation] };
    const path = randomPath(route.path, guess, [0, 0, 149, 150, filled.customObject]);
    const body = route.upload ? undefined : randomInput(route.body, guess);
    return {
      method: route.method,
      url: `${path}?${queryText(randomInput(route.query, guess))}`,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    };
  }

  /** The same request with one thing about it spoiled. */
  function garbled(request: InjectOptions, luck: Luck): InjectOptions {
    const bytes = Buffer.from(Array.from({ length: Math.floor(luck() * 200) }, () => Math.floor(luck() * 256)));
    const json = { ...headers, 'content-type': 'application/json' };
    const boundary = 'multipart/form-data; boundary=x';
    return pick<() => InjectOptions>(luck, [
      () => ({ ...request, payload: bytes, headers: json }),
      () => ({ ...request, payload: String(request.payload ?? '{').slice(0, Math.floor(luck() * 50)), headers: json }),
      () => ({ ...request, payload: '['.repeat(5_000), headers: json }),
      () => ({ ...request, payload: `${'{"all":['.repeat(2_000)}1${']}'.repeat(2_000)}`, headers: json }),
      () => ({ ...request, payload: '{"__proto__":{"admin":true},"constructor":1}', headers: json }),
      () => ({
        ...request,
        payload: bytes,
        headers: { ...headers, 'content-type': pick(luck, ['text/plain', 'image/png', 'x', boundary]) },
      }),
      () => ({
        ...request,
        payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="${pick(luck, HOSTILE).replaceAll(/[\r\n]/g, '')}"\r\n\r\n${bytes.toString('latin1')}\r\n--x--`,
        headers: { ...headers, 'content-type': boundary },
      }),
      () => ({
        ...request,
        headers: { ...request.headers, cookie: pick(luck, ['quayside_session=', 'quayside_session=%', ';;;', 'a=b']) },
      }),
      () => ({
        ...request,
        headers: { ...request.headers, 'x-account': pick(luck, ['', '0', '-1', 'x', '99999999999999999999', '1.5', '1e9']) },
      }),
      () => ({
        ...request,
        headers: { ...request.headers, authorization: pick(luck, ['Bearer', 'Bearer x', 'Basic YTpi', 'Bearer 1.x']) },
      }),
      () => ({
        ...request,
        headers: { ...request.headers, accept: '', 'accept-encoding': 'x', range: 'bytes=9-1', 'x-forwarded-for': 'x' },
      }),
      () => ({ ...request, url: `${String(request.url).split('?')[0]}/${encodeURIComponent(pick(luck, HOSTILE))}` }),
      () => ({
        ...request,
        url: `${String(request.url)}&${pick(luck, ['%', '%zz', '%00', 'a[b]=c', 'limit=1&limit=2', '__proto__=1', '='])}`,
      }),
      () => ({ ...request, method: pick(luck, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) }),
    ])();
  }
});

/** What is wrong with an answer: a refusal says what is wrong in one sentence, and nothing of how the product is built. */
function faultOf(answer: LightMyRequestResponse): string | undefined {
  if (answer.statusCode >= 500) return 'broke';
  const type = String(answer.headers['content-type']);
  if (answer.statusCode < 400 || answer.body === '' || type.startsWith('text/html')) return undefined;
  // Scripts that other sites load say it where a developer looks, and do nothing.
  if (type.startsWith('text/javascript')) return /^\/\/ \S.{3,}\n$/u.test(answer.body) ? undefined : 'says nothing';
  const { title, code, status, error, error_description: sentence } = answer.json<Record<string, unknown>>();
  // What apps ask by the standards is refused in the form these give.
  if (typeof error === 'string') return /^[a-z_]+$/.test(error) && /^\S.{3,}/su.test(String(sentence)) ? undefined : 'says nothing';
  if (!/^\S.{3,}/su.test(String(title ?? ''))) return 'says nothing';
  if (!/^[a-z_]+$/.test(String(code ?? ''))) return 'has no code';
  if (status !== answer.statusCode) return 'says another status';
  return /\bat .*\.(ts|js):\d+|node_modules|select .* from |Expected a row/.test(answer.body) ? 'tells how it is built' : undefined;
}
