import { beforeEach, describe, expect, test as it } from 'vitest';
import { breakingDatabase } from '../../../test/breaking-database.ts';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import { luckFrom } from '../../../test/random-input.ts';
import type { AccountDb } from '../../app/db.ts';
import { runJob } from '../../app/jobs.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { enrolRecords } from '../people/enrol-records.ts';
import { loadAutomation } from '../load-automation.ts';
import { publishAutomation, type Publishing } from './publish-automation.ts';
import type { AutomationMap, Step } from '../schema.ts';
import { showEffect } from './show-effect.ts';
import { transferPeople } from './transfer-people.ts';
import { updateAutomation } from '../update-automation.ts';

const DAY = 86_400_000;
const WAIT = { wait: 'for', amount: 1, unit: 'days' };
const SEED = Number(process.env.SEED ?? 20_261_123);

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }));
const step = (id: number, kind: string, settings: Step['settings'] = {}, next: Step['next'] = [null]): Step => ({
  id,
  kind,
  settings,
  next,
});
const wait = (id: number, next: number | null): Step => step(id, 'wait', WAIT, [next]);
const tag = (id: number, name: string, next: number | null): Step => step(id, 'tag.add', { tag: name }, [next]);
const mapOf = (steps: Step[]): AutomationMap => ({ ...makeMap([]), steps, start: steps[0]!.id, lastId: 100 });

const publish = (id: number, steps: Step[], publishing: Publishing = {}): Promise<unknown> =>
  as(async (db) => {
    const { revision } = await loadAutomation(db, id);
    await updateAutomation(db, seat.actor, id, { revision, map: mapOf(steps) });
    return publishAutomation(db, seat.actor, id, publishing);
  });
const transfer = (automationId: number) =>
  runJob(test.database, 'automations.transfer-people', { accountId: seat.accountId, automationId });

async function rows<Row>(text: string): Promise<Row[]> {
  return (await test.owner.query(text, [seat.accountId])).rows as Row[];
}
const standing = () =>
  rows<{ record: number; step: number; state: string; version: number }>(
    'select record_id::int as record, step_id as step, state, version from positions where account_id = $1 order by record_id, id',
  );
const transferred = () =>
  rows<{ record: number; from: number; to: number | null; cause: string }>(
    `select e.record_id::int as record, (e.data->>'from')::int as "from", (e.data->>'to')::int as "to", c.kind as cause
     from events e left join events c on c.account_id = $1 and c.id = e.cause_id
     where e.account_id = $1 and e.kind = 'automation.transferred' order by e.record_id, e.id`,
  );
const tagsOf = (recordId: number) =>
  rows<{ name: string }>(
    `select t.name from record_tags r join tags t on t.account_id = $1 and t.object_id = 0 and t.id = r.tag_id
     where r.account_id = $1 and r.record_id = ${recordId} order by t.name`,
  ).then((found) => found.map(({ name }) => name));

/** Three waits one behind the other, with one person on each. */
async function threeWaiting(): Promise<{ id: number; people: number[] }> {
  const steps = [wait(1, 2), wait(2, 3), wait(3, 4), tag(4, 'Done', null)];
  const id = await makeAutomation(test, seat, mapOf(steps));
  const people = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve']);
  for (const [index, person] of people.entries()) {
    if (index > 0) test.clock.moveBy(DAY);
    await enrol(id, [person]);
    await test.settle(seat.accountId);
  }
  expect((await standing()).map(({ step: at }) => at)).toEqual([3, 2, 1]);
  return { id, people };
}

describe('what publishing does to people', () => {
  it('is shown step by step, with a proposal for each that is gone', async () => {
    const { id, people } = await threeWaiting();
    await as(async (db) => {
      const { revision } = await loadAutomation(db, id);
      const map = mapOf([step(1, 'wait', { ...WAIT, amount: 2 }, [4]), tag(4, 'Done', null)]);
      await updateAutomation(db, seat.actor, id, { revision, map });
    });
    await test.owner.query(`update positions set state = 'failed', due_at = 'infinity' where record_id = $1 and account_id = $2`, [
      people[1],
      seat.accountId,
    ]);
    const { effect } = await as((db) => showEffect(db, id));
    expect(effect.standing).toBe(3);
    expect(effect.steps).toMatchObject([
      {
        stepId: 1,
        fate: 'changed',
        now: 1,
        settings: [{ path: 'amount', before: 1, after: 2 }],
        exits: [{ exit: 0, before: 2, after: 4 }],
      },
      { stepId: 2, fate: 'removed', now: 0, failed: 1, proposal: { do: 'move', to: 4 } },
      { stepId: 3, fate: 'removed', now: 1, proposal: { do: 'move', to: 4 }, versions: [{ version: 1, records: 1 }] },
    ]);
  });

  it('nothing chosen keeps everybody on the version they came with', async () => {
    const { id, people } = await threeWaiting();
    await publish(id, [wait(1, 5), tag(5, 'New', null)]);
    await transfer(id);
    expect(await transferred()).toEqual([]);
    for (let day = 0; day < 3; day++) {
      test.clock.moveBy(DAY);
      await test.settle(seat.accountId);
    }
    expect(await tagsOf(people[0]!)).toEqual(['Done']);
    expect(await tagsOf(people[1]!)).toEqual(['Done']);
    expect(await tagsOf(people[2]!), 'its step is still there').toEqual(['New']);
  });

  it('each choice is obeyed at once by the job, with the publishing as cause', async () => {
    const { id, people } = await threeWaiting();
    const steps = [wait(1, 5), tag(5, 'New', null)];
    await publish(id, steps, { removed: { 2: { do: 'move', to: 5 }, 3: { do: 'end' } } });
    await transfer(id);
    expect(await standing()).toEqual([
      { record: people[1], step: 5, state: 'ready', version: 2 },
      { record: people[2], step: 1, state: 'waiting', version: 1 },
    ]);
    expect(await transferred()).toEqual([
      { record: people[0], from: 3, to: null, cause: 'automation.published' },
      { record: people[1], from: 2, to: 5, cause: 'automation.published' },
    ]);
    await test.settle(seat.accountId);
    expect(await tagsOf(people[1]!)).toEqual(['New']);
    expect(await tagsOf(people[0]!)).toEqual([]);
    await transfer(id);
    expect(await transferred(), 'the job again changes nothing').toHaveLength(2);
  });

  it('is obeyed by the runner for whoever becomes due before the job has come to them', async () => {
    const { id, people } = await threeWaiting();
    await publish(id, [wait(1, 5), tag(5, 'New', null)], { removed: { 2: { do: 'move', to: 5 }, 3: { do: 'end' } } });
    test.clock.moveBy(DAY);
    await test.settle(seat.accountId);
    expect(await standing()).toEqual([]);
    expect(await Promise.all(people.map(tagsOf))).toEqual([[], ['New'], ['New']]);
    expect(await transferred()).toHaveLength(2);
    await transfer(id);
    expect(await transferred()).toHaveLength(2);
  });

  it('two publishings before the job ran are obeyed one after the other', async () => {
    const { id, people } = await threeWaiting();
    await publish(id, [wait(1, 5), wait(5, 6), tag(6, 'New', null)], { removed: { 2: { do: 'move', to: 5 }, 3: { do: 'move', to: 5 } } });
    const { effect } = await as((db) => showEffect(db, id));
    expect(effect.steps.map(({ stepId, now }) => [stepId, now])).toEqual([
      [1, 1],
      [5, 2],
    ]);
    test.clock.moveBy(1000);
    await publish(id, [wait(1, 7), tag(7, 'Newest', null)], { removed: { 5: { do: 'move', to: 7 } } });
    await transfer(id);
    expect((await standing()).map(({ step: at, version }) => [at, version])).toEqual([
      [7, 3],
      [7, 3],
      [1, 1],
    ]);
    await test.settle(seat.accountId);
    expect(await Promise.all(people.slice(0, 2).map(tagsOf))).toEqual([['Newest'], ['Newest']]);
  });

  it('those kept on a version are asked about again, and finish by it as long as nobody decides otherwise', async () => {
    const { id, people } = await threeWaiting();
    await publish(id, [wait(1, 5), tag(5, 'New', null)], { removed: { 2: { do: 'keep' }, 3: { do: 'end' } } });
    test.clock.moveBy(DAY);
    await transfer(id);
    await test.settle(seat.accountId);
    expect(await standing(), 'goes on by its version to a step for which the choice was to end those who stood there').toEqual([
      { record: people[1], step: 3, state: 'waiting', version: 1 },
    ]);
    await transfer(id);
    expect(await standing()).toHaveLength(1);
    const { effect } = await as((db) => showEffect(db, id));
    expect(effect.steps).toMatchObject([{ stepId: 3, fate: 'removed', now: 1 }]);
    await publish(id, [wait(1, 5), tag(5, 'New', null)], { removed: { 3: { do: 'move', to: 5 } } });
    await transfer(id);
    expect(await standing()).toMatchObject([{ step: 5, version: 3 }]);
  });

  it('is refused when somebody stands where nothing was chosen', async () => {
    const { id } = await threeWaiting();
    const refused = publish(id, [wait(1, null)], { removed: { 2: { do: 'end' } } });
    await expect(refused).rejects.toMatchObject({ code: 'people_left_out', details: { steps: [{ stepId: 3, records: 1 }] } });
    await expect(publish(id, [wait(1, null)], { removed: { 2: { do: 'move', to: 3 }, 3: { do: 'end' } } })).rejects.toMatchObject({
      code: 'no_such_step',
    });
    await expect(as((db) => publishAutomation(db, seat.actor, id, { revision: 77 }))).rejects.toMatchObject({ code: 'changed_meanwhile' });
  });

  it('those who are held stay held where they are taken, those set aside stand ready there', async () => {
    const { id, people } = await threeWaiting();
    await test.owner.query(`update positions set held_due_at = due_at, due_at = 'infinity' where account_id = $1 and record_id = $2`, [
      seat.accountId,
      people[0],
    ]);
    await test.owner.query(
      `update positions set state = 'failed', due_at = 'infinity', failure = 'No.' where account_id = $1 and record_id = $2`,
      [seat.accountId, people[1]],
    );
    await publish(id, [wait(1, 5), tag(5, 'New', null)], { removed: { 2: { do: 'move', to: 5 }, 3: { do: 'move', to: 5 } } });
    await transfer(id);
    await test.settle(seat.accountId);
    expect(await standing()).toMatchObject([{ record: people[0], step: 5, state: 'ready' }, { record: people[2] }]);
    expect(await tagsOf(people[1]!)).toEqual(['New']);
  });
});

it('the job broken at random statements takes everybody exactly once', async () => {
  const luck = luckFrom(SEED);
  const id = await makeAutomation(test, seat, mapOf([wait(1, 2), wait(2, null)]));
  const people = await makeContacts(
    test,
    seat,
    Array.from({ length: 30 }, (_, index) => `P${index}`),
  );
  await enrol(id, people);
  await test.settle(seat.accountId);
  await publish(id, [wait(9, null)], { removed: { 1: { do: 'move', to: 9 } } });
  let breaks = 0;
  const breaking = breakingDatabase(test, () => breaks < 6 && luck() < 0.3 && breaks++ >= 0);
  const never = { stopping: new AbortController().signal };
  for (let done = false; !done;) {
    done = await transferPeople(breaking, { accountId: seat.accountId, automationId: id }, never).then(
      () => true,
      () => false,
    );
  }
  expect(breaks).toBeGreaterThan(0);
  expect(await transferred()).toHaveLength(30);
  expect((await standing()).every(({ step: at, version }) => at === 9 && version === 2)).toBe(true);
});
