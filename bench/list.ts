import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { raw, sql, type AccountDb } from '../src/app/db.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { register } from '../src/app/registry.ts';
import { footOfList, listRecords, makeLadder, type Criteria } from '../src/criteria/index.ts';
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
  results.push(await measureJump(), await measureFoot());
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
  return told(name, await beside(job(name, `first ${PAGE} of ${made.contacts} contacts`), ours, limit));
}

/** To a place two thirds down the list, by the ladder that was made for its scrollbar; by hand, from the very row before it. */
async function measureJump(): Promise<Measured> {
  const which = { objectId: CONTACT, viewer: everyone };
  const began = performance.now();
  const { total, rungs } = await inAccount((db) => makeLadder(db, which, 'name'));
  console.error(`\nladder of ${rungs.length} rungs: ${Math.round(performance.now() - began)} ms`);
  const place = Math.floor((total * 2) / 3);
  const rung = rungs.findLast((one) => one.place <= place)!;
  const asked = { sort: 'name', cursor: rung.cursor, skip: place - rung.place, limit: PAGE };
  const ours = () => inAccount((db) => listRecords(db, which, asked));
  const [before] = (await inAccount((db) => listRecords(db, which, { ...asked, skip: asked.skip - 1, limit: 1 }))).records;
  const text = bareQuery('jump')
    .replace(':key', `'${before!.sort_value!.replaceAll("'", "''")}'`)
    .replace(':id', String(before!.id));
  const bare = sql`${raw(text)}`;
  const limit = () => inAccount((db) => db.many<{ id: number }>(bare));
  refuseOthers('jump', (await ours()).records, (await limit()).slice(0, PAGE));
  return told('jump', await beside(job('jump', `${PAGE} of ${made.contacts} contacts, at place ${place}`), ours, limit));
}

/** What a price column comes to over the whole list. */
async function measureFoot(): Promise<Measured> {
  const bare = sql`${raw(bareQuery('foot'))}`;
  const ours = () => inAccount((db) => footOfList(db, { objectId: CONTACT, viewer: everyone }, { f20: 'sum' }));
  const limit = () => inAccount((db) => db.one<{ sum: string }>(bare));
  if ((await ours()).f20 !== Number((await limit()).sum)) throw new Error('foot: the sums differ.');
  return told('foot', await beside({ ...job('foot', `sum over ${made.contacts} contacts`), rounds: 9 }, ours, limit));
}

function job(name: string, work: string): { name: string; work: string; limit: string; rounds: number } {
  return { name: `list: ${name}`, work, limit: 'bare query, bench/list.sql', rounds: Number(options.rounds) };
}

function told(name: string, measured: Measured): Measured {
  console.error(
    `${name}: ${(measured.seconds * 1000).toFixed(2)} ms, bare ${(1000 / measured.limit.perSecond).toFixed(2)} ms, ratio ${measured.ratio}`,
  );
  return measured;
}

function refuseOthers(name: string, listed: readonly { id: number }[], expected: readonly { id: number }[]): void {
  if (String(listed.map(({ id }) => id)) !== String(expected.map(({ id }) => id)))
    throw new Error(`${name}: the list and the bare query give other records.`);
}

function bareQuery(name: string): string {
  const text = readFileSync(join(import.meta.dirname, 'list.sql'), 'utf8');
  const part = text.split(/^-- name: /m).find((candidate) => candidate.startsWith(`${name}\n`));
  if (!part) throw new Error(`list.sql has no query ${name}.`);
  return part.split('\n').slice(1).join('\n').trim().replace(/;$/, '');
}
