import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { raw, sql, type AccountDb } from '../src/app/db.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { register } from '../src/app/registry.ts';
import { listRecords, type Criteria } from '../src/criteria/index.ts';
import { domains } from '../src/domains.ts';
import { beside, type Measured } from './parts/measure.ts';
import { millionContacts } from './parts/million-contacts.ts';

const ACCOUNT = 1;
const CONTACT = 0;
const PAGE = 50;

/** First pages, each beside the bare query of its name in list.sql, which must begin with the same records. */
const PAGES: Readonly<Record<string, { sort: string; criteria?: Criteria }>> = {
  name: { sort: 'name' },
  '-name': { sort: '-name' },
  email: { sort: 'email' },
  owner: { sort: 'owner' },
  '-created': { sort: '-created' },
  '-updated': { sort: '-updated' },
  '-last_activity': { sort: '-last_activity' },
  'field:11': { sort: 'field:11' },
  '-field:20': { sort: '-field:20' },
  'name of a group': { sort: 'name', criteria: { field: 11, operator: 'is', values: ['Berlin'] } },
};

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '200' },
  },
});

register(domains);
const made = await millionContacts(Number(options.contacts), 0);
const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => made.database.account(ACCOUNT, work);
const results: Measured[] = [];
try {
  for (const [name, page] of Object.entries(PAGES)) results.push(await measurePage(name, page));
} finally {
  await made.close();
}
if (options.json) console.log(JSON.stringify(results));

async function measurePage(name: string, { sort, criteria }: { sort: string; criteria?: Criteria }): Promise<Measured> {
  const bare = sql`${raw(bareQuery(name))}`;
  const ours = async (): Promise<number[]> =>
    (await inAccount((db) => listRecords(db, { objectId: CONTACT, viewer: everyone, criteria }, { sort, limit: PAGE }))).records.map(
      ({ id }) => id,
    );
  const limit = async (): Promise<number[]> => (await inAccount((db) => db.many<{ id: number }>(bare))).map(({ id }) => id);
  const [listed, expected] = [await ours(), (await limit()).slice(0, PAGE)];
  if (String(listed) !== String(expected)) throw new Error(`${name}: the list and the bare query begin with other records.`);
  const plan = await inAccount((db) => db.many<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${bare}`));
  console.error(`\n== ${name}, bare\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`);
  const measured = await beside(
    {
      name: `list: ${name}`,
      work: `first ${PAGE} of ${made.contacts} contacts`,
      limit: 'bare query, bench/list.sql',
      rounds: Number(options.rounds),
    },
    ours,
    limit,
  );
  console.error(
    `${name}: ${(measured.seconds * 1000).toFixed(2)} ms, bare ${(1000 / measured.limit.perSecond).toFixed(2)} ms, ratio ${measured.ratio}`,
  );
  return measured;
}

function bareQuery(name: string): string {
  const text = readFileSync(join(import.meta.dirname, 'list.sql'), 'utf8');
  const part = text.split(/^-- name: /m).find((candidate) => candidate.startsWith(`${name}\n`));
  if (!part) throw new Error(`list.sql has no query ${name}.`);
  return part.split('\n').slice(1).join('\n').trim().replace(/;$/, '');
}
