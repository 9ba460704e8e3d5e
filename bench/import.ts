import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createAccount } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { importFile } from '../src/transfer/index.ts';
import { asTheProduct, onFreshDatabase } from './parts/fresh-database.ts';
import type { Measured } from './parts/measure.ts';

// A file of new contacts with nine columns from the upload to the last committed row, beside COPY and one statement that leave the same rows
// (bench/import.sql): each round a fresh account for either, in one database. `--rows 1000000` for the full size.

const given = process.argv.indexOf('--rows');
const ROWS = given === -1 ? 100_000 : Number(process.argv[given + 1]);
const ROUNDS = Number(process.env.ROUNDS ?? (ROWS > 300_000 ? 1 : 3));
const NOW = '2026-03-02T09:00:00Z';
const PERMISSION = 'They signed up for our newsletter on our own web site since 2021.';

await onFreshDatabase({ poolSize: 4, clock: movableClock(NOW) }, async ({ database, owner, home }) => {
  const file = join(home, 'people.csv');
  await pipeline(Readable.from(csvOf(ROWS)), createWriteStream(file));
  return measure(database, owner, file);
});

function* csvOf(rows: number): Generator<string> {
  const cities = ['Cork', 'Köln', 'Lyon', 'Galway', 'Kraków', 'Malmö'];
  yield 'Email,First name,Last name,City,Zip,Country,Birthday,Website,State\n';
  for (let from = 0; from < rows; from += 1_000) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + 1_000); row++) {
      const address = row % 20 === 0 ? `"County ""${row % 26}"", west"` : `County ${row % 26}`;
      text += `Person.${row}@Example-${row % 500}.com,First${row % 5_000},Last${row % 20_011},${cities[row % 6]},T${row % 90_000},IE,19${50 + (row % 50)}-0${1 + (row % 9)}-1${row % 9},https://example.com/${row},${address}\n`;
    }
    yield text;
  }
}

async function measure(database: Database, owner: pg.Client, file: string): Promise<Measured> {
  const [ours, limit, cpus]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await freshAccount(database);
    const cpu = process.cpuUsage();
    const began = performance.now();
    const done = await importFile(database, {
      accountId: mine,
      object: 'contacts',
      path: file,
      permission: PERMISSION,
      newFields: false,
      tags: [],
    });
    ours.push((performance.now() - began) / 1000);
    const used = process.cpuUsage(cpu);
    cpus.push((used.user + used.system) / 1000);
    if (done.created !== ROWS) throw new Error(`Only ${done.created} of ${ROWS} were created, ${done.rejected} rejected.`);
    await owner.query('vacuum analyze records');
    const theirs = await freshAccount(database);
    limit.push(await bareImport(owner, theirs, file, round === 0));
    if (round === 0) await checkRows(owner, mine, theirs);
    process.stderr.write(`round ${round + 1}: ${Math.round(ROWS / ours.at(-1)!)} rows/s beside ${Math.round(ROWS / limit.at(-1)!)}\n`);
  }
  const [seconds, limitSeconds] = [median(ours), median(limit)];
  return {
    name: 'import',
    work: `${ROWS} new contacts of nine columns, from the upload of the file to the last committed row`,
    seconds: rounded(seconds),
    perSecond: rounded(ROWS / seconds),
    limit: { what: 'COPY and one statement by hand that leave the same rows (bench/import.sql)', perSecond: rounded(ROWS / limitSeconds) },
    ratio: rounded(limitSeconds / seconds),
    cpuMsPerUnit: rounded(median(cpus) / ROWS),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function freshAccount(database: Database): Promise<number> {
  const owner = { identityId: randomUUID(), name: 'Robin Person', email: 'robin@example.com' };
  return (await createAccount(database, { name: 'Harbour Bakery', kind: 'client', owner })).accountId;
}

/** The same rows by hand, on one connection, as the product's role, behind the same wall. Gives the seconds. */
async function bareImport(owner: pg.Client, account: number, file: string, explain: boolean): Promise<number> {
  const [prepare, copy, merge] = readFileSync(join(import.meta.dirname, 'import.sql'), 'utf8').split(/^----$/m);
  await owner.query(prepare!);
  const client = await asTheProduct(owner);
  const statement = merge!.replaceAll(/(?<!:):(account|now)\b/g, (name) =>
    name === ':account' ? `${account}::bigint` : `timestamptz '${NOW}'`,
  );
  const began = performance.now();
  await client.query(`begin; set local app.account_id = '${account}'; truncate bench_rows`);
  await pipeline(createReadStream(file), client.query(copyFrom(copy!.trim())));
  if (explain) await printPlan(client, statement);
  await client.query(`${statement}`);
  await client.query('commit');
  const seconds = (performance.now() - began) / 1000;
  await client.end();
  return seconds;
}

async function printPlan(client: pg.Client, statement: string): Promise<void> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
  process.stderr.write(`${rows.map((row) => row['QUERY PLAN']).join('\n')}\n\n`);
}

/** Both ways must leave the same numbers of rows. */
async function checkRows(owner: pg.Client, mine: number, theirs: number): Promise<void> {
  const counts = async (account: number): Promise<unknown[]> =>
    (
      await owner.query(
        `select 'records' as what, count(*)::int as rows from records where account_id = $1 and email_status = 1
         union all select 'unique_values', count(*)::int from unique_values where account_id = $1
         union all select 'consents', count(*)::int from consents where account_id = $1
         union all select kind, count(*)::int from events where account_id = $1 and kind in ('record.created', 'consent.given') group by kind order by 1`,
        [account],
      )
    ).rows;
  const [a, b] = [JSON.stringify(await counts(mine)), JSON.stringify(await counts(theirs))];
  if (a !== b) throw new Error(`The two ways left different rows: ${a} and ${b}`);
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
