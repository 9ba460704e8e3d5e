import { viewerOf } from '../../src/accounts/index.ts';
import { sql, type AccountDb } from '../../src/app/db.ts';
import { Problem } from '../../src/app/kernel/problem.ts';
import type { Viewer } from '../../src/app/kernel/viewer.ts';
import { createGroup, trackGroups, type Criteria } from '../../src/criteria/index.ts';
import { createField, createObject, ensureTag, objectShape, type FieldOption } from '../../src/records/index.ts';
import { makeAccount, makeUser, type TestSeat } from '../factories.ts';
import type { TestDatabase } from '../harness.ts';
import { ReferenceModel, type Merge, type ModelRecord } from './reference-model.ts';

export const TAGS = ['red', 'blue'];

/** A group of ships, as the product is told it and as the model knows it. */
export interface ModelGroup {
  id: number;
  criteria: Criteria;
  has(ship: ModelRecord): boolean;
}

/** An account with harbours and the ships that call them home, beside the model of it. */
export interface ModelWorld {
  test: TestDatabase;
  model: ReferenceModel;
  owner: TestSeat;
  /** May change and delete only what is their own. */
  sales: TestSeat;
  harbour: number;
  ship: number;
  /** Ids of the fields by label. */
  h: Record<'name' | 'code' | 'fee' | 'above' | 'ships' | 'tons' | 'known', number>;
  s: Record<
    'name' | 'sign' | 'number' | 'class' | 'kind' | 'flags' | 'tons' | 'price' | 'built' | 'home' | 'knows' | 'load' | 'title',
    number
  >;
  kinds: readonly FieldOption[];
  tagIds: Record<string, number>;
  groups: ModelGroup[];
  /** What can be undone: its event, and its moment in the model. */
  causes: { eventId: number; objectId: number; at: number }[];
  optionChanges: { id: number; at: number }[];
  merges: { id: number; did: Merge }[];
  /** Records somebody has open: their version, and the model's moment. */
  opened: { id: number; version: number; at: number }[];
}

export async function makeModelWorld(test: TestDatabase): Promise<ModelWorld> {
  const owner = await makeAccount(test);
  const sales = await makeUser(test, owner, { role: 'Sales' });
  const rights = { view: 'all', edit: 'own', delete: 'own', create: true, export: true, bulk: true, sections: {} };
  await test.owner.query(`update roles set rights = jsonb_set(rights, '{otherObjects}', $2) where account_id = $1 and name = 'Sales'`, [
    owner.accountId,
    JSON.stringify(rights),
  ]);
  const world = {
    test,
    model: new ReferenceModel(),
    owner,
    sales,
    causes: [],
    optionChanges: [],
    merges: [],
    opened: [],
  } as unknown as ModelWorld;
  await inside(world, (db) => makeFields(db, world));
  tellModel(world);
  await inside(world, (db) => makeGroups(db, world));
  await test.settle(owner.accountId);
  return world;
}

async function makeFields(db: AccountDb, world: ModelWorld): Promise<void> {
  const { actor, ids } = world.owner;
  const harbour = (world.harbour = await createObject(db, actor, ids, { singular: 'Harbour', plural: 'Harbours' }));
  const ship = (world.ship = await createObject(db, actor, ids, { singular: 'Ship', plural: 'Ships' }));
  const make = (objectId: number, label: string, field: object): Promise<number> =>
    createField(db, actor, ids, { objectId, label, ...field } as never);
  const [code, fee] = [
    await make(harbour, 'Code', { type: 'text', isUnique: true, sortable: true }),
    await make(harbour, 'Fee', { type: 'price', sortable: true }),
  ];
  const above = await make(harbour, 'Above', { type: 'parent', parentObjectId: harbour });
  const s = { name: 1 } as ModelWorld['s'];
  s.sign = await make(ship, 'Sign', { type: 'text', isUnique: true, sortable: true });
  s.number = await make(ship, 'Number', { type: 'number', isUnique: true });
  s.class = await make(ship, 'Class', { type: 'text', isRequired: true });
  s.kind = await make(ship, 'Kind', {
    type: 'dropdown',
    options: ['Bark', 'Cog', 'Dhow', 'Yawl'].map((label) => ({ label })),
    sortable: true,
  });
  s.flags = await make(ship, 'Flags', { type: 'list', options: ['One', 'Two', 'Three'].map((label) => ({ label })) });
  s.tons = await make(ship, 'Tons', { type: 'number', sortable: true });
  s.price = await make(ship, 'Price', { type: 'price' });
  s.built = await make(ship, 'Built', { type: 'date', sortable: true });
  s.home = await make(ship, 'Home', { type: 'parent', parentObjectId: harbour });
  s.knows = await make(ship, 'Knows', { type: 'relation', settings: { objectId: harbour, otherLabel: 'Known to' } });
  s.load = await make(ship, 'Load', {
    type: 'formula',
    settings: { expression: 'coalesce({Tons}, 0) * 2 + coalesce({Home.Fee}, 0)', result: 'number' },
    sortable: true,
  });
  s.title = await make(ship, 'Title', { type: 'formula', settings: { expression: '{Name} & " of " & {Home}', result: 'text' } });
  const rollup = { objectId: ship, fieldId: s.home };
  const ships = await make(harbour, 'Ships', { type: 'rollup', settings: { ...rollup, function: 'count' }, sortable: true });
  const tons = await make(harbour, 'Tons', { type: 'rollup', settings: { ...rollup, function: 'sum', ofFieldId: s.tons } });
  const known = await make(harbour, 'Known', { type: 'rollup', settings: { objectId: ship, fieldId: s.knows, function: 'count' } });
  world.h = { name: 1, code, fee, above, ships, tons, known };
  world.s = s;
  world.kinds = (await objectShape(db, ship)).fields.find(({ id }) => id === s.kind)!.options;
  world.tagIds = {};
  for (const name of TAGS) world.tagIds[name] = await ensureTag(db, ids, ship, name);
}

function tellModel({ model, harbour, ship, h, s }: ModelWorld): void {
  const home = (record: ModelRecord): ModelRecord | undefined => {
    const parent =
      record.values[s.home] === undefined || model.field(ship, s.home).isDeleted
        ? undefined
        : model.record(harbour, record.values[s.home] as number);
    return parent?.inBin ? undefined : parent;
  };
  const here = (record: ModelRecord): ModelRecord[] => model.living(ship).filter((other) => home(other) === record);
  const number = (value: unknown): number => (value as number | undefined) ?? 0;
  model.isLinkable = (link) => {
    const [from, to] = link.split(':').map(Number);
    return model.record(ship, from!)?.inBin === false && model.record(harbour, to!)?.inBin === false;
  };
  model.addObject(harbour, [
    { id: h.name },
    { id: h.code, isUnique: true },
    { id: h.fee },
    { id: h.above, parentObjectId: harbour },
    { id: h.ships, work: (record) => here(record).length },
    { id: h.tons, work: (record) => here(record).reduce((sum, { values }) => sum + number(values[s.tons]), 0) },
    { id: h.known, work: (record) => model.living(ship).filter(({ id }) => model.links.has(`${id}:${record.id}`)).length },
  ]);
  model.addObject(ship, [
    { id: s.name },
    { id: s.sign, isUnique: true },
    { id: s.number, isUnique: true },
    { id: s.class },
    { id: s.kind },
    { id: s.flags },
    { id: s.tons },
    { id: s.price },
    { id: s.built },
    { id: s.home, parentObjectId: harbour },
    { id: s.load, work: (record) => number(record.values[s.tons]) * 2 + number(home(record)?.values[h.fee]) / 100 },
    { id: s.title, work: (record) => `${record.values[1] ?? ''} of ${home(record)?.values[1] ?? ''}`.trim() },
  ]);
}

async function makeGroups(db: AccountDb, world: ModelWorld): Promise<void> {
  const { s, h, model, kinds, tagIds, owner, sales, ship } = world;
  const homeOf = ({ values }: ModelRecord): ModelRecord | undefined =>
    model.record(world.harbour, (values[s.home] as number | undefined) ?? -1);
  const asked: Omit<ModelGroup, 'id'>[] = [
    {
      criteria: { field: s.kind, operator: 'is', values: [kinds[0]!.id, kinds[1]!.id] },
      has: ({ values }) => [kinds[0]!.id, kinds[1]!.id].includes(values[s.kind] as number),
    },
    {
      criteria: { field: s.tons, operator: 'at_least', values: [50] },
      has: ({ values }) => values[s.tons] !== undefined && (values[s.tons] as number) >= 50,
    },
    { criteria: { tag: [tagIds.red!], operator: 'has_any' }, has: ({ tags }) => tags.has('red') },
    { criteria: { owner: [sales.userId], operator: 'is' }, has: ({ ownerId }) => ownerId === sales.userId },
    {
      criteria: { parent: s.home, matches: { field: h.fee, operator: 'at_least', values: [500] } },
      has: (record) =>
        homeOf(record)?.inBin === false && homeOf(record)!.values[h.fee] !== undefined && (homeOf(record)!.values[h.fee] as number) >= 500,
    },
    {
      criteria: { all: [{ not: { tag: [tagIds.blue!], operator: 'has_any' } }, { field: s.load, operator: 'at_least', values: [60] }] },
      has: (record) => !record.tags.has('blue') && (model.field(ship, s.load).work!(record, model) as number) >= 60,
    },
  ];
  world.groups = [];
  const viewer = await viewerOf(db, owner.userId);
  for (const [at, group] of asked.entries()) {
    const id = await createGroup(db, owner.actor, {
      viewer,
      ids: owner.ids,
      group: { objectId: ship, name: `Group ${at}`, criteria: group.criteria, columns: [], sort: 'name' },
    });
    world.groups.push({ id, ...group });
  }
  await trackGroups(
    db,
    'automation:1',
    world.groups.map(({ id }) => id),
  );
}

/** One transaction in the world's account. */
export const inside = <T>({ test, owner }: Pick<ModelWorld, 'test' | 'owner'>, work: (db: AccountDb) => Promise<T>): Promise<T> =>
  test.database.account(owner.accountId, work);

/** The same as somebody: with what they may do. Gives the code of what it was refused with. */
export async function attempt(
  world: ModelWorld,
  seat: TestSeat,
  work: (db: AccountDb, viewer: Viewer) => Promise<unknown>,
): Promise<string | undefined> {
  try {
    await inside(world, async (db) => work(db, await viewerOf(db, seat.userId)));
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

export async function versionOf(world: ModelWorld, objectId: number, id: number): Promise<number> {
  const row = await inside(world, (db) =>
    db.one<{ version: number }>(
      sql`select version from records where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
    ),
  );
  return row.version;
}
