import pg from 'pg';
import { parseArgs } from 'node:util';
import type { AccountDb } from '../src/app/db.ts';
import { system } from '../src/app/kernel/actor.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import { register } from '../src/app/registry.ts';
import { countRecords, footOfList, listRecords, makeLadder, searchRecords, type Criteria } from '../src/criteria/index.ts';
import { domains } from '../src/domains.ts';
import { eventsByCause, eventsOfRecord } from '../src/ledger/index.ts';
import { recordById, tagRecords, updateRecord } from '../src/records/index.ts';
import { millionContacts } from './parts/million-contacts.ts';

/**
 * Prints, for each thing people wait for, every statement the product really runs for it and its plan, as the role that runs it and
 * behind the wall. Decision 001 quotes it: `node bench/plans.ts --contacts 1000000 --events 1000000`.
 */
const ACCOUNT = 1;
const CONTACT = 0;

const { values: options } = parseArgs({
  options: { contacts: { type: 'string', default: '100000' }, events: { type: 'string', default: '100000' } },
});

const list = (sort: string, criteria?: Criteria) => (db: AccountDb) =>
  listRecords(db, { objectId: CONTACT, viewer: everyone, criteria }, { sort, limit: 50 });
const count = (criteria: Criteria) => (db: AccountDb) => countRecords(db, { objectId: CONTACT, viewer: everyone, criteria });

const HOT: Readonly<Record<string, (db: AccountDb) => Promise<unknown>>> = {
  'First page by name': list('name'),
  'First page, last changed first': list('-updated'),
  'First page by a sortable field': list('field:11'),
  'The ladder of a list by name': (db) => makeLadder(db, { objectId: CONTACT, viewer: everyone }, 'name'),
  'A jump into the middle': async (db) => {
    const { rungs } = await makeLadder(db, { objectId: CONTACT, viewer: everyone }, 'name');
    const cursor = rungs[Math.floor(rungs.length / 2)]!.cursor;
    await listRecords(db, { objectId: CONTACT, viewer: everyone }, { sort: 'name', cursor, skip: 2_000, limit: 50 });
  },
  'The foot of a list': (db) => footOfList(db, { objectId: CONTACT, viewer: everyone }, { f20: 'sum', f8: 'max' }),
  'First page of a group': list('name', { field: 11, operator: 'is', values: ['Berlin'] }),
  'Count by a sortable field': count({ field: 11, operator: 'is', values: ['Berlin'] }),
  'Count by a field that is not sortable': count({ field: 19, operator: 'is', values: [2] }),
  'Count by a tag': count({ tag: [3], operator: 'has_any' }),
  'Count by behaviour': count({
    behaviour: 'email.clicked',
    count: { operator: 'at_least', value: 2 },
    within: { operator: 'in_last', amount: 30, unit: 'days' },
  }),
  'Search by the beginnings of words': (db) => searchRecords(db, everyone, { text: 'first77 last1', limit: 20 }),
  'One record': (db) => recordById(db, CONTACT, 77),
  'Timeline of a record': (db) => eventsOfRecord(db, { objectId: CONTACT, id: 77 }, { limit: 50 }),
  'What an event led to': (db) => eventsByCause(db, 1000, 50),
  'Change a field': (db) => updateRecord(db, system, { objectId: CONTACT, id: 77, values: { 11: 'Kiel' } }),
  'Tag a thousand': (db) =>
    tagRecords(db, system, { objectId: CONTACT, tagId: 9, recordIds: Array.from({ length: 1000 }, (_, index) => index + 1) }),
};

interface Seen {
  text: string;
  values: unknown[];
}

const shown = new Set<string>();
register(domains);
const made = await millionContacts(Number(options.contacts), Number(options.events));
try {
  await made.owner.query('analyze');
  for (const [name, work] of Object.entries(HOT)) {
    const seen = await statementsOf(work);
    console.log(`\n## ${name}\n`);
    for (const { text, plan } of await plansOf(seen)) {
      if (shown.has(text)) continue;
      shown.add(text);
      console.log(`\`\`\`\n${text}\n\n${plan}\n\`\`\``);
    }
  }
} finally {
  await made.close();
}

/** The statements an operation runs, but for those of the transaction itself. */
async function statementsOf(work: (db: AccountDb) => Promise<unknown>): Promise<Seen[]> {
  const seen: Seen[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const [config] = args;
    if (typeof config === 'object' && typeof config?.text === 'string') seen.push({ text: config.text, values: config.values ?? [] });
    else if (typeof config === 'string' && config.startsWith('set local role')) seen.push({ text: config, values: [] });
    return (original as any).apply(this, args);
  } as typeof original;
  try {
    await made.database.account(ACCOUNT, async (db) => {
      await work(db);
      throw new Error('undo');
    });
  } catch (error) {
    if ((error as Error).message !== 'undo') throw error;
  } finally {
    pg.Client.prototype.query = original;
  }
  return seen;
}

/** Each statement again, explained, in one transaction as the product's role, which is then undone. */
async function plansOf(seen: readonly Seen[]): Promise<{ text: string; plan: string }[]> {
  const plans: { text: string; plan: string }[] = [];
  await made.owner.query(`begin; set local role quayside_app; set local app.account_id = '${ACCOUNT}'`);
  try {
    for (const { text, values } of seen) {
      if (text.startsWith('set local role') || /^\s*(create|truncate|set|savepoint|release)/i.test(text)) {
        await made.owner.query(text);
        continue;
      }
      const { rows } = await made.owner.query<{ 'QUERY PLAN': string }>({
        text: `explain (analyze, costs off, buffers off) ${text}`,
        values,
      });
      plans.push({ text: text.trim().replaceAll(/\s*\n\s*/g, '\n'), plan: rows.map((row) => row['QUERY PLAN']).join('\n') });
    }
  } finally {
    await made.owner.query('rollback');
  }
  return plans;
}
