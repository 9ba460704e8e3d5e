import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createAccount, createApiKey, identify, prepareInstallation } from '../src/accounts/index.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { buildServer } from '../src/app/server.ts';
import type { Played, Serving } from './parts/api-servers.ts';
import { onFreshDatabase, type FreshDatabase } from './parts/fresh-database.ts';
import type { Measured } from './parts/measure.ts';
import { statementsOf } from './parts/statements.ts';

// Calls of the compatible API over HTTP, from some connections at once, each beside a bare server of the same HTTP library that sends the very
// statements the product was seen to send for that call: the key looked up, the transaction, the role, the ledger's rows.

const NOW = '2026-03-02T09:00:00Z';
const CONNECTIONS = 8;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** So many calls of a kind are listened to. */
const TRIES = 6;
const SECONDS = Number(process.env.SECONDS ?? 4);
const SEEDS = 200;
const COPIES = 50;
/** Numbers from here on stand in calls for nothing but themselves, so that they are found again in statements. */
const FIRST_MARK = 800_000_000;
let nextMark = FIRST_MARK + 1_000;

interface Job {
  name: string;
  method: string;
  path: (mark: number) => string;
  body?: (mark: number) => object;
  /** Fewer at once of what is large. */
  connections?: number;
}

const condition = encodeURIComponent('[{"field":{"field":"firstname"},"op":"=","value":{"value":"Ada"}}]');
const THOUSAND = Array.from({ length: 1_000 }, (_, place) => place + 1);
const JOBS: readonly Job[] = [
  { name: 'read one', method: 'GET', path: () => '/1/Contact?id=77' },
  { name: 'list 50 with a condition', method: 'GET', path: () => `/1/Contacts?condition=${condition}&range=50` },
  {
    name: 'create',
    method: 'POST',
    path: () => '/1/Contacts',
    body: (mark) => ({ firstname: 'New', email: `new${mark}@example.com`, city: 'Ulm' }),
  },
  {
    name: 'saveorupdate',
    method: 'POST',
    path: () => '/1/Contacts/saveorupdate',
    body: (mark) => ({ email: `kept${1 + (mark % SEEDS)}@example.com`, title: `No ${mark}` }),
    // The statements that are sent again all change one record: several at once would wait for each other there, and not at the product.
    connections: 1,
  },
  {
    name: 'tag a thousand',
    method: 'PUT',
    path: () => '/1/objects/tagByName',
    body: (mark) => ({ objectID: 0, ids: THOUSAND, add_names: [`Tag ${mark}`] }),
    connections: 2,
  },
];

interface Stage extends FreshDatabase {
  headers: Record<string, string>;
}

await onFreshDatabase({ poolSize: CONNECTIONS, clock: movableClock(NOW) }, async (fresh) => {
  const stage = await prepare(fresh);
  const played = await record(stage);
  const ports = await serve({ ownerUrl: fresh.ownerUrl, now: NOW, connections: CONNECTIONS, played });
  try {
    const results: Measured[] = [];
    for (const job of JOBS) results.push(await measure(stage, job, ports));
    return results;
  } finally {
    ports.stop();
  }
});

/** A business with ten thousand contacts, one in ten of whom is called Ada. */
async function prepare(fresh: FreshDatabase): Promise<Stage> {
  const { database, owner } = fresh;
  prepareInstallation(database, { baseUrl: 'http://localhost', secretKey: 'k'.repeat(40) });
  const [identityId, name, email] = [randomUUID(), 'Mina Harbour', 'mina@example.com'];
  await owner.query(
    'insert into auth_users (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, now(), now())',
    [identityId, name, email],
  );
  const { accountId, ownerUserId } = await createAccount(database, { name: 'Harbour', kind: 'client', owner: { identityId, name, email } });
  const ids = (of: string, count: number) => database.nextIds(accountId, of, count);
  const { appId, key } = await database.account(accountId, (db) =>
    createApiKey(db, { type: 'user', id: String(ownerUserId) }, ids, { userId: ownerUserId, name: 'A program' }),
  );
  await owner.query('update accounts set calls_per_minute = 1000000 where account_id = $1', [accountId]);
  const headers = { 'api-appid': appId, 'api-key': key };
  const app = await buildServer({ database, identify, baseUrl: 'http://localhost', port: 0 });
  for (let n = 1; n <= SEEDS; n++) {
    const payload = { firstname: n % 10 === 0 ? 'Ada' : `Person ${n}`, lastname: 'Harbour', email: `kept${n}@example.com`, city: 'Berlin' };
    await app.inject({ method: 'POST', url: '/1/Contacts', headers, payload });
  }
  await app.close();
  await multiply(fresh);
  await owner.query("update counters set next_id = 900000001 where name in ('record:0', 'tag')");
  await owner.query(
    "insert into counters (account_id, name, next_id) values ($1, 'tag', 910000001) on conflict (account_id, name) do nothing",
    [accountId],
  );
  await owner.query("select setval('batch_ids', 700000000), setval('event_ids', 600000000)");
  for (const table of ['records', 'events', 'record_tags']) await owner.query(`vacuum (analyze) ${table}`);
  return { ...fresh, headers };
}

/** Copies the seeds' rows under other numbers and addresses. */
async function multiply({ owner }: FreshDatabase): Promise<void> {
  const { rows } = await owner.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = 'records' and is_generated = 'NEVER'",
  );
  const columns = rows.map(({ column_name: column }) => column);
  const copied: Record<string, string> = {
    id: `r.id + ${SEEDS} * c.n`,
    unique_id: "r.unique_id || 'c' || c.n",
    email: "'copy' || c.n || r.email",
  };
  await owner.query(
    `insert into records (${columns.join(', ')}) select ${columns.map((column) => copied[column] ?? `r.${column}`).join(', ')}
     from records r cross join generate_series(1, ${COPIES - 1}) c(n)`,
  );
}

/** Plays each call of the product once, and notes what it asked of the database. */
async function record({ database, headers }: Stage): Promise<Record<string, Played>> {
  const app = await buildServer({ database, identify, baseUrl: 'http://localhost', port: 0 });
  const played: Record<string, Played> = {};
  for (const [place, job] of JOBS.entries()) {
    const ask = (mark: number) =>
      app.inject({ method: job.method as 'GET', url: job.path(mark), headers, ...(job.body ? { payload: job.body(mark) } : {}) });
    // The first call of a kind reads what is then remembered, and now and then one takes new numbers in hand: the shortest is the usual one.
    const first = FIRST_MARK + place * (TRIES + 1);
    await ask(first);
    for (let mark = first + 1; mark <= first + TRIES; mark++) {
      let answer = '';
      const statements = await statementsOf(async () => ((answer = (await ask(mark)).body), undefined));
      if (!answer.startsWith('{"code":0')) throw new Error(`${job.name}: ${answer}`);
      if (statements.length < (played[job.name]?.statements.length ?? Infinity)) played[job.name] = { statements, answer, mark };
    }
    console.error(`${job.name}: ${played[job.name]!.statements.length} statements`);
  }
  await app.close();
  return played;
}

interface Ports {
  product: number;
  bare: number;
  stop: () => void;
}

function serve(serving: Serving): Promise<Ports> {
  const child = fork(join(import.meta.dirname, 'parts/api-servers.ts'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((give, fail) => {
    child.once('exit', () => fail(new Error('The servers ended before they listened.')));
    child.once('message', (ports: Omit<Ports, 'stop'>) => give({ ...ports, stop: () => void child.kill() }));
    child.send(serving);
  });
}

interface Round {
  perSecond: number;
  times: number[];
}

async function measure(stage: Stage, job: Job, { product, bare }: Ports): Promise<Measured> {
  const rounds: { ours: Round[]; limit: Round[] } = { ours: [], limit: [] };
  for (const port of [product, bare]) await round(stage, job, { port, seconds: 1 });
  for (let turn = 0; turn < ROUNDS; turn++) {
    rounds.ours.push(await round(stage, job, { port: product, seconds: SECONDS }));
    rounds.limit.push(await round(stage, job, { port: bare, seconds: SECONDS }));
  }
  const [ours, limit] = [median(rounds.ours), median(rounds.limit)];
  const p99 = { ours: percentile(rounds.ours), limit: percentile(rounds.limit) };
  const told = `p99 ${p99.ours.toFixed(1)} ms, bare ${p99.limit.toFixed(1)} ms`;
  console.error(`${job.name}: ${ours.toFixed(0)}/s, bare ${limit.toFixed(0)}/s, ratio ${(ours / limit).toFixed(2)}; ${told}`);
  return {
    name: `api: ${job.name}`,
    work: `${job.connections ?? CONNECTIONS} connections at once; ${told}`,
    seconds: 1 / ours,
    perSecond: ours,
    limit: { what: 'a bare server of the same HTTP library that sends the same statements', perSecond: limit },
    ratio: Number((ours / limit).toPrecision(4)),
    cpuMsPerUnit: 0,
    peakRssMb: 0,
  };
}

async function round({ headers }: Stage, job: Job, { port, seconds }: { port: number; seconds: number }): Promise<Round> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const began = performance.now();
  const callers = Array.from({ length: job.connections ?? CONNECTIONS }, async () => {
    while (performance.now() - began < seconds * 1000) {
      const start = performance.now();
      await call(agent, job, { port, headers, mark: nextMark++ });
      times.push(performance.now() - start);
    }
  });
  await Promise.all(callers);
  agent.destroy();
  return { perSecond: (times.length * 1000) / (performance.now() - began), times };
}

function call(
  agent: Agent,
  job: Job,
  { port, headers, mark }: { port: number; headers: Record<string, string>; mark: number },
): Promise<void> {
  const body = job.body ? JSON.stringify(job.body(mark)) : undefined;
  const options = {
    host: '127.0.0.1',
    port,
    agent,
    method: job.method,
    path: job.path(mark),
    headers: {
      ...headers,
      job: job.name,
      mark: String(mark),
      ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
    },
  };
  return new Promise((give, fail) => {
    const asked = request(options, (response) => {
      if (response.statusCode !== 200)
        response.on('data', (body: Buffer) => fail(new Error(`${job.name} at ${port}: ${response.statusCode} ${body.toString()}`)));
      response.resume().on('end', give);
    });
    asked.on('error', fail).end(body);
  });
}

function median(rounds: readonly Round[]): number {
  return rounds.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)]!;
}

function percentile(rounds: readonly Round[]): number {
  const times = rounds.flatMap((one) => one.times).toSorted((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;
}
