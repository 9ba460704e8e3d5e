import { beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../../test/criteria/random.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { writeRecords } from '../records/index.ts';
import { footOfList } from './foot-of-list.ts';
import { ladder, makeLadder } from './ladder.ts';
import { countRecords, guessRecords, listRecords } from './list-records.ts';
import { rangeOfList } from './range-of-list.ts';
import { SORTS } from './rules/sort.ts';
import type { Criteria } from './schema.ts';
import type { Which } from './which.ts';

const SEED = 11;
const CONTACT = 0;
const PEOPLE = 700;
const on = testDatabase();
let owner: TestSeat;
let people: { changes: Record<string, unknown>; owner: number }[];
const COLD: Criteria = { field: 17, operator: 'is', values: [1, 2] };

beforeAll(async () => {
  owner = await makeAccount(on);
  await on.owner.query('update fields set sortable = true, sortable_since = now() where account_id = $1 and id in (8, 11, 17)', [
    owner.accountId,
  ]);
  await on.owner.query(
    `insert into fields (account_id, object_id, id, key, label, type, section_id, created_at)
     select account_id, 0, unnest(array[1001, 1002]), unnest(array['worth', 'weight']), unnest(array['Worth', 'Weight']), unnest(array['price', 'number']),
       section_id, now() from fields where account_id = $1 and object_id = 0 and id = 8`,
    [owner.accountId],
  );
  const random = randomFrom(SEED);
  people = Array.from({ length: PEOPLE }, (_, index) => {
    const changes: Record<string, unknown> = { 1: random.pick(['Ada', 'ada', 'Ünal', 'Zoë', '日本', 'Grace']), 3: `p${index}@example.com` };
    if (random.chance(0.6)) changes[8] = `19${10 + random.below(80)}-0${1 + random.below(9)}-11`;
    if (random.chance(0.5)) changes[17] = 1 + random.below(4);
    if (random.chance(0.7)) changes[1001] = random.below(1_000_000) - 1000;
    if (random.chance(0.7)) changes[1002] = random.below(1000) / 8;
    return { changes, owner: random.pick([1, 2]) };
  });
  await write(people);
  await on.owner.query(
    `update records set updated_at = updated_at + (id % 7) * interval '1 microsecond',
       last_activity_at = case when id % 3 = 0 then updated_at + (id % 5) * interval '1 hour' end where account_id = $1`,
    [owner.accountId],
  );
  await on.owner.query('analyze records');
});

async function write(contacts: readonly object[]): Promise<number> {
  const first = await owner.ids('record:0', contacts.length);
  await on.database.account(owner.accountId, (db) =>
    writeRecords(db, owner.actor, {
      objectId: CONTACT,
      columns: ['owner_id'],
      source: sql`select ${first}::bigint + p.ordinality - 1 as id, true as is_new, p.value -> 'changes' as changes, (p.value ->> 'owner')::bigint as owner_id
        from jsonb_array_elements(${JSON.stringify(contacts)}::jsonb) with ordinality p`,
    }),
  );
  return first;
}

const inAccount = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => on.database.account(owner.accountId, work);
const contacts = (which: Partial<Which> = {}): Which => ({ objectId: CONTACT, viewer: everyone, ...which });

async function wholeList(which: Which, sort: string): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await inAccount((db) => listRecords(db, which, { sort, cursor, limit: 200, columns: [] }));
    ids.push(...page.records.map(({ id }) => id));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

describe('places in a list', () => {
  const own: Viewer = { ...everyone, userId: 2, teamIds: [2], on: () => ({ ...everyone.on(CONTACT), view: 'own' }) };
  const lists: [string, Which][] = [
    ['all', contacts()],
    ['criteria', contacts({ criteria: COLD })],
    ['own', contacts({ viewer: own })],
  ];
  const sorts = [...SORTS, 'field:8', 'field:17'].flatMap((sort) => [sort, `-${sort}`]);

  test('every rung is the record at its place, and whatever place is jumped to begins there, in every order', async () => {
    const random = randomFrom(SEED);
    for (const [name, which] of lists) {
      for (const sort of sorts) {
        const all = await wholeList(which, sort);
        const { total, rungs } = await inAccount((db) => makeLadder(db, which, sort));
        expect(total, `${name} ${sort}`).toBe(all.length);
        expect(rungs.length).toBeGreaterThan(0);
        const place = random.below(total);
        const rung = rungs.findLast((one) => one.place <= place);
        const skip = place - (rung?.place ?? 0);
        const page = await inAccount((db) => listRecords(db, which, { sort, cursor: rung?.cursor, skip, limit: 20, columns: [] }));
        expect(
          page.records.map(({ id }) => id),
          `${name} ${sort} at ${place}`,
        ).toEqual(all.slice(place, place + 20));
        if (place === 0) continue;
        const before = await inAccount((db) => listRecords(db, which, { sort, before: page.before!, limit: 20, columns: [] }));
        expect(
          before.records.map(({ id }) => id),
          `${name} ${sort} before ${place}`,
        ).toEqual(all.slice(Math.max(0, place - 20), place));
        expect(before.before === null).toBe(place <= 20);
      }
    }
  });

  test('a range holds what lies between two records in the order of the list, seen or not', async () => {
    const random = randomFrom(SEED + 1);
    for (const [name, which] of lists) {
      for (const sort of sorts) {
        const all = await wholeList(which, sort);
        const [from, to] = [random.below(all.length), random.below(all.length)].toSorted((a, b) => a - b) as [number, number];
        const ids = await inAccount((db) => rangeOfList(db, which, { sort, from: all[from]!, to: all[to]! }));
        expect(ids, `${name} ${sort} ${from} to ${to}`).toEqual(all.slice(from, to + 1));
      }
    }
    const others = (await wholeList(contacts(), 'id')).filter((id) => people[id - 1]!.owner !== 2);
    await expect(
      inAccount((db) => rangeOfList(db, contacts({ viewer: own }), { sort: 'id', from: others[0]!, to: others[1]! })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('records that come in while one scrolls double no row and push none out', async () => {
    const before = await wholeList(contacts(), 'name');
    const seen: number[] = [];
    const { rungs } = await inAccount((db) => makeLadder(db, contacts(), 'name'));
    const middle = rungs[2]!;
    let page = await inAccount((db) => listRecords(db, contacts(), { sort: 'name', cursor: middle.cursor, limit: 50, columns: [] }));
    const start = page.before!;
    seen.push(...page.records.map(({ id }) => id));
    while (page.cursor !== null) {
      await write([
        { changes: { 1: 'Ada', 3: `new${seen.length}@example.com` }, owner: 1 },
        { changes: { 1: 'Zoë' }, owner: 1 },
      ]);
      const { cursor } = page;
      page = await inAccount((db) => listRecords(db, contacts(), { sort: 'name', cursor, limit: 50, columns: [] }));
      seen.push(...page.records.map(({ id }) => id));
    }
    for (let upwards: string | null = start; upwards !== null;) {
      const from: string = upwards;
      const above = await inAccount((db) => listRecords(db, contacts(), { sort: 'name', before: from, limit: 50, columns: [] }));
      seen.unshift(...above.records.map(({ id }) => id));
      upwards = above.before;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const were = new Set(before);
    expect(seen.filter((id) => were.has(id))).toEqual(before);
  });

  test('a ladder is not made twice at once, and another viewer gets another', async () => {
    const call = { database: on.database, inAccount };
    const [one, two] = await Promise.all([ladder(call, contacts(), '-id'), ladder(call, contacts(), '-id')]);
    expect(two).toBe(one);
    expect((await ladder(call, contacts({ viewer: own }), '-id')).total).toBeLessThan(one.total);
    await expect(ladder(call, contacts(), 'field:9')).rejects.toMatchObject({ code: 'not_sortable' });
  });

  test('a guess is near, and chosen records are those alone, or all but those', async () => {
    await on.owner.query('analyze records');
    const count = await inAccount((db) => countRecords(db, contacts()));
    expect(Math.abs((await inAccount((db) => guessRecords(db, contacts()))) - count)).toBeLessThan(count / 5);
    expect(await inAccount((db) => countRecords(db, contacts({ ids: [1, 2, 2, 99_999] })))).toBe(2);
    expect(await inAccount((db) => countRecords(db, contacts({ except: [1, 2] })))).toBe(count - 2);
  });
});

describe('the foot of a list', () => {
  test('is what a person would reckon over all records of the list', async () => {
    const ids = new Set(await wholeList(contacts({ criteria: COLD }), 'id'));
    const listed = people.filter((_, index) => ids.has(index + 1));
    const worth = listed.map(({ changes }) => changes[1001] as number | undefined).filter((value) => value !== undefined);
    const days = listed.map(({ changes }) => changes[8] as string | undefined).filter((value) => value !== undefined);
    const weights = listed.map(({ changes }) => changes[1002] as number | undefined).filter((value) => value !== undefined);
    const foot = (name: 'sum' | 'average' | 'min' | 'max' | 'filled', column: string) =>
      inAccount((db) => footOfList(db, contacts({ criteria: COLD }), { [column]: name })).then((found) => found[column]);
    const sum = (numbers: readonly number[]): number => numbers.reduce((before, number) => before + number, 0);
    expect(await foot('sum', 'f1001')).toBe(sum(worth));
    expect(await foot('average', 'f1001')).toBeCloseTo(sum(worth) / worth.length, 6);
    expect(await foot('min', 'f1001')).toBe(Math.min(...worth));
    expect(await foot('max', 'f1002')).toBe(Math.max(...weights));
    expect(await foot('sum', 'f1002')).toBe(sum(weights));
    expect(await foot('min', 'f8')).toBe(days.toSorted()[0]);
    expect(await foot('max', 'f8')).toBe(days.toSorted().at(-1));
    expect(await foot('filled', 'f8')).toBe(days.length);
    expect(await foot('filled', 'f17')).toBe(listed.length);
    expect(await foot('filled', 'f3')).toBe(listed.length);
    expect(await foot('filled', 'created')).toBe(listed.length);
  });

  test('leaves out what is gone or hidden, and refuses what makes no sense', async () => {
    const section = await on.owner.query<{ section_id: number }>(
      'select section_id from fields where account_id = $1 and object_id = 0 and id = 8',
      [owner.accountId],
    );
    const blind: Viewer = { ...everyone, on: () => ({ ...everyone.on(CONTACT), sections: { [section.rows[0]!.section_id]: 'hidden' } }) };
    expect(await inAccount((db) => footOfList(db, contacts({ viewer: blind }), { f8: 'min', f999: 'filled' }))).toEqual({});
    await expect(inAccount((db) => footOfList(db, contacts(), { f8: 'sum' }))).rejects.toThrow(/There is no sum of/);
  });
});
