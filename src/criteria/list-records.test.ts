import { beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { randomFrom } from '../../test/criteria/random.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { sql } from '../app/db.ts';
import { writeRecords } from '../records/index.ts';
import { listRecords } from './list-records.ts';
import { SORTS } from './rules/sort.ts';

const SEED = 7;
const CONTACT = 0;
const PEOPLE = 120;
const on = testDatabase();
let owner: TestSeat;
let sortable: { id: number; type: string }[];

beforeAll(async () => {
  owner = await makeAccount(on);
  await on.owner.query(
    "update fields set sortable = true, sortable_since = now() where account_id = $1 and type not in ('list', 'image', 'file', 'relation', 'related', 'address')",
    [owner.accountId],
  );
  const fields = await on.owner.query<{ id: number; type: string; column_name: string | null }>(
    "select id, type, column_name from fields where account_id = $1 and object_id = 0 and type not in ('list', 'parent', 'country', 'state', 'url', 'image', 'file', 'relation', 'related', 'address') order by id",
    [owner.accountId],
  );
  sortable = fields.rows;
  const random = randomFrom(SEED);
  const people = Array.from({ length: PEOPLE }, (_, index) => {
    const name = random.pick(['Ada', 'ada', 'Ünal', 'Zoë', '日本', 'Grace']);
    const changes: Record<string, unknown> = { 1: name, 3: random.chance(0.7) ? `p${random.below(1000)}x${index}@example.com` : null };
    if (random.chance(0.5)) changes[4] = `+4930${1000 + random.below(500)}`;
    if (random.chance(0.6)) changes[8] = `19${10 + random.below(80)}-0${1 + random.below(9)}-11`;
    if (random.chance(0.6)) changes[17] = 1 + random.below(4);
    return { changes, owner: random.pick([1, 2]) };
  });
  const first = await owner.ids('record:0', PEOPLE);
  await on.database.account(owner.accountId, (db) =>
    writeRecords(db, owner.actor, {
      objectId: CONTACT,
      columns: ['owner_id'],
      source: sql`select ${first}::bigint + p.ordinality - 1 as id, true as is_new, p.value -> 'changes' as changes, (p.value ->> 'owner')::bigint as owner_id
        from jsonb_array_elements(${JSON.stringify(people)}::jsonb) with ordinality p`,
    }),
  );
  await on.owner.query(
    "update records set updated_at = updated_at + (id % 7) * interval '1 microsecond', last_activity_at = case when id % 3 = 0 then updated_at + (id % 5) * interval '1 hour' end",
  );
});

async function pages(viewer: Viewer, sort: string, limit: number): Promise<{ id: number; value: string | null }[]> {
  const rows: { id: number; value: string | null }[] = [];
  let cursor: string | undefined;
  do {
    const page = await on.database.account(owner.accountId, (db) =>
      listRecords(db, { objectId: CONTACT, viewer }, { sort, cursor, limit }),
    );
    expect(page.records.length).toBeLessThanOrEqual(limit);
    rows.push(...page.records.map((record) => ({ id: record.id, value: record.sort_value })));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

describe('a list, page after page', () => {
  const upAndDown = (sorts: readonly string[]): string[] => sorts.flatMap((sort) => [sort, `-${sort}`]);

  test('holds every record once, in order, blank values last, by every column', async () => {
    for (const sort of upAndDown(SORTS)) await expectInOrder(sort);
  });

  test('and by every sortable field', async () => {
    expect(sortable.length).toBeGreaterThan(8);
    for (const sort of upAndDown(sortable.map(({ id }) => `field:${id}`))) await expectInOrder(sort);
  });

  async function expectInOrder(sort: string): Promise<void> {
    const rows = await pages(everyone, sort, 17);
    expect(new Set(rows.map(({ id }) => id)).size, sort).toBe(PEOPLE);
    expect(rows.length, sort).toBe(PEOPLE);
    const sign = sort.startsWith('-') ? -1 : 1;
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (before) expect(compare(before, row, sign), `${sort}: ${JSON.stringify([before, row])}`).toBeLessThan(0);
    }
  }

  /** Below zero when the first stands before the second. */
  function compare(first: { id: number; value: string | null }, second: { id: number; value: string | null }, sign: number): number {
    if (first.value === null || second.value === null) {
      if (first.value === second.value) return (first.id - second.id) * sign;
      return first.value === null ? 1 : -1;
    }
    const numeric = [first.value, second.value].every((value) => /^-?\d+(\.\d+)?$/.test(value));
    const difference = numeric
      ? Number(first.value) - Number(second.value)
      : Buffer.compare(Buffer.from(first.value), Buffer.from(second.value));
    return (difference || first.id - second.id) * sign;
  }
});

test('a page shows nothing that the role hides: neither records nor fields nor an order by them', async () => {
  const rights = { ...everyone.on(CONTACT), view: 'own' as const };
  const viewer: Viewer = { ...everyone, userId: 2, teamIds: [2], on: () => rights };
  const own = await pages(viewer, 'name', 50);
  const { rows } = await on.owner.query('select id::int from records where account_id = $1 and owner_id = 2 order by id', [
    owner.accountId,
  ]);
  expect(own.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id));

  const section = await on.owner.query<{ section_id: number }>(
    'select section_id from fields where account_id = $1 and object_id = 0 and id = 8',
    [owner.accountId],
  );
  const blind: Viewer = { ...everyone, on: () => ({ ...everyone.on(CONTACT), sections: { [section.rows[0]!.section_id]: 'hidden' } }) };
  const page = await on.database.account(owner.accountId, (db) => listRecords(db, { objectId: CONTACT, viewer: blind }, { limit: 5 }));
  expect(page.fields.map(({ id }) => id)).not.toContain(8);
  await expect(
    on.database.account(owner.accountId, (db) => listRecords(db, { objectId: CONTACT, viewer: blind }, { sort: 'field:8', limit: 5 })),
  ).rejects.toMatchObject({ code: 'field_hidden' });
});

test('a cursor that is not of this list, or of nothing, is refused', async () => {
  const list = (asked: { sort?: string; cursor?: string }) =>
    on.database.account(owner.accountId, (db) => listRecords(db, { objectId: CONTACT, viewer: everyone }, { limit: 3, ...asked }));
  const { cursor } = await list({ sort: 'name' });
  await expect(list({ sort: '-name', cursor: cursor! })).rejects.toMatchObject({ code: 'cursor_wrong' });
  const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const bad of [
    'x',
    '',
    forged(['name', 1, 2]),
    forged(['name', 'a\0', 1]),
    forged(['name', 'a', -1]),
    forged(['name', 'a', 1e300]),
    forged({}),
  ]) {
    await expect(list({ sort: 'name', cursor: bad }), bad).rejects.toMatchObject({ code: 'cursor_wrong' });
  }
  await expect(list({ sort: 'owner', cursor: forged(['owner', "1'; --", 1]) })).rejects.toMatchObject({ code: 'cursor_wrong' });
  await expect(list({ sort: 'created', cursor: forged(['created', 'infinity', 1]) })).rejects.toMatchObject({ code: 'cursor_wrong' });
});

test('an order that is not possible is refused in one sentence', async () => {
  const list = (sort: string) =>
    on.database.account(owner.accountId, (db) => listRecords(db, { objectId: CONTACT, viewer: everyone }, { limit: 3, sort }));
  await expect(list('values; drop table records')).rejects.toThrow(/There is no column “values; drop table records” to sort by/);
  await expect(list('field:9999')).rejects.toThrow(/There is no field 9999/);
  await expect(list('toString')).rejects.toThrow(/There is no column/);
});
