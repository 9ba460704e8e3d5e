import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Database } from '../src/app/db.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { followers } from '../src/app/registry.ts';
import { startWorker } from '../src/app/worker.ts';
import { enrolRecords } from '../src/automations/index.ts';
import { mapSchema } from '../src/automations/schema.ts';
import { followNext } from '../src/ledger/index.ts';
import { tagRecords } from '../src/records/index.ts';
import { asTheProduct, type FreshDatabase, onFreshDatabase } from './parts/fresh-database.ts';
import type { Measured } from './parts/measure.ts';
import { happen, type Happening, prepareStage, publishMap, type Stage } from './parts/trigger-stage.ts';

// Events against two hundred published maps, each with a trigger of its own: a tag, a value of a field, a word of a note. Once in large transactions that
// meet one map each, once in transactions of one event; beside SQL written by hand for these very triggers. And how long it takes from an event to the
// first step of a map while another account's large map runs.

const RECORDS = Number(process.env.RECORDS ?? 100_000);
const MAPS = Number(process.env.MAPS ?? 200);
const BATCH = Number(process.env.BATCH ?? 5_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SINGLES = Math.min(RECORDS, Number(process.env.SINGLES ?? 1_000));
const DELAYS = Number(process.env.DELAYS ?? 200);
const LIMIT_SQL = readFileSync(join(import.meta.dirname, 'triggers.sql'), 'utf8');

await onFreshDatabase({ poolSize: 6 }, async (fresh) => [
  await measure({ name: 'triggers', what: `in transactions of ${BATCH} events`, events: RECORDS, size: BATCH }, fresh),
  await measure({ name: 'triggers-single', what: 'in transactions of one event', events: SINGLES, size: 1 }, fresh),
  await measureDelay(fresh),
]);

interface Job extends Happening {
  name: string;
  what: string;
}

async function measure(job: Job, { database, owner }: FreshDatabase): Promise<Measured> {
  const ours: number[] = [];
  const limit: number[] = [];
  const cpus: number[] = [];
  const follower = followers().find(({ name }) => name === 'automations.triggers')!;
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await prepareStage(database, owner, { records: RECORDS, maps: MAPS });
    await happen(owner, mine, job);
    const cpu = process.cpuUsage();
    // What the entering itself tells is read by the same follower, and is part of the work.
    ours.push(
      await seconds(async () => {
        while (await followNext(database, mine.accountId, follower));
      }),
    );
    const used = process.cpuUsage(cpu);
    cpus.push((used.user + used.system) / 1000);
    const theirs = await prepareStage(database, owner, { records: RECORDS, maps: MAPS });
    const batches = await happen(owner, theirs, job);
    const bare = await asTheProduct(owner);
    limit.push(await seconds(() => runBare(bare, theirs, { batches, explain: round === 0 })));
    for (const stage of [mine, theirs]) await checkRows(owner, stage, job);
    process.stderr.write(`${job.name} ${round + 1}: ${rate(job, ours.at(-1)!)} events/s beside ${rate(job, limit.at(-1)!)}\n`);
  }
  return {
    name: job.name,
    work: `${job.events} events against ${MAPS} maps, ${job.what}`,
    seconds: round4(median(ours)),
    perSecond: rate(job, median(ours)),
    limit: {
      what: 'SQL by hand for these triggers, one statement a transaction (bench/triggers.sql)',
      perSecond: rate(job, median(limit)),
    },
    ratio: round4(median(limit) / median(ours)),
    cpuMsPerUnit: round4(median(cpus) / job.events),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** The same rows by hand, on one connection, as the product's role. */
async function runBare(
  client: pg.Client,
  { accountId }: Stage,
  { batches, explain }: { batches: readonly number[]; explain: boolean },
): Promise<void> {
  for (const [index, batch] of batches.entries()) {
    await client.query(`begin; set local app.account_id = '${accountId}'`);
    const values: Record<string, string> = {
      ':account': `${accountId}::bigint`,
      ':batch': String(batch),
      ':new': "currval('batch_ids')",
      ':now': `timestamptz '${new Date().toISOString()}'`,
      ':today': `date '${new Date().toISOString().slice(0, 10)}'`,
    };
    await client.query("select nextval('batch_ids')");
    const text = LIMIT_SQL.replaceAll(/(?<!:):(account|batch|new|now|today)\b/g, (name) => values[name]!);
    if (explain && index === 0) await printPlan(client, text);
    await client.query(text);
    await client.query('commit');
  }
  await client.end();
}

async function printPlan(client: pg.Client, text: string): Promise<void> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text.replace(/^(\s*--.*\n)+/, '')}`);
  process.stderr.write(`${rows.map((row) => row['QUERY PLAN']).join('\n')}\n\n`);
}

/** Both ways must let in everybody once. */
async function checkRows(owner: pg.Client, { accountId }: Stage, { events }: Job): Promise<void> {
  const { rows } = await owner.query<{ found: number[] }>(
    `select array[(select count(*) from positions where account_id = $1), (select count(*) from automation_entries where account_id = $1),
       (select count(*) from events where account_id = $1 and kind = 'automation.entered'),
       (select sum(records) from automation_flows where account_id = $1)]::int[] as found`,
    [accountId],
  );
  const expected = [events, events, events, 2 * events];
  if (JSON.stringify(rows[0]!.found) !== JSON.stringify(expected)) throw new Error(`Wrong rows: ${JSON.stringify(rows[0]!.found)}`);
}

/** From the commit of an event to the commit of the first step it leads to, while another account's map moves everybody it has, again and again. */
async function measureDelay({ database, owner, ownerUrl }: FreshDatabase): Promise<Measured> {
  const busy = await prepareStage(database, owner, { records: RECORDS, maps: MAPS });
  const stage = await prepareStage(database, owner, { records: RECORDS, maps: MAPS });
  await keepBusy(database, busy);
  const welcome = mapSchema.parse({
    triggers: [{ id: 1001, event: 'tag.added', subject: [stage.tagIds[0]!] }],
    start: 1,
    reentry: 'always',
    perDay: 1000,
    steps: [{ id: 1, kind: 'tag.add', settings: { tag: 'Welcomed' }, next: [null] }],
  });
  await database.account(stage.accountId, (db) => publishMap(database, stage, welcome, db));
  const worker = await startWorker({ database, ownerUrl, follow: followNext });
  const delays: number[] = [];
  const cpu = process.cpuUsage();
  // The first waits for the worker to start, and is not measured.
  for (let recordId = 1; recordId <= Math.min(DELAYS + 1, RECORDS); recordId++) {
    await database.account(stage.accountId, (db) =>
      tagRecords(db, { type: 'user', id: String(stage.userId) }, { objectId: 0, tagId: stage.tagIds[0]!, recordIds: [recordId] }),
    );
    delays.push(await seconds(() => untilMoved(owner, stage, recordId)));
  }
  delays.shift();
  const { rows } = await owner.query<{ left: number }>(
    'select count(*)::int as left from positions where account_id = $1 and due_at <= now()',
    [busy.accountId],
  );
  const used = process.cpuUsage(cpu);
  await worker.close();
  const p99 = delays.toSorted((a, b) => a - b)[Math.ceil(delays.length * 0.99) - 1]!;
  return {
    name: 'triggers-delay',
    work: `from an event to its first step, 99th percentile of ${delays.length} (half of them within ${round4(median(delays))} s), while another account moves ${RECORDS} records (${rows[0]!.left} of them still to move at the end)`,
    seconds: round4(p99),
    perSecond: round4(1 / p99),
    limit: { what: 'a few seconds, here taken as one', perSecond: 1 },
    ratio: round4(1 / p99),
    cpuMsPerUnit: round4((used.user + used.system) / 1000 / delays.length),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** A map of twenty tags with everybody before its first step: long enough to be at it for the whole of the measuring. */
async function keepBusy(database: Database, stage: Stage): Promise<void> {
  const steps = Array.from({ length: 20 }, (_, index) => ({
    id: index + 1,
    kind: 'tag.add',
    settings: { tag: `Step ${index}` },
    next: [index < 19 ? index + 2 : null],
  }));
  const map = mapSchema.parse({ triggers: [], start: 1, steps });
  const automationId = await database.account(stage.accountId, (db) => publishMap(database, stage, map, db));
  for (let after = 0, goesOn = true; goesOn; after += 20_000) {
    const enrolling = { automationId, records: { criteria: { all: [] } }, viewer: everyone, after };
    goesOn = (await database.account(stage.accountId, (db) => enrolRecords(db, { type: 'user', id: String(stage.userId) }, enrolling)))
      .goesOn;
  }
}

async function untilMoved(owner: pg.Client, { accountId }: Stage, recordId: number): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query(
      "select from events where account_id = $1 and object_id = 0 and record_id = $2 and kind = 'automation.moved' limit 1",
      [accountId, recordId],
    );
    if (rowCount) return;
    await sleep(5);
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function rate({ events }: Job, taken: number): number {
  return Math.round(events / taken);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function round4(number: number): number {
  return Number(number.toPrecision(4));
}
