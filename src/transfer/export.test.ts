import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { randomFrom } from '../../test/criteria/random.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { listRecords, type Criteria, type Which } from '../criteria/index.ts';
import { writeRecords } from '../records/index.ts';
import { exportRecords } from './export-records.ts';

const SEED = 3;
const [CONTACT, COMPANY] = [0, 150];
const test = testDatabase();
let owner: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  const random = randomFrom(SEED);
  await write(
    COMPANY,
    Array.from({ length: 9 }, (_, place) => ({ 1: `Firm ${place % 3}`, 2: `https://firm${place}.example` })),
  );
  await write(
    CONTACT,
    Array.from({ length: 300 }, () => ({
      1: random.pick(['Ada', 'Zoë', 'Grace']),
      11: random.pick(['Kiel', 'Bremen']),
      ...(random.chance(0.7) ? { 7: 1 + random.below(9) } : {}),
    })),
  );
});

async function write(objectId: number, changes: readonly object[]): Promise<void> {
  const first = await owner.ids(`record:${objectId}`, changes.length);
  await inAccount((db) =>
    writeRecords(db, owner.actor, {
      objectId,
      source: sql`select ${first}::bigint + p.ordinality - 1 as id, true as is_new, p.value as changes
        from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) with ordinality p`,
    }),
  );
}

const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(owner.accountId, work);

async function exported(which: Which, sort: string, columns: string[]): Promise<string[][]> {
  const pieces: string[] = [];
  await inAccount(async (db) => {
    const asked = { ...which, sort, columns, bom: false, guard: false };
    for await (const piece of exportRecords(db, owner.actor, which.viewer, asked)) pieces.push(piece);
  });
  return parse(pieces.join(''), { relax_column_count: false }) as string[][];
}

async function listed(which: Which, sort: string): Promise<string[][]> {
  const rows: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await inAccount((db) => listRecords(db, which, { sort, cursor, limit: 200, related: [{ parentField: 7, field: 1 }] }));
    const companies = page.related.byColumn.get('7.1');
    rows.push(...page.records.map((row) => [String(row.id), row.name, String(row.values[11]), String(companies?.get(row.id) ?? '')]));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

it('holds the very rows of the list, in its order, with its columns, those of related records too', async () => {
  const kiel: Criteria = { field: 11, operator: 'is', values: ['Kiel'] };
  const chosen = [1, 2, 5, 90, 4_000];
  const lists: Partial<Which>[] = [{}, { criteria: kiel }, { ids: chosen }, { criteria: kiel, except: chosen }, { search: 'zo' }];
  for (const list of lists) {
    for (const sort of ['name', '-created', '-id']) {
      const which = { objectId: CONTACT, viewer: everyone, ...list };
      const [header, ...rows] = await exported(which, sort, ['id', 'name', '11', '7.1']);
      expect(header).toEqual(['ID', 'Name', 'City', 'Company: Name']);
      expect(rows.length, JSON.stringify(list)).toBeGreaterThan(2);
      expect(rows, JSON.stringify([list, sort])).toEqual(await listed(which, sort));
    }
  }
});

it('gives of related records only what the viewer may see', async () => {
  const blind: Viewer = { ...everyone, on: (object) => ({ ...everyone.on(object), view: object === COMPANY ? 'none' : 'all' }) };
  const which = { objectId: CONTACT, viewer: blind };
  const [, ...rows] = await exported(which, 'name', ['name', '7.1']);
  expect(new Set(rows.map(([, company]) => company))).toEqual(new Set(['']));
  const page = await inAccount((db) => listRecords(db, which, { limit: 5, related: [{ parentField: 7, field: 1 }] }));
  expect([...(page.related.byColumn.get('7.1') ?? [])]).toEqual([]);
});
