import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { raw, sql, type AccountDb, type Sql } from '../src/app/db.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { register } from '../src/app/registry.ts';
import { compileCriteria, countMatching, criteriaContext, type Criteria } from '../src/criteria/index.ts';
import { domains } from '../src/domains.ts';
import { millionContacts } from './parts/million-contacts.ts';
import { beside, type Measured } from './parts/measure.ts';

const ACCOUNT = 1;
const CONTACT = 0;

/** Counts of groups, each beside the statement of its name in groups.sql, which must give the same number. */
const COUNTS: Readonly<Record<string, Criteria>> = {
  'field-is': { field: 11, operator: 'is', values: ['Berlin'] },
  'number-range': { field: 20, operator: 'between', values: [1000, 2000] },
  'email-starts': { field: 3, operator: 'starts_with', values: ['person1'] },
  'field-and-tag': {
    all: [
      { field: 11, operator: 'is', values: ['Lyon'] },
      { tag: [2], operator: 'has_any' },
    ],
  },
  'not-tagged': { not: { tag: [1], operator: 'has_any' } },
  nested: {
    all: [
      {
        any: [
          { field: 11, operator: 'is', values: ['Oslo'] },
          { field: 20, operator: 'greater', values: [9500] },
        ],
      },
      { system: 'email_status', operator: 'is', values: [1] },
    ],
  },
  'json-contains': { field: 21, operator: 'contains', values: ['offer for 77 rolls'] },
  'birthday-soon': { field: 8, operator: 'anniversary_in_next', amount: 7, unit: 'days' },
  'opened-lately': { behaviour: 'email.opened', within: { operator: 'in_last', amount: 30, unit: 'days' } },
  'opened-often': {
    behaviour: 'email.opened',
    count: { operator: 'at_least', value: 3 },
    within: { operator: 'in_last', amount: 90, unit: 'days' },
  },
  'never-clicked': { behaviour: 'email.clicked', count: { operator: 'exactly', value: 0 } },
};

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '1000000' },
    events: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    plans: { type: 'boolean', default: true },
  },
});

register(domains);
const made = await millionContacts(Number(options.contacts), Number(options.events));
const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => made.database.account(ACCOUNT, work);
const results: Measured[] = [];
try {
  for (const [name, criteria] of Object.entries(COUNTS)) {
    if (options.only && !name.includes(options.only)) continue;
    results.push(await measureCount(name, criteria));
  }
} finally {
  await made.close();
}
if (options.json) console.log(JSON.stringify(results));

async function measureCount(name: string, criteria: Criteria): Promise<Measured> {
  const hand = handWritten(name);
  const ours = (): Promise<number> =>
    inAccount(async (db) =>
      countMatching(db, compileCriteria(criteria, await criteriaContext(db, { objectId: CONTACT, viewer: everyone }))),
    );
  const limit = (): Promise<number> =>
    inAccount(async (db) => (await (hand.scans ? db.scan : db).one<{ count: number }>(hand.statement)).count);
  const counts = [await ours(), await limit()];
  if (counts[0] !== counts[1]) throw new Error(`${name}: criteria count ${counts[0]}, the statement by hand ${counts[1]}.`);
  await printPlans(name, criteria, hand);
  const measured = await beside(
    {
      name: `groups: ${name}`,
      work: `count ${counts[0]} of ${made.contacts} contacts`,
      limit: 'SQL by hand, bench/groups.sql',
      rounds: Number(options.rounds),
    },
    ours,
    limit,
  );
  console.error(
    `${name}: ${(measured.seconds * 1000).toFixed(0)} ms, by hand ${(1000 / measured.limit.perSecond).toFixed(0)} ms, ratio ${measured.ratio}`,
  );
  return measured;
}

interface HandWritten {
  statement: Sql;
  scans: boolean;
}

function handWritten(name: string): HandWritten {
  const text = readFileSync(join(import.meta.dirname, 'groups.sql'), 'utf8');
  const part = text.split(/^-- name: /m).find((candidate) => candidate.startsWith(`${name}\n`));
  if (!part) throw new Error(`groups.sql has no statement ${name}.`);
  const statement = part.split('\n').slice(2).join('\n').trim().replace(/;$/, '');
  return { statement: sql`${raw(statement)}`, scans: part.includes('-- role: scan') };
}

/** The plans of both, as the roles that run them. */
async function printPlans(name: string, criteria: Criteria, hand: HandWritten): Promise<void> {
  if (!options.plans) return;
  await inAccount(async (db) => {
    const { predicate, leakproof } = compileCriteria(criteria, await criteriaContext(db, { objectId: CONTACT, viewer: everyone }));
    const explain = async (statement: Sql, scans: boolean): Promise<string> =>
      (await (scans ? db.scan : db).many<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${statement}`))
        .map((row) => row['QUERY PLAN'])
        .join('\n');
    console.error(`\n== ${name}, compiled\n${await explain(sql`select count(*) from records r where ${predicate}`, !leakproof)}`);
    console.error(`\n== ${name}, by hand\n${await explain(hand.statement, hand.scans)}\n`);
  });
}
