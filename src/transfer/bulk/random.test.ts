import { expect, it } from 'vitest';
import { countsOfRun, done, previewOf, runToEnd, startedUndo } from '../../../test/bulk.ts';
import { randomFrom, type Random } from '../../../test/criteria/random.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { CONTACT_FIELDS as F, createRecord, deleteRecords, tagRecords, updateRecord } from '../../records/index.ts';
import { ensureTag } from '../../records/index.ts';
import { viewerOf } from '../../accounts/index.ts';
import { seedOf } from '../../../test/seed.ts';

const test = testDatabase();
const ROUNDS = process.env.QUAYSIDE_DEEP ? 200 : 25;
const SEED = seedOf(20_261_122);
const CITIES = ['Kiel', 'Bonn', 'Ulm', 'Rome'];
const TAGS = ['red', 'blue'];

/** All that actions and undoings can touch of an account’s contacts, as one comparable thing. */
async function stateOf(seat: TestSeat): Promise<Record<string, unknown>> {
  const { rows } = await test.owner.query(
    `select r.id, r.owner_id, r.deleted_at is not null as in_bin, r.name, r.email, r.values,
       array(select t.name from record_tags rt join tags t on t.account_id = $1 and t.id = rt.tag_id
             where rt.account_id = $1 and rt.object_id = 0 and rt.record_id = r.id order by t.name) as tags,
       (select count(*)::int from tasks k where k.account_id = $1 and k.object_id = 0 and k.record_id = r.id and k.status = 'pending') as tasks,
       (select count(*)::int from unique_values u where u.account_id = $1 and u.object_id = 0 and u.record_id = r.id) as claims
     from records r where r.account_id = $1 and r.object_id = 0 order by r.id`,
    [seat.accountId],
  );
  return Object.fromEntries(rows.map(({ id, ...rest }) => [id, rest]));
}

interface World {
  owner: TestSeat;
  sales: TestSeat;
  ids: number[];
}

async function makeWorld(chance: Random): Promise<World> {
  const owner = await makeAccount(test);
  const sales = await makeUser(test, owner, { role: 'Sales' });
  await test.owner.query(
    `update roles set rights = jsonb_set(rights, '{otherObjects}', $2::jsonb) where account_id = $1 and name = 'Sales'`,
    [owner.accountId, JSON.stringify({ view: 'all', edit: 'own', delete: 'own', create: true, export: true, bulk: true, sections: {} })],
  );
  const ids = await test.database.account(owner.accountId, async (db) => {
    const made: number[] = [];
    for (let n = 0; n < 12; n++) {
      const values = { [F.firstName]: `P${n}`, [F.email]: `p${n}@example.com`, [F.city]: chance.pick(CITIES), [F.birthday]: '1980-02-29' };
      made.push(await createRecord(db, owner.actor, owner.ids, { objectId: 0, ownerId: chance.pick([owner, sales]).userId, values }));
    }
    return made;
  });
  return { owner, sales, ids };
}

function randomDoing(chance: Random, { owner, sales, ids }: World) {
  const kinds = [
    { kind: 'field.change', settings: { fieldId: F.city, change: { how: 'set', value: chance.pick(CITIES) } } },
    { kind: 'field.change', settings: { fieldId: F.city, change: { how: 'clear' } } },
    { kind: 'field.change', settings: { fieldId: F.email, change: { how: 'clear' } } },
    { kind: 'field.change', settings: { fieldId: F.birthday, change: { how: 'shift', amount: chance.below(40) - 20, unit: 'months' } } },
    { kind: 'tag.add', settings: { tag: chance.pick(TAGS) } },
    { kind: 'tag.remove', settings: { tag: chance.pick(TAGS) } },
    { kind: 'owner.change', settings: { ownerId: chance.pick([owner, sales]).userId } },
    { kind: 'owner.spread', settings: { userIds: [owner.userId, sales.userId] } },
    { kind: 'task.create', settings: { subject: 'Call', assignee: 'owner', dueInDays: 1 } },
    { kind: 'record.delete', settings: {} },
    { kind: 'record.restore', settings: { withoutTaken: chance.chance(0.3) } },
  ];
  const which = chance.chance(0.5) ? {} : { ids: chance.some(ids, 8) };
  return { ...chance.pick(kinds), which };
}

/** Somebody edits a record by hand in between; gives which. */
async function editOne(chance: Random, { owner, ids }: World): Promise<number> {
  const id = chance.pick(ids);
  await test.database.account(owner.accountId, async (db) => {
    const viewer = await viewerOf(db, owner.userId);
    const how = chance.below(3);
    if (how === 0) {
      const values = { [F.city]: `Edited ${chance.below(1e9)}` };
      await updateRecord(db, owner.actor, { viewer, objectId: 0, id, values } as never).catch(() => undefined);
    } else if (how === 1) {
      const tagId = await ensureTag(db, owner.ids, 0, chance.pick(TAGS));
      await tagRecords(db, owner.actor, { objectId: 0, recordIds: [id], tagId });
    } else await deleteRecords(db, owner.actor, { objectId: 0, recordIds: [id] });
  });
  test.clock.moveBy(1_000);
  return id;
}

it(`previews tell what happens, and undoing leads back, whatever is done (seed ${SEED})`, async () => {
  const chance = randomFrom(SEED);
  let world = await makeWorld(chance);
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 12 === 11) world = await makeWorld(chance);
    const seat = chance.chance(0.5) ? world.owner : world.sales;
    const doing = randomDoing(chance, world);
    const told = `seed ${SEED}, round ${round}: ${JSON.stringify(doing)}`;
    const before = await stateOf(seat);
    const preview = await previewOf(test, seat, doing);
    expect(await stateOf(seat), `${told}: a preview leaves no trace`).toEqual(before);
    if (preview.count === 0) continue;
    const run = await done(test, seat, doing);
    expect(countsOfRun(run), told).toEqual([preview.count, preview.changed, preview.unchanged, preview.failed]);
    test.clock.moveBy(1_000);
    const after = await stateOf(seat);
    if (preview.changed === 0) {
      expect(after, told).toEqual(before);
      continue;
    }
    const edited = chance.chance(0.3) ? await editOne(chance, world) : undefined;
    const met = await stateOf(seat);
    const undo = await runToEnd(test, world.owner, await startedUndo(test, world.owner, run));
    test.clock.moveBy(1_000);
    const undone = await stateOf(seat);
    for (const id of Object.keys(before)) {
      if (Number(id) !== edited) expect(undone[id], `${told}: record ${id} is as it was`).toEqual(before[id]);
    }
    if (undo.changed_count === 0 || edited !== undefined || doing.kind === 'task.create') continue;
    await runToEnd(test, world.owner, await startedUndo(test, world.owner, undo));
    test.clock.moveBy(1_000);
    expect(await stateOf(seat), `${told}: undoing the undoing does it again`).toEqual(met);
    if (chance.chance(0.5)) await runToEnd(test, world.owner, await startedUndo(test, world.owner, await lastRun(world.owner)));
  }
}, 120_000);

async function lastRun(seat: TestSeat): Promise<never> {
  const { rows } = await test.owner.query(
    'select id, event_id::int, object_id from bulk_runs where account_id = $1 order by id desc limit 1',
    [seat.accountId],
  );
  return rows[0] as never;
}
