import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { hashOf } from '../src/accounts/identity/tokens.ts';
import type { Measured } from './parts/measure.ts';
import { millionContacts } from './parts/million-contacts.ts';
import { type Product, startProduct } from './parts/product.ts';

/**
 * What people wait for at a million contacts while a million-row import and an automation run, beside the same when nothing runs: a page of
 * the list, a search and a save, each over HTTP from the running product. `ratio` is the quiet 99th percentile over the busy one: 0.5 is twice as long.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '1000000' },
    rows: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '40' },
    idle: { type: 'boolean', default: true },
  },
});
const contacts = Number(options.contacts);
const PAUSE_MS = 40;
const IDLE_LIMIT_MB = 400;
const TOKEN = 'a-session-for-the-bench-of-mixed-work-only';
const headers = { cookie: `quayside_session=${TOKEN}`, 'x-quayside': '1', 'x-account': '1' };

interface Asked {
  name: string;
  ask: () => Promise<unknown>;
}

interface Times {
  list: number[];
  search: number[];
  save: number[];
}

const home = process.env.KEEP_BENCH ?? mkdtempSync(join(tmpdir(), 'quayside-mixed-'));
const isKept = process.env.KEEP_BENCH !== undefined;
process.env.KEEP_BENCH = home;
const made = await millionContacts(contacts, 0);
await giveSeat(made.owner);
await made.close();
const product = await startProduct(home);
try {
  const results = await measure(product);
  for (const { name, seconds, limit, ratio } of results)
    console.error(`${name}: ${seconds}, ${limit.what} ${1 / limit.perSecond}, ratio ${ratio}`);
  if (options.json) console.log(JSON.stringify(results));
} catch (error) {
  console.error(product.said());
  throw error;
} finally {
  await product.stop();
  if (!isKept) rmSync(home, { recursive: true, force: true });
}

/** An owner's seat in the filled account, signed in. */
async function giveSeat(owner: pg.Client): Promise<void> {
  const identity = randomUUID();
  await owner.query("select setval('account_ids', greatest(100, (select last_value from account_ids)))");
  await owner.query(
    `insert into auth_users (id, name, email, email_verified, created_at, updated_at) values ($1, 'Mina Harbour', 'mina@example.com', true, now(), now())
     on conflict (email) do nothing`,
    [identity],
  );
  await owner.query(
    `insert into roles (account_id, id, name, is_owner, rights, created_at) values (1, 1, 'Owner', true, '{"account": [], "objects": {}}', now()) on conflict do nothing`,
  );
  await owner.query(
    `insert into users (account_id, id, identity_id, role_id, name, email, created_at)
     select 1, 1, i.id, 1, i.name, i.email, now() from auth_users i where i.email = 'mina@example.com' on conflict do nothing`,
  );
  await owner.query('update accounts set owner_user_id = 1 where account_id = 1');
  await owner.query(
    `insert into auth_sessions (id, user_id, token, expires_at, created_at, updated_at)
     select $1, i.id, $2, '2100-01-01', now(), now() from auth_users i where i.email = 'mina@example.com' on conflict do nothing`,
    [randomUUID(), hashOf(TOKEN)],
  );
  await owner.query(
    `insert into counters (account_id, name, next_id) values (1, 'record:0', $1) on conflict (account_id, name) do nothing`,
    [contacts + 1],
  );
}

async function measure(running: Product): Promise<Measured[]> {
  const memory = options.idle ? idleMemory(running) : undefined;
  const asked = whatPeopleAsk(running);
  await timesOf(asked, 5);
  const quiet = await timesOf(asked, Number(options.seconds));
  await letAutomationRun(running);
  const done = await letImportRun(running);
  const busy = await timesOf(asked, Number(options.seconds));
  console.error(`The import stood at ${(await done()).rowsRead} rows when the measuring ended.`);
  const results = (Object.keys(quiet) as (keyof Times)[]).map((name) => compared(name, quiet[name], busy[name]));
  return memory === undefined ? results : [...results, told(memory)];
}

async function call<Reply = Record<string, any>>(running: Product, method: string, path: string, body?: unknown): Promise<Reply> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${running.url}${path}`, {
    method,
    headers: isForm || body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Reply;
}

function whatPeopleAsk(running: Product): Record<keyof Times, Asked['ask']> {
  const luck = luckFrom(20261122);
  const some = (): number => 1 + Math.floor(luck() * contacts);
  const sorts = ['name', '-name', 'field:11', 'field:20', '-field:20', 'created', 'email'];
  return {
    list: () => call(running, 'GET', `/api/records/0?limit=100&sort=${sorts[Math.floor(luck() * sorts.length)]}`),
    search: () =>
      call(running, 'GET', `/api/search?q=${encodeURIComponent(`First${(some() * 7919) % 5000} Last${(some() * 104729) % 20000}`)}`),
    save: () => save(running, some()),
  };
}

/** A deleted contact is one in a hundred; they are passed over. */
async function save(running: Product, id: number): Promise<void> {
  const living = id % 100 === 0 ? id + 1 : id;
  await call(running, 'PATCH', `/api/records/0/${living}`, { values: { '1': `Saved${Math.floor(performance.now())}` } });
}

/** Asks in turns for so many seconds, with the rest of people between, and gives how long each took. */
async function timesOf(asked: Record<keyof Times, Asked['ask']>, seconds: number): Promise<Times> {
  const times: Times = { list: [], search: [], save: [] };
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    for (const name of Object.keys(times) as (keyof Times)[]) {
      const began = performance.now();
      await asked[name]();
      times[name].push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return times;
}

/** A map that tags, asks and changes a field, with a tenth of all contacts on it. */
async function letAutomationRun(running: Product): Promise<void> {
  const map = {
    triggers: [],
    start: 1,
    steps: [
      { id: 1, kind: 'tag.add', settings: { tag: 'Walks' }, next: [2] },
      { id: 2, kind: 'condition', settings: { criteria: { field: 19, operator: 'is', values: [1] } }, next: [3, 4] },
      { id: 3, kind: 'tag.add', settings: { tag: 'Fair' }, next: [4] },
      { id: 4, kind: 'field.change', settings: { fieldId: 1, change: { how: 'set', value: 'Walker' } }, next: [5] },
      { id: 5, kind: 'end', settings: {}, next: [] },
    ],
  };
  const { id } = await call(running, 'POST', '/api/automations', { name: 'Mixed', objectId: 0, map });
  await call(running, 'POST', `/api/automations/${id}/publish`, {});
  void enterThem(running, id).catch((error: Error) => console.error(`entering: ${error.message}`));
}

/** A tenth of all contacts, a thousand at a time: enough to keep the map at work for as long as is measured. */
async function enterThem(running: Product, automation: number): Promise<void> {
  for (let first = 1; first < contacts / 10; first += 1_000) {
    const recordIds = Array.from({ length: 1_000 }, (_, offset) => first + offset);
    await call(running, 'POST', `/api/automations/${automation}/records`, { recordIds });
  }
}

/** Uploads and starts an import of new contacts; gives what tells how far it is. */
async function letImportRun(running: Product): Promise<() => Promise<{ rowsRead: number }>> {
  const file = join(home, 'people.csv');
  await pipeline(Readable.from(csvOf(Number(options.rows))), createWriteStream(file));
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'people.csv');
  const { id } = await call(running, 'POST', '/api/imports?object=0', form);
  const preview = await call(running, 'GET', `/api/imports/${id}/preview`);
  await call(running, 'PUT', `/api/imports/${id}/mapping`, {
    mapping: preview.columns.map(({ proposal }: { proposal: unknown }) => proposal),
    options: preview.options,
  });
  await call(running, 'POST', `/api/imports/${id}/start`, {
    permission: 'They signed up for our newsletter on our own web site since 2021.',
  });
  return async () => (await call(running, 'GET', `/api/imports/${id}`)).progress;
}

function* csvOf(rows: number): Generator<string> {
  yield 'Email,First name,Last name,City\n';
  for (let from = 0; from < rows; from += 1_000) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + 1_000); row++) {
      text += `new.${row}@example-${row % 500}.com,First${row % 5_000},Last${row % 20_011},Cork ${row % 90}\n`;
    }
    yield text;
  }
}

function compared(name: string, quiet: readonly number[], busy: readonly number[]): Measured {
  const [calm, loaded] = [at(quiet, 0.99) / 1000, at(busy, 0.99) / 1000];
  console.error(
    `${name}: ${quiet.length} quiet (p50 ${at(quiet, 0.5).toFixed(1)} ms), ${busy.length} busy (p50 ${at(busy, 0.5).toFixed(1)} ms)`,
  );
  return {
    name: `mixed: ${name}`,
    work: `99th percentile over HTTP at ${contacts} contacts while ${options.rows} rows are imported and a map runs`,
    seconds: rounded(loaded),
    perSecond: rounded(1 / loaded),
    limit: { what: 'the 99th percentile of the same when nothing else runs', perSecond: rounded(1 / calm) },
    ratio: rounded(calm / loaded),
    cpuMsPerUnit: 0,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Memory of the product and its database right after the start, shared pages counted once (Pss); only Linux tells. */
function idleMemory(running: Product): number | undefined {
  try {
    const postmaster = Number(readFileSync(join(home, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const backends = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    const kilobytes = [running.pid, postmaster, ...backends].map(pssOf).reduce((sum, one) => sum + one, 0);
    return kilobytes / 1024;
  } catch {
    return undefined;
  }
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
}

function told(megabytes: number): Measured {
  return {
    name: 'mixed: idle memory MB',
    work: `product and embedded database at rest with ${contacts} contacts`,
    seconds: rounded(megabytes),
    perSecond: 0,
    limit: { what: `${IDLE_LIMIT_MB} MB`, perSecond: 0 },
    ratio: rounded(IDLE_LIMIT_MB / megabytes),
    cpuMsPerUnit: 0,
    peakRssMb: Math.round(megabytes),
  };
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}

function luckFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
