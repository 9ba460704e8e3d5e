import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { raw, sql, type AccountDb } from '../src/app/db.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { register } from '../src/app/registry.ts';
import { searchRecords, searchTexts } from '../src/criteria/index.ts';
import { domains } from '../src/domains.ts';
import { refreshSearch } from '../src/records/index.ts';
import { beside, type Measured } from './parts/measure.ts';
import { millionContacts } from './parts/million-contacts.ts';

const ACCOUNT = 1;
const LIMIT = 20;
/** A planted misspelling counts as found among so many. */
const TOP = 10;
const TEXTS = 5;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '1000000' },
    queries: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '20261122' },
  },
});

interface Query {
  text: string;
  /** The same as a query of the text search, as the bare statement is asked. */
  words: string;
  /** The record that is meant. */
  meant?: number;
}

interface Person {
  id: number;
  name: string;
  sms_number: string | null;
}

interface Answered extends Measured {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  found?: number;
}

register(domains);
const contacts = Number(options.contacts);
const made = await millionContacts(contacts, 0, 'searched-contacts.sql');
const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => made.database.account(ACCOUNT, work);
const luck = luckFrom(Number(options.seed));
const results: Answered[] = [];
try {
  await learnWords();
  for (const [kind, queries] of Object.entries(await queriesOf(Number(options.queries)))) results.push(await measureKind(kind, queries));
} finally {
  await made.close();
}
if (options.json) console.log(JSON.stringify(results));

/** Goes through all records as an upgraded installation does in the background. */
async function learnWords(): Promise<void> {
  const began = performance.now();
  await made.owner.query(
    'insert into search_refreshes (account_id, object_id) select 1, id from objects where account_id = 1 on conflict do nothing',
  );
  const { rows } = await made.owner.query('select 1 from search_words limit 1');
  if (rows.length > 0) await made.owner.query('delete from search_refreshes');
  while ((await refreshSearch(made.database, ACCOUNT)) > 0);
  await made.owner.query('vacuum (analyze) search_words');
  await made.owner.query('vacuum (analyze) records');
  process.stderr.write(`Learnt the words in ${Math.round((performance.now() - began) / 1000)} s.\n`);
}

async function queriesOf(count: number): Promise<Record<string, Query[]>> {
  const each = Math.ceil(count / 7);
  const { rows } = await made.owner.query<Person>(
    'select id::int, name, sms_number from records where account_id = 1 and object_id = 0 and deleted_at is null and id = any($1)',
    [Array.from({ length: each * 10 }, () => 1 + Math.floor(luck() * contacts))],
  );
  const people = (): Person => rows[Math.floor(luck() * rows.length)]!;
  const some = (make: (person: Person) => Query): Query[] => Array.from({ length: each }, () => make(people()));
  const called = rows.filter(({ sms_number }) => sms_number !== null);
  return {
    exact: some(({ id, name }) => ({ text: name, words: allOf(name), meant: id })),
    prefix: some(({ id, name }) => ({ text: name.slice(0, 3 + Math.floor(luck() * 4)), words: allOf(name), meant: id })),
    typo: some(({ id, name }) => ({ text: misspelt(name), words: allOf(name), meant: id })),
    'two words': some(({ id, name }) => {
      const [first, last] = name.split(' ') as [string, string];
      return { text: `${last} ${first.slice(0, 3)}`, words: `${allOf(last)} & ${quoted(first.slice(0, 3))}:*`, meant: id };
    }),
    phone: some(() => {
      const { id, sms_number } = called[Math.floor(luck() * called.length)]!;
      const digits = sms_number!.slice(-7 - Math.floor(luck() * 4));
      return { text: digits, words: `${quoted(`ǂ${[...digits].toReversed().join('')}`)}:*`, meant: id };
    }),
    nothing: some(() => {
      const word = Array.from({ length: 12 }, () => letter()).join('');
      return { text: word, words: `${quoted(word)}:*` };
    }),
    common: some(({ name }) => {
      const text = luck() < 0.5 ? name.slice(0, 1) : `${name.slice(0, 2)} ${name.split(' ')[1]!.slice(0, 2)}`;
      return { text, words: allOf(text) };
    }),
  };
}

async function measureKind(kind: string, queries: readonly Query[]): Promise<Answered> {
  const bare = bareQuery(kind);
  let asked = 0;
  let answered = 0;
  const times: number[] = [];
  const meant: boolean[] = [];
  const ours = async (): Promise<void> => {
    const { text, meant: id } = queries[asked++ % queries.length]!;
    const began = performance.now();
    const found = await inAccount(async (db) => {
      const records = await searchRecords(db, everyone, { text, limit: LIMIT });
      await searchTexts(db, everyone, { text, limit: TEXTS });
      return records;
    });
    times.push(performance.now() - began);
    if (id !== undefined) meant.push(await isAmong(found.slice(0, TOP), id));
  };
  const limit = (): Promise<unknown> => {
    const { text, words } = queries[answered++ % queries.length]!;
    return inAccount((db) => db.scan.many(bound(bare, [text.toLowerCase(), words])));
  };
  const measured = await beside(
    {
      name: `search: ${kind}`,
      work: `first ${LIMIT} of ${contacts} contacts, with notes and tasks`,
      limit: 'bare query, bench/search.sql',
      rounds: queries.length,
    },
    ours,
    limit,
  );
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toPrecision(4));
  const found = meant.length === 0 ? {} : { found: Number((meant.filter(Boolean).length / meant.length).toPrecision(4)) };
  const answer = { ...measured, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), ...found };
  console.error(
    `${kind}: p50 ${answer.p50Ms} ms, p95 ${answer.p95Ms} ms, p99 ${answer.p99Ms} ms, found ${answer.found ?? '-'}, ratio ${measured.ratio}`,
  );
  return answer;
}

/** Whether the record that was meant is among those found, or one of the same name: nobody could tell them apart. */
async function isAmong(found: readonly { object_id: number; id: number; name: string }[], id: number): Promise<boolean> {
  if (found.some((record) => record.object_id === 0 && record.id === id)) return true;
  const { rows } = await made.owner.query<{ name: string; sms_number: string }>(
    'select name from records where account_id = 1 and object_id = 0 and id = $1',
    [id],
  );
  return found.some(({ name }) => name === rows[0]!.name);
}

function bareQuery(kind: string): string {
  const text = readFileSync(join(import.meta.dirname, 'search.sql'), 'utf8');
  const part = text.split(/^-- name: /m).find((candidate) => candidate.startsWith(`${kind}\n`));
  if (!part) throw new Error(`search.sql has no query ${kind}.`);
  return part.split('\n').slice(1).join('\n').trim().replace(/;$/, '');
}

/** The statement with its parameters as the product binds them. */
function bound(text: string, values: readonly string[]) {
  const parts = text.split(/\$(\d)/);
  return parts.reduce(
    (whole, part, index) => (index % 2 === 0 ? sql`${whole}${raw(part)}` : sql`${whole}${values[Number(part) - 1]}::text`),
    sql``,
  );
}

/** The name with one letter replaced, left out, doubled, put in, or changed for its neighbour. */
function misspelt(name: string): string {
  const words = name.split(' ');
  const which = Math.floor(luck() * words.length);
  const letters = [...words[which]!];
  const at = Math.floor(luck() * (letters.length - 1));
  const edit = Math.floor(luck() * 5);
  if (edit === 0) letters.splice(at, 1, letter());
  else if (edit === 1) letters.splice(at, 1);
  else if (edit === 2) letters.splice(at, 0, letters[at]!);
  else if (edit === 3) letters.splice(at, 0, letter());
  else letters.splice(at, 2, letters[at + 1]!, letters[at]!);
  words[which] = letters.join('');
  return words.join(' ');
}

function letter(): string {
  return String.fromCharCode(97 + Math.floor(luck() * 26));
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "''")}'`;
}

function allOf(text: string): string {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))].map((word) => `${quoted(word)}`).join(' & ');
}

function luckFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
