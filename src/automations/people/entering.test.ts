import { afterAll, beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { plainActions } from '../../../test/automations/plain-actions.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { runJob } from '../../app/jobs.ts';
import { register } from '../../app/registry.ts';
import { createGroup } from '../../criteria/index.ts';
import { domains } from '../../domains.ts';
import { createRecord, recordsByIds, updateRecord } from '../../records/index.ts';
import { enrolRecords } from './enrol-records.ts';
import { loadAutomation } from '../load-automation.ts';
import { pauseAutomation } from '../pause-automation.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import { resumeAutomation } from '../resume-automation.ts';
import type { AutomationMap } from '../schema.ts';
import { updateAutomation } from '../update-automation.ts';

register([...domains, plainActions]);
afterAll(() => register(domains));

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  seat = await makeAccount(test);
});

const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
const APPEND = ['test.append', { letter: '+' }] as [string, Record<string, unknown>];
const CREATED = { triggers: [{ event: 'record.created' }] };
const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);

const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }));

async function nameOf(recordId: number): Promise<unknown> {
  return (await as((db) => recordsByIds(db, 0, [recordId])))[0]?.values[1];
}

async function standing(automationId: number): Promise<number[]> {
  const { rows } = await test.owner.query<{ id: number }>(
    'select record_id::int as id from positions where account_id = $1 and automation_id = $2 order by record_id',
    [seat.accountId, automationId],
  );
  return rows.map(({ id }) => id);
}

async function kindsOf(recordId: number): Promise<string[]> {
  const { rows } = await test.owner.query<{ kind: string }>(
    "select kind from events where account_id = $1 and record_id = $2 and kind like 'automation.%' order by id",
    [seat.accountId, recordId],
  );
  return rows.map(({ kind }) => kind);
}

describe('triggers', () => {
  it('let in whom an event is about, and the event is the cause', async () => {
    const id = await makeAutomation(test, seat, makeMap([DAY], CREATED));
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await test.settle();
    expect(await standing(id)).toEqual([ada]);
    const { rows } = await test.owner.query(
      `select c.kind, c.record_id::int as record from events e join events c on c.account_id = e.account_id and c.id = e.cause_id
       where e.account_id = $1 and e.kind = 'automation.entered'`,
      [seat.accountId],
    );
    expect(rows).toEqual([{ kind: 'record.created', record: ada }]);
  });

  it('of two overlapping transactions committed in reverse neither is missed', async () => {
    const id = await makeAutomation(test, seat, makeMap([DAY], CREATED));
    let finishFirst!: () => void;
    const held = new Promise<void>((resolve) => (finishFirst = resolve));
    let firstWrote!: () => void;
    const wrote = new Promise<void>((resolve) => (firstWrote = resolve));
    const first = as(async (db) => {
      const record = await createRecord(db, seat.actor, seat.ids, { objectId: 0, values: { 1: 'First' } });
      firstWrote();
      await held;
      return record;
    });
    await wrote;
    const second = await as((db) => createRecord(db, seat.actor, seat.ids, { objectId: 0, values: { 1: 'Second' } }));
    await test.settle();
    expect(await standing(id)).toEqual([second]);
    finishFirst();
    const late = await first;
    await test.settle();
    expect(await standing(id)).toEqual([late, second].sort((a, b) => a - b));
  });

  it('ask for a changed field where one is named', async () => {
    const id = await makeAutomation(test, seat, makeMap([DAY], { triggers: [{ event: 'record.updated', fields: [2] }] }));
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    const update = (recordId: number, values: Record<number, string>) =>
      as((db) => updateRecord(db, seat.actor, { objectId: 0, id: recordId, values }));
    await update(ada!, { 1: 'Adah' });
    await update(bob!, { 2: 'Builder' });
    await test.settle();
    expect(await standing(id)).toEqual([bob]);
  });

  it('ask for conditions, those of the trigger and those of the map', async () => {
    const starts = (letter: string) => ({ field: 1, operator: 'starts_with', values: [letter] });
    const map = makeMap([DAY], {
      triggers: [{ event: 'record.created', criteria: starts('A') }],
      who: { not: { field: 1, operator: 'is', values: ['Alan'] } },
    });
    const id = await makeAutomation(test, seat, map);
    const [ada] = await makeContacts(test, seat, ['Ada', 'Bob', 'Alan']);
    await test.settle();
    expect(await standing(id)).toEqual([ada]);
  });

  it('hear of records that come to match a group', async () => {
    const criteria = { field: 1, operator: 'is' as const, values: ['Vip'] };
    const asked = { objectId: 0, name: 'Vips', criteria, columns: [], sort: 'name' };
    const groupId = await as((db) => createGroup(db, seat.actor, { viewer: everyone, ids: seat.ids, group: asked }));
    const [before] = await makeContacts(test, seat, ['Vip']);
    const id = await makeAutomation(test, seat, makeMap([DAY], { triggers: [{ event: 'group.entered', subject: [groupId] }] }));
    await test.settle();
    expect(await standing(id), `${before} was in the group before`).toEqual([]);
    const [after] = await makeContacts(test, seat, ['Vip', 'Bob']);
    await test.settle();
    expect(await standing(id)).toEqual([after]);
  });

  it('do not start a map that is paused, and start it again when it runs on', async () => {
    const id = await makeAutomation(test, seat, makeMap([DAY], CREATED));
    await as((db) => pauseAutomation(db, seat.actor, id));
    await makeContacts(test, seat, ['Ada']);
    await test.settle();
    expect(await standing(id)).toEqual([]);
    await as((db) => resumeAutomation(db, seat.actor, id));
    const [bob] = await makeContacts(test, seat, ['Bob']);
    await test.settle();
    expect(await standing(id)).toEqual([bob]);
  });
});

describe('coming back', () => {
  const steps = [APPEND, DAY];
  const rounds = async (reentry: AutomationMap['reentry']): Promise<unknown> => {
    const id = await makeAutomation(test, seat, makeMap(steps, { reentry }));
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(id, [ada!]);
    await enrol(id, [ada!]);
    await test.settle();
    test.clock.moveBy(25 * 3_600_000);
    await test.settle();
    await enrol(id, [ada!]);
    await test.settle();
    return nameOf(ada!);
  };

  it('never: once and not again', async () => expect(await rounds('never')).toBe('Ada+'));
  it('after leaving: again, but not while still on the map', async () => expect(await rounds('after_leaving')).toBe('Ada++'));
  it('always: as often as it is asked for', async () => expect(await rounds('always')).toBe('Ada+++'));

  it('two who enrol the same people at once let each in once', async () => {
    const id = await makeAutomation(test, seat, makeMap([DAY], { reentry: 'never' }));
    const people = await makeContacts(
      test,
      seat,
      Array.from({ length: 200 }, (_, index) => `P${index}`),
    );
    const results = await Promise.all([enrol(id, people), enrol(id, [...people].reverse()), enrol(id, people)]);
    expect(results.map(({ entered }) => entered).sort((a, b) => a - b)).toEqual([0, 0, 200]);
    expect(await standing(id)).toEqual(people);
  });
});

describe('circles', () => {
  it('between maps that trigger each other end at the limit of a day, and the ledger says so', async () => {
    const map = makeMap([APPEND], { triggers: [{ event: 'record.updated' }], reentry: 'always', perDay: 5 });
    const id = await makeAutomation(test, seat, map);
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(id, [ada!]);
    await test.settle();
    expect(await nameOf(ada!)).toBe('Ada+++++');
    expect((await kindsOf(ada!)).filter((kind) => kind === 'automation.refused')).toHaveLength(1);
    test.clock.moveBy(24 * 3_600_000);
    await enrol(id, [ada!]);
    await test.settle();
    expect(await nameOf(ada!)).toBe('Ada++++++++++');
  });

  it('between two maps that let into each other end on a step, with a sentence that names the map', async () => {
    const bounce = (automationId: number) => makeMap([['automation.enter', { automationId }], APPEND], { reentry: 'always', perDay: 3 });
    const first = await makeAutomation(test, seat, makeMap([APPEND], { reentry: 'always', perDay: 3 }), 'First');
    const second = await makeAutomation(test, seat, bounce(first), 'Second');
    await as(async (db) => {
      const { revision } = await loadAutomation(db, first);
      await updateAutomation(db, seat.actor, first, { revision, map: bounce(second) });
      await publishAutomation(db, seat.actor, first);
    });
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(first, [ada!]);
    await test.settle();
    const { rows } = await test.owner.query('select automation_id::int as map, state, failure from positions where account_id = $1', [
      seat.accountId,
    ]);
    expect(rows).toEqual([
      { map: second, state: 'failed', failure: expect.stringContaining('“First” has let this record in 3 times today') },
    ]);
    expect(await nameOf(ada!)).toBe('Ada+++++');
    expect((await kindsOf(ada!)).filter((kind) => kind === 'automation.refused')).toHaveLength(1);
  });

  it('within a map set a record aside when it comes to the same step too often in a day', async () => {
    const leaves = { criteria: { field: 1, operator: 'starts_with', values: ['Bob'] } };
    const hourly = makeMap([APPEND, ['wait', { wait: 'for', amount: 1, unit: 'hours' }], ['condition', leaves, [null, 1]]], { perDay: 3 });
    const id = await makeAutomation(test, seat, hourly);
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(id, [ada!]);
    for (let hour = 0; hour < 6; hour++) {
      await test.settle();
      test.clock.moveBy(3_600_000);
    }
    expect(await nameOf(ada!)).toBe('Ada+++');
    const { rows } = await test.owner.query('select state, failure from positions where automation_id = $1 and account_id = $2', [
      id,
      seat.accountId,
    ]);
    expect(rows).toEqual([{ state: 'failed', failure: expect.stringContaining('more than 3 times in one day') }]);
  });
});

it('many more than one transaction takes enter by hand, the rest in the background', async () => {
  const id = await makeAutomation(test, seat, makeMap([DAY]));
  await makeContacts(
    test,
    seat,
    Array.from({ length: 20_003 }, (_, index) => `P${index}`),
  );
  const first = await as((db) => enrolRecords(db, seat.actor, { automationId: id, records: { criteria: { all: [] } }, viewer: everyone }));
  expect(first).toEqual({ entered: 20_000, chosen: 20_000, goesOn: true });
  const { rows } = await test.owner.query<{ payload: unknown }>(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'automations.enrol'`,
  );
  expect(rows).toHaveLength(1);
  await runJob(test.database, 'automations.enrol', rows[0]!.payload);
  expect(await standing(id)).toHaveLength(20_003);
});
