import {
  addNote,
  cancelTasks,
  deleteRecords,
  eraseRecords,
  pendingTasks,
  relateRecords,
  restoreRecords,
  tagRecords,
  unrelateRecords,
  untagRecords,
} from '../../src/records/index.ts';
import { sql } from '../../src/app/db.ts';
import { personErased, recordEvent } from '../../src/ledger/index.ts';
import { randomFrom, type Random } from '../criteria/random.ts';
import { inside, TAGS, versionOf, type ModelWorld } from './model-world.ts';
import { type Doing, some, pick, differ } from './steps/answers.ts';
import { create, edit, bringBack } from './steps/edits.ts';
import { bulk, undo, bringIn } from './steps/runs.ts';
import { mergeOption, unmergeOption, hideField } from './steps/structure.ts';
import { merge, unmerge } from './steps/merges.ts';

/** One thing that somebody does. Its seed decides everything about it, so that a sequence still runs with others of its steps left out. */
export interface Step {
  kind: keyof typeof STEPS;
  seed: number;
}

const linkable = ({ model, ship, harbour, s }: ModelWorld, random: Random) => ({
  objectId: ship,
  fieldId: s.knows,
  recordIds: some(random, model.all(ship), 3),
  relatedIds: some(random, model.all(harbour), 3),
});

const STEPS = {
  makeShip: (world, random) => create(world, random, world.ship),
  makeHarbour: (world, random) => create(world, random, world.harbour),
  editShip: (world, random) => edit(world, random, world.ship),
  editHarbour: (world, random) => edit(world, random, world.harbour),
  open: async (world, random) => {
    const record = pick(random, world.model.living(world.ship));
    if (record) world.opened.push({ id: record.id, version: await versionOf(world, world.ship, record.id), at: world.model.now });
  },
  bringBack,
  bulk,
  undo,
  bringIn,
  mergeOption,
  unmergeOption,
  hideField,
  merge,
  unmerge,
  tag: async (world, random) => {
    const [name, recordIds] = [random.pick(TAGS), some(random, world.model.living(world.ship), 2)];
    const isOff = random.chance(0.4);
    await inside(world, (db) =>
      (isOff ? untagRecords : tagRecords)(db, world.owner.actor, { objectId: world.ship, recordIds, tagId: world.tagIds[name]! }),
    );
    world.model[isOff ? 'untag' : 'tag'](world.ship, recordIds, name);
  },
  note: async (world, random) => {
    const record = pick(random, world.model.living(world.ship));
    if (!record) return;
    await inside(world, (db) =>
      addNote(db, world.owner.actor, world.owner.ids, { record: { objectId: world.ship, id: record.id }, body: 'Seen off Skagen' }),
    );
    record.notes++;
  },
  cancelTask: async (world, random) => {
    const record = pick(
      random,
      world.model.all(world.ship).filter(({ tasks }) => tasks.some(({ status }) => status === 'pending')),
    );
    if (!record) return;
    await inside(world, async (db) => {
      const rows = await db.many<{ id: number }>(
        sql`select id from tasks where account_id = ${db.accountId} and object_id = ${world.ship} and record_id = ${record.id} order by id`,
      );
      const [first] = await pendingTasks(
        db,
        rows.map(({ id }) => id),
      );
      await cancelTasks(db, world.owner.actor, [first!]);
    });
    record.tasks.find(({ status }) => status === 'pending')!.status = 'cancelled';
  },
  relate: async (world, random) => {
    const linking = linkable(world, random);
    await inside(world, (db) => relateRecords(db, world.owner.actor, linking));
    const lives = (objectId: number, ids: readonly number[]) => ids.filter((id) => !world.model.record(objectId, id)!.inBin);
    for (const id of lives(world.ship, linking.recordIds))
      for (const other of lives(world.harbour, linking.relatedIds)) world.model.links.add(`${id}:${other}`);
  },
  unrelate: async (world, random) => {
    const linking = linkable(world, random);
    await inside(world, (db) => unrelateRecords(db, world.owner.actor, linking));
    const lives = (objectId: number, ids: readonly number[]) => ids.filter((id) => !world.model.record(objectId, id)!.inBin);
    for (const id of lives(world.ship, linking.recordIds))
      for (const other of lives(world.harbour, linking.relatedIds)) world.model.links.delete(`${id}:${other}`);
  },
  bin: async (world, random) => {
    const objectId = random.pick([world.ship, world.ship, world.harbour]);
    const recordIds = some(random, world.model.living(objectId), 3);
    await inside(world, (db) => deleteRecords(db, world.owner.actor, { objectId, recordIds }));
    world.model.bin(objectId, recordIds);
  },
  restore: async (world, random) => {
    const objectId = random.pick([world.ship, world.harbour]);
    const recordIds = some(
      random,
      world.model.all(objectId).filter(({ inBin }) => inBin),
      4,
    );
    const withoutTaken = random.chance(0.4);
    const { rejected } = await inside(world, (db) => restoreRecords(db, world.owner.actor, { objectId, recordIds, withoutTaken }));
    const order = (rows: readonly { id: number; fieldId: number }[]) => rows.map(({ id, fieldId }) => `${id}:${fieldId}`).sort();
    return differ(order(rejected), order(world.model.restore(objectId, recordIds, withoutTaken)), `restoring ${recordIds.join(', ')}`);
  },
  erase: async (world, random) => {
    const objectId = random.pick([world.ship, world.harbour]);
    const record = random.chance(0.4) ? pick(random, world.model.all(objectId)) : undefined;
    if (!record) return;
    await inside(world, async (db) => {
      await eraseRecords(db, { objectId, recordIds: [record.id] }, world.owner.actor);
      await recordEvent(db, world.owner.actor, { kind: personErased, record: { objectId, id: record.id } });
    });
    world.model.erase(objectId, [record.id], { from: world.ship, to: world.harbour });
  },
} satisfies Record<string, Doing>;

const OFTEN = ['editShip', 'editShip', 'bulk', 'bulk', 'undo', 'undo', 'makeShip', 'restore', 'merge', 'merge', 'unmerge'] as const;
const KINDS = [...(Object.keys(STEPS) as (keyof typeof STEPS)[]), ...OFTEN];

/** So many random steps, the first of which make something to work with. */
export const randomSteps = (random: Random, count: number): Step[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: at < 3 ? 'makeHarbour' : at < 9 ? 'makeShip' : random.pick(KINDS),
    seed: random.below(2 ** 31),
  }));

/** Does one step to the product and to the model alike. */
export async function takeStep(world: ModelWorld, { kind, seed }: Step): Promise<string | undefined> {
  world.model.now++;
  world.test.clock.moveBy(1_000);
  return (await (STEPS[kind] as Doing)(world, randomFrom(seed))) ?? undefined;
}
