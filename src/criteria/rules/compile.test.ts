import { beforeAll, describe, expect, test } from 'vitest';
import { raw, sql } from '../../app/db.ts';
import type { Fact } from '../../app/kernel/domain.ts';
import { everyone, type Scope, type Viewer } from '../../app/kernel/viewer.ts';
import { makeBareAccount } from '../../../test/factories.ts';
import { inAccount, testDatabase } from '../../../test/harness.ts';
import { matchingIds, type NaiveContext } from '../../../test/criteria/naive.ts';
import { randomFrom } from '../../../test/criteria/random.ts';
import { question, randomTree } from '../../../test/criteria/random-tree.ts';
import { BOOKINGS, COMPANIES, CONTACTS, insertWorld, KINDS, makeWorld, OBJECTS, TEXTS } from '../../../test/criteria/world.ts';
import { z } from 'zod';
import { countMatching, pageOfMatching, sampleNames } from '../queries/reading.ts';
import { compileCriteria, matching } from './compile.ts';
import type { CriteriaContext, GroupShape } from './context.ts';
import type { Criteria } from './language.ts';
import { kindOfType, OPERATORS } from './operators.ts';
import { sortOf, type Cursor } from './sort.ts';

const SEED = Number(process.env.CRITERIA_SEED ?? 20261121);
const TREES = Number(process.env.CRITERIA_TREES ?? (process.env.QUAYSIDE_DEEP ? 20_000 : 300));

const vip: Fact = {
  kind: 'vip',
  schema: z.strictObject({ vip: z.boolean() }),
  compile: (node: { vip: boolean }, { accountId, objectId, record }) => sql`(select ${node.vip} = (count(*) > 0) from record_tags tagged
    where tagged.account_id = ${accountId} and tagged.object_id = ${objectId} and tagged.tag_id = 1 and tagged.record_id = ${raw(record)}.id)`,
};

const GROUPS: ReadonlyMap<number, GroupShape> = new Map(
  [
    { id: 1, name: 'Tagged', objectId: CONTACTS, criteria: { tag: [1], operator: 'has_any' } as Criteria },
    { id: 2, name: 'Not tagged', objectId: CONTACTS, criteria: { not: { group: 1, operator: 'in' } } as Criteria },
    { id: 3, name: 'Large', objectId: COMPANIES, criteria: { field: 31, operator: 'at_least', values: [5] } as Criteria },
  ].map((group) => [group.id, group]),
);

const world = makeWorld(SEED);
const db = testDatabase();
let account: number;
let other: number;

beforeAll(async () => {
  account = await makeBareAccount(db);
  other = await makeBareAccount(db, 'Somebody else');
  await insertWorld(db.owner, account, world);
  await insertWorld(db.owner, other, makeWorld(SEED + 1));
  await db.owner.query('analyze');
});

const viewerWith = (view: Scope, more: Partial<Viewer> = {}): Viewer => ({
  userId: 1,
  teamIds: [1, 2],
  isOwner: false,
  can: () => false,
  on: () => ({ ...everyone.on(1), view }),
  ...more,
});

const contextOf = (objectId: number, viewer: Viewer = everyone): CriteriaContext => ({
  accountId: account,
  objectId,
  objects: OBJECTS,
  groups: GROUPS,
  kinds: new Map(Object.entries(KINDS)),
  facts: [vip],
  viewer,
  now: world.now,
  timeZone: world.timeZone,
});

async function idsOf(tree: Criteria, context: CriteriaContext, scan = true): Promise<number[]> {
  const rows = await inAccount(db.database, account, (in_) => (scan ? in_.scan : in_).many<{ id: number }>(matching(tree, context))).catch(
    (error: Error) => {
      throw new Error(`${error.message} in ${matching(tree, context).text} for ${JSON.stringify(tree)}`);
    },
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

/** Counting, listing page after page and naming give the records that match and no other. */
async function expectSameThroughEveryDoor(tree: Criteria, context: CriteriaContext, expected: readonly number[]): Promise<void> {
  const compiled = compileCriteria(tree, context);
  await inAccount(db.database, account, async (in_) => {
    expect(await countMatching(in_, compiled), JSON.stringify(tree)).toBe(expected.length);
    expect(await sampleNames(in_, compiled, 5)).toHaveLength(Math.min(5, expected.length));
    const sort = sortOf('-last_activity', context);
    const listed: number[] = [];
    for (let after: Cursor | undefined; ;) {
      const page = await pageOfMatching(in_, context, compiled, { sort, after, limit: 40 });
      listed.push(...page.slice(0, 40).map(({ id }) => id));
      const last = page[39];
      if (page.length <= 40 || !last) break;
      after = { value: last.sort_value, id: last.id };
    }
    expect(
      listed.sort((a, b) => a - b),
      JSON.stringify(tree),
    ).toEqual(expected);
  });
}

const naive = (viewer: Viewer): NaiveContext => ({ world, viewer, groups: GROUPS });

describe(`criteria compiled to SQL, seed ${SEED}`, () => {
  test(`${TREES} random trees give the records a naive evaluator gives, for every scope of view`, async () => {
    const random = randomFrom(SEED);
    const options = {
      random,
      now: world.now,
      objects: OBJECTS,
      groups: new Map([
        [CONTACTS, [1, 2]],
        [COMPANIES, [3]],
      ]),
    };
    let matched = 0;
    for (let index = 0; index < TREES; index++) {
      const objectId = random.pick([CONTACTS, CONTACTS, CONTACTS, COMPANIES, BOOKINGS]);
      const viewer = random.pick([everyone, everyone, viewerWith('all'), viewerWith('team'), viewerWith('own'), viewerWith('none')]);
      const tree = randomTree(objectId, options);
      const expected =
        viewer.on(objectId).view === 'none' && mentionsRelated(tree) ? 'refused' : matchingIds(tree, objectId, naive(viewer));
      if (expected === 'refused') continue;
      matched += expected.length > 0 ? 1 : 0;
      const got = await idsOf(tree, contextOf(objectId, viewer), random.chance(0.5));
      expect(got, `seed ${SEED}, tree ${index}: ${JSON.stringify(tree)}`).toEqual(expected);
      if (index % 5 === 0) await expectSameThroughEveryDoor(tree, contextOf(objectId, viewer), expected);
    }
    expect(matched).toBeGreaterThan(TREES / 4);
  }, 3_600_000);

  test('a tree and its negation divide the records between them', async () => {
    const random = randomFrom(SEED + 7);
    const options = { random, now: world.now, objects: OBJECTS, groups: new Map([[CONTACTS, [1, 2]]]) };
    const all = await idsOf({ all: [] }, contextOf(CONTACTS));
    for (let index = 0; index < TREES / 10; index++) {
      const tree = randomTree(CONTACTS, options);
      const [inside, outside] = [await idsOf(tree, contextOf(CONTACTS)), await idsOf({ not: tree }, contextOf(CONTACTS))];
      expect(
        [...inside, ...outside].sort((a, b) => a - b),
        JSON.stringify(tree),
      ).toEqual(all);
    }
  });
});

test('every operator of every field gives what the naive evaluator gives', async () => {
  const random = randomFrom(SEED + 3);
  const options = { random, now: world.now, objects: OBJECTS, groups: new Map() };
  for (const field of OBJECTS.get(CONTACTS)!.fields) {
    const kind = kindOfType(field.type)!;
    for (const operator of Object.keys(OPERATORS[kind])) {
      const tree: Criteria = { field: field.id, ...question(kind, options, [operator]) };
      expect(await idsOf(tree, contextOf(CONTACTS)), JSON.stringify(tree)).toEqual(matchingIds(tree, CONTACTS, naive(everyone)));
    }
  }
});

test('whatever is written into a text is only ever compared with', async () => {
  const all = await idsOf({ all: [] }, contextOf(CONTACTS));
  for (const text of TEXTS) {
    for (const operator of ['is', 'contains', 'starts_with', 'ends_with', 'like', 'greater', 'is_not']) {
      const tree: Criteria = { any: [1, 2, 3, 8, 9, 18, 19].map((field) => ({ field, operator, values: [text] })) };
      expect(await idsOf(tree, contextOf(CONTACTS)), JSON.stringify(tree)).toEqual(matchingIds(tree, CONTACTS, naive(everyone)));
    }
    await idsOf({ search: `a ${text}` }, contextOf(CONTACTS));
  }
  expect(await idsOf({ all: [] }, contextOf(CONTACTS))).toEqual(all);
});

const mentionsRelated = (tree: Criteria): boolean => /"(parent|children)"/.test(JSON.stringify(tree));

test('no value of a tree stands in the text of its SQL', () => {
  const text = "zq'; drop table records; --";
  const trees: Criteria[] = [
    { field: 1, operator: 'is', values: [text] },
    { field: 2, operator: 'starts_with', values: [text] },
    { field: 1, operator: 'like', values: [text] },
    { system: 'name', operator: 'contains', values: [text, text] },
    { behaviour: 'email.opened', subject: [987_654_321] },
    { field: 4, operator: 'between', values: [987_654_321, 987_654_322] },
  ];
  for (const tree of trees) expect(compileCriteria(tree, contextOf(CONTACTS)).predicate.text).not.toMatch(/zq|drop table|98765432/);
});
