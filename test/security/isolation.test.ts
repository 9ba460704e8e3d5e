import type { AddressInfo } from 'node:net';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/accounts/index.ts';
import type { Route } from '../../src/app/http.ts';
import { domains } from '../../src/app/registry.ts';
import { buildServer } from '../../src/app/server.ts';
import { makeAccount, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { luckFrom, pick, queryText, randomInput, randomPath, type Luck } from '../random-input.ts';
import { fillAccount, SECRET, type FilledAccount } from './filled-account.ts';
import { callsOfDocument, rawRequest, waysIn, writtenTo } from './program-calls.ts';
import { seedOf } from '../seed.ts';

const test = testDatabase();
const REQUESTS = Number(process.env.ISOLATION_REQUESTS ?? (process.env.QUAYSIDE_DEEP ? 100_000 : 600));
const SEED = seedOf(20_261_122);
const TIMEOUT = 60_000 + REQUESTS * 50;
const SLOW_MS = 1_000;
/** The whole account, of which the first part comes at once. */
const IS_DOWNLOAD = /^\/api\/account\/archive\.zip/;

/** Ids of the victim's things begin here, so that none is also an id of the attacker's. */
const FAR = 900_000;

describe('an account', () => {
  let server: FastifyInstance;
  let attacker: TestSeat;
  let victim: TestSeat;
  let ids: number[];
  let filled: FilledAccount;

  beforeAll(async () => {
    server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
    attacker = await makeAccount(test, { name: 'Attacker' });
    victim = await makeAccount(test, { name: `Victim ${SECRET}` });
    await test.owner.query(
      'insert into counters (account_id, name, next_id) select $1, name, $2 from counters where account_id = $1 on conflict (account_id, name) do update set next_id = excluded.next_id',
      [victim.accountId, FAR],
    );
    await fillAccount(test, server, attacker, 'Own');
    filled = await fillAccount(test, server, victim, SECRET);
    ids = await idsIn(victim.accountId);
    await test.owner.query('update accounts set calls_per_minute = 6000 where account_id = $1', [attacker.accountId]);
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  it(
    `lets nothing of itself be read or changed by another account's owner, in ${REQUESTS} requests`,
    async () => {
      console.log(`isolation seed ${SEED}`);
      const before = await fingerprint(victim.accountId);
      await attack(luckFrom(SEED), REQUESTS);
      expect(await fingerprint(victim.accountId)).toEqual(before);
    },
    TIMEOUT,
  );

  it(
    'is still closed when the product’s own account filter is taken away and row-level security stands alone',
    async () => {
      const before = await fingerprint(victim.accountId);
      const filter = takeAwayTheFilter();
      try {
        await attack(luckFrom(SEED + 1), Math.ceil(REQUESTS / 3));
      } finally {
        filter.restore();
      }
      expect(await fingerprint(victim.accountId)).toEqual(before);
      expect(filter.taken()).toBeGreaterThan(REQUESTS / 3);
    },
    TIMEOUT,
  );

  it(
    `tells nothing of itself to another's programs, and answers each within a second, in ${REQUESTS} calls by what the API says of itself`,
    async () => {
      console.log(`seed of the calls ${SEED}`);
      const luck = luckFrom(SEED + 2);
      const call = callsOfDocument();
      // As many that name something of its own as of the other's.
      const own = ids.map((_, place) => 1 + (place % 12));
      const reach = { luck, ids: [...ids, ...own, 0, 149, 150], objects: [0, 0, 149, 150, filled.customObject] };
      let ways = await waysIn(test, attacker, luck);
      const cursors = await placesIn(victim);
      const before = await fingerprint(victim.accountId);
      const faults = new Set<string>();
      const statuses: Record<number, number> = {};
      let slowest = { ms: 0, told: '' };
      for (let n = 0; n < REQUESTS; n++) {
        const request = call({ ...reach, ways, cursors });
        const began = performance.now();
        const answer = await server.inject(request);
        const ms = Math.round(performance.now() - began);
        const told = `${request.method} ${String(request.url)} ${JSON.stringify(request.headers)} ${String(request.payload ?? '').slice(0, 600)} (seed ${SEED}, call ${n})`;
        statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
        if (ms > slowest.ms) slowest = { ms, told };
        if (answer.body.includes(SECRET)) faults.add(`leaked: ${told}`);
        if (answer.statusCode >= 500) faults.add(`broke: ${answer.body.slice(0, 300)}: ${told}`);
        // The machine may have been busy, and not the call slow.
        if (ms > SLOW_MS && !IS_DOWNLOAD.test(request.url as string) && (await tookAgain(request)) > SLOW_MS)
          faults.add(`slow twice, ${ms} ms: ${told}`);
        if (n % 20 === 19) test.clock.moveBy(10_000);
        if (n % 1_000 !== 999) continue;
        await test.settle(attacker.accountId);
        // Some of them take keys back, and sign out.
        ways = await waysIn(test, attacker, luck);
      }
      console.log(`answers: ${JSON.stringify(statuses)}`);
      console.log(`slowest answer: ${slowest.ms} ms, ${slowest.told.slice(0, 400)}`);
      expect([...faults]).toEqual([]);
      expect(await fingerprint(victim.accountId)).toEqual(before);
    },
    TIMEOUT,
  );

  it('answers or hangs up on whatever bytes come, and goes on', { timeout: TIMEOUT }, async () => {
    const { port } = server.server.address() as AddressInfo;
    const luck = luckFrom(SEED + 3);
    for (let n = 0; n < REQUESTS / 4; n++) {
      const prefix = pick(luck, ['/api', '/1', '/mcp', '/oauth/token']);
      const bytes = rawRequest(luck, prefix);
      const told = await writtenTo(port, bytes, SLOW_MS * 5);
      const what = `${JSON.stringify(bytes.toString('latin1').slice(0, 300))} (seed ${SEED}, request ${n})`;
      expect(told.startsWith('HTTP/1.1 5'), `${told.slice(0, 300)}: ${what}`).toBe(false);
      expect(told.includes(SECRET), what).toBe(false);
    }
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  async function tookAgain(request: InjectOptions): Promise<number> {
    const began = performance.now();
    await server.inject(request);
    return performance.now() - began;
  }

  /** Where further pages of the account's lists begin. */
  async function placesIn(seat: TestSeat): Promise<string[]> {
    const headers = await signedIn(test, seat);
    const places = ['eyJpZCI6MX0', '1', 'x'];
    for (const list of [
      '/api/contacts',
      '/api/records/0',
      '/api/records/0/1/notes',
      '/api/messages',
      '/api/webhooks',
      '/api/objects/0/tags',
    ]) {
      const answer = await server.inject({ url: `${list}?limit=1`, headers });
      const { next } = (answer.statusCode === 200 ? answer.json() : {}) as { next?: unknown };
      if (typeof next === 'string' || typeof next === 'number') places.push(String(next));
    }
    return places;
  }

  async function attack(luck: Luck, requests: number): Promise<void> {
    const headers = await signedIn(test, attacker);
    const routes = domains().flatMap((domain) => domain.routes ?? []);
    for (let n = 0; n < requests; n++) {
      const request = requestTo(pick(luck, routes), luck, headers);
      const answer = await server.inject(request);
      const told = `${request.method} ${String(request.url)} ${JSON.stringify(request.payload ?? null).slice(0, 400)} (seed ${SEED}, request ${n})`;
      expect(answer.body.includes(SECRET), `leaked: ${told}`).toBe(false);
      expect(answer.statusCode, `${answer.body.slice(0, 300)}: ${told}`).toBeLessThan(500);
      if (answer.statusCode === 401) Object.assign(headers, await signedIn(test, attacker));
    }
  }

  function requestTo(route: Route, luck: Luck, headers: Record<string, string>): InjectOptions {
    const guess = { luck, ids: [...ids, 1, 3, 0, 149, 150] };
    const url = `${randomPath(route.path, guess, [0, 0, 149, 150, filled.customObject])}?${queryText(randomInput(route.query, guess))}`;
    const payload = route.upload ? undefined : (randomInput(route.body, guess) as object | undefined);
    const account = luck() < 0.2 ? String(victim.accountId) : headers['x-account']!;
    return {
      method: route.method,
      url,
      headers: { ...headers, 'x-account': account },
      ...(payload === undefined
        ? {}
        : { payload: JSON.stringify(payload), headers: { ...headers, 'x-account': account, 'content-type': 'application/json' } }),
    };
  }

  /** Every row of the account in every table, as one hash a table. */
  async function fingerprint(accountId: number): Promise<Record<string, string>> {
    const tables = await tenantTables();
    const prints: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await test.owner.query<{ print: string }>(
        `select count(*) || ':' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as print from ${table} t where account_id = $1`,
        [accountId],
      );
      prints[table] = rows[0]!.print;
    }
    return prints;
  }

  async function tenantTables(): Promise<string[]> {
    const { rows } = await test.owner.query<{ table: string }>(
      `select c.oid::regclass::text as table from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity order by 1`,
    );
    return rows.map(({ table }) => table);
  }

  async function idsIn(accountId: number): Promise<number[]> {
    const found = new Set<number>([accountId]);
    for (const table of await tenantTables()) {
      const { rowCount } = await test.owner.query(
        "select from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = 'id' and data_type in ('bigint', 'integer')",
        [table],
      );
      if (!rowCount) continue;
      const { rows } = await test.owner.query<{ id: number }>(
        `select id from ${table} where account_id = $1 and id not in (select id from ${table} where account_id = $2) limit 30`,
        [accountId, attacker.accountId],
      );
      for (const { id } of rows) found.add(id);
    }
    return [...found];
  }
});

/** Makes `account_id = $1` true of every row, in each statement that runs behind the wall; gives how many it changed, and the way back. */
function takeAwayTheFilter(): { taken: () => number; restore: () => void } {
  let taken = 0;
  const scanning = new WeakSet<pg.Client>();
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const [config] = args;
    if (config === 'set local role quayside_scan') scanning.add(this);
    if (typeof config === 'string' && /set local role quayside_app|^commit|^rollback/.test(config)) scanning.delete(this);
    if (
      typeof config === 'object' &&
      typeof config?.text === 'string' &&
      !scanning.has(this) &&
      !config.text.startsWith('insert into counters')
    ) {
      const text = config.text.replaceAll(/(?:\b\w+\.)?account_id\s*=\s*(\$\d+)(?:::bigint)?/g, '($1::bigint is not null)');
      if (text !== config.text) {
        args[0] = { ...config, text, name: config.name ? `${config.name}-unfiltered` : undefined };
        taken++;
      }
    }
    return (original as any).apply(this, args);
  } as typeof original;
  return {
    taken: () => taken,
    restore: () => {
      pg.Client.prototype.query = original;
    },
  };
}
