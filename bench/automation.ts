import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createAccount } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { createAutomation, enrolRecords, publishAutomation, runAutomations } from '../src/automations/index.ts';
import { mapSchema, type AutomationMap } from '../src/automations/schema.ts';
import { asTheProduct, onFreshDatabase } from './parts/fresh-database.ts';
import type { Measured } from './parts/measure.ts';

// A hundred thousand contacts over a map of ten steps that send nothing: a wait of zero, three conditions, three tags, two field
// changes and an end, beside SQL written by hand that leaves the same rows.

const RECORDS = Number(process.env.RECORDS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const BATCH = Number(process.env.BATCH ?? 5_000);
const SLICE = Number(process.env.SLICE ?? 5_000);
const STEPS = 10;
const NOW = '2026-03-02T09:00:00Z';

const tag = (id: number, name: string, next: number | null) => ({ id, kind: 'tag.add', settings: { tag: name }, next: [next] });
const field = (id: number, fieldId: number, value: string, next: number) => ({
  id,
  kind: 'field.change',
  settings: { fieldId, change: { how: 'set', value } },
  next: [next],
});
const condition = (id: number, criteria: object, next: [number, number]) => ({ id, kind: 'condition', settings: { criteria }, next });

const IN_BERLIN = { field: 11, operator: 'is', values: ['Berlin'] };
const EARLY = { field: 2, operator: 'less', values: ['last5'] };

const map: AutomationMap = mapSchema.parse({
  triggers: [],
  start: 1,
  steps: [
    { id: 1, kind: 'wait', settings: { wait: 'for', amount: 0, unit: 'minutes' }, next: [2] },
    condition(2, IN_BERLIN, [3, 4]),
    tag(3, 'City', 5),
    tag(4, 'Country', 5),
    field(5, 6, 'Customer', 6),
    condition(6, EARLY, [7, 8]),
    tag(7, 'Early', 9),
    tag(8, 'Late', 9),
    field(9, 19, 'Fair', 10),
    condition(10, IN_BERLIN, [11, 12]),
    tag(11, 'Near', 13),
    tag(12, 'Far', 13),
    { id: 13, kind: 'end', settings: {}, next: [] },
  ],
});

interface Stage {
  accountId: number;
  automationId: number;
}

await onFreshDatabase({ poolSize: 2, clock: movableClock(NOW) }, ({ database, owner }) => measure(database, owner));

async function measure(database: Database, owner: pg.Client): Promise<Measured[]> {
  const ours: number[] = [];
  const limit: number[] = [];
  const entering: number[] = [];
  const cpus: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await prepare(database, owner);
    entering.push(mine.enteringSeconds);
    const cpu = process.cpuUsage();
    ours.push(await seconds(() => runAll(database, mine)));
    const used = process.cpuUsage(cpu);
    cpus.push((used.user + used.system) / 1000);
    if (round === 0) await checkRows(owner, mine);
    const theirs = await prepare(database, owner);
    limit.push(await seconds(() => runBare(owner, theirs, round === 0)));
    if (round === 0) await checkRows(owner, theirs);
    process.stderr.write(`round ${round + 1}: ${rate(ours.at(-1)!)} record-steps/s beside ${rate(limit.at(-1)!)}\n`);
  }
  const common = { peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
  return [
    {
      name: 'automation',
      work: `${RECORDS} records through ten steps that send nothing, in record-steps`,
      seconds: round4(median(ours)),
      perSecond: rate(median(ours)),
      limit: { what: `SQL by hand for this map, ${SLICE} records a transaction (bench/automation.sql)`, perSecond: rate(median(limit)) },
      ratio: round4(median(limit) / median(ours)),
      cpuMsPerUnit: round4(median(cpus) / (RECORDS * STEPS)),
      ...common,
    },
  ];
}

/** A fresh account full of contacts, all of them before the first step of the published map. */
async function prepare(database: Database, owner: pg.Client): Promise<Stage & { enteringSeconds: number }> {
  const { accountId, ownerUserId } = await createAccount(database, {
    name: 'Harbour Bakery',
    kind: 'client',
    owner: { identityId: randomUUID(), name: 'Robin Person', email: 'robin@example.com' },
  });
  await owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, created_at, updated_at, values, search)
     select $1, 0, id, 'u' || id, 1, 'First' || id || ' Last' || id % 977, 'first' || id || ' last' || id % 977, 'person' || id || '@example.com',
       $2, $2, jsonb_build_object('1', 'First' || id, '2', 'Last' || id % 977, '11', (array['Berlin', 'Hamburg', 'Lyon'])[1 + id % 3],
         '4', null, '14', 'DE'), to_tsvector('simple', 'First' || id || ' Last' || id % 977 || ' person' || id || ' example com')
     from generate_series(1, $3::bigint) id`,
    [accountId, NOW, RECORDS],
  );
  const actor = { type: 'user', id: String(ownerUserId) } as const;
  const ids = (name: string, count: number) => database.nextIds(accountId, name, count);
  const automationId = await database.account(accountId, async (db) => {
    const { id } = await createAutomation(db, actor, ids, { name: 'Bench', objectId: 0, map });
    await publishAutomation(db, actor, id);
    return id;
  });
  const enteringSeconds = await seconds(async () => {
    for (let after = 0, goesOn = true; goesOn; after += 20_000) {
      const enrolling = { automationId, records: { criteria: { all: [] } }, viewer: everyone, after };
      goesOn = (await database.account(accountId, (db) => enrolRecords(db, actor, enrolling))).goesOn;
    }
  });
  await owner.query('vacuum (analyze) records');
  await owner.query('vacuum (analyze) positions');
  return { accountId, automationId, enteringSeconds };
}

async function runAll(database: Database, { accountId }: Stage): Promise<void> {
  while ((await runAutomations(database, accountId, BATCH)) > 0);
}

/** The same rows by hand, on one connection, as the product's role. */
async function runBare(owner: pg.Client, { accountId, automationId }: Stage, explain: boolean): Promise<void> {
  const client = await asTheProduct(owner);
  const statements = readFileSync(join(import.meta.dirname, 'automation.sql'), 'utf8').split(/^----$/m);
  const open = `begin; set local app.account_id = '${accountId}'`;
  await client.query(open);
  await client.query(
    `insert into tags (account_id, object_id, id, name, name_key, created_at)
     select ${accountId}, 0, id, 'Tag ' || id, 'tag ' || id, now() from generate_series(1, 6) id; commit`,
  );
  for (let from = 1; from <= RECORDS; from += SLICE) {
    await client.query(open);
    const values: Record<string, string> = {
      ':account': `${accountId}::bigint`,
      ':automation': `${automationId}::bigint`,
      ':from': String(from),
      ':to': String(from + SLICE - 1),
      ':tags': 'array[1, 2, 3, 4, 5, 6]',
      ':now': `timestamptz '${NOW}'`,
      ':batch': String(from),
    };
    for (const statement of statements) {
      const text = statement.replaceAll(/(?<!:):(account|automation|from|to|tags|now|batch)\b/g, (name) => values[name]!);
      if (explain && from === 1 && !/create temporary/.test(text)) await printPlan(client, text);
      await client.query(text);
    }
    await client.query('commit');
  }
  await client.end();
}

async function printPlan(client: pg.Client, text: string): Promise<void> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text.replace(/^(\s*--.*\n)+/, '')}`);
  process.stderr.write(`${rows.map((row) => row['QUERY PLAN']).join('\n')}\n\n`);
}

/** Both ways must leave the same numbers of rows. */
async function checkRows(owner: pg.Client, { accountId }: Stage): Promise<void> {
  const { rows } = await owner.query<{ counted: string; rows: number }>(
    `select 'positions' as counted, count(*)::int as rows from positions where account_id = $1
     union all select 'tags', count(*)::int from record_tags where account_id = $1
     union all select 'changed', count(*)::int from records where account_id = $1 and values->>'6' = 'Customer' and values->>'19' = 'Fair'
     union all select kind, count(*)::int from events where account_id = $1 and record_id is not null and kind <> 'automation.entered' group by kind
     order by 1`,
    [accountId],
  );
  const found = Object.fromEntries(rows.map(({ counted, rows: count }) => [counted, count]));
  const expected = {
    'automation.moved': RECORDS,
    changed: RECORDS,
    positions: 0,
    'record.updated': 2 * RECORDS,
    'tag.added': 3 * RECORDS,
    tags: 3 * RECORDS,
  };
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`Wrong rows: ${JSON.stringify(found)}`);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function rate(taken: number): number {
  return Math.round((RECORDS * STEPS) / taken);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function round4(number: number): number {
  return Number(number.toPrecision(4));
}
