import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../criteria/index.ts';
import { createMessage, publishMessage } from '../email/index.ts';
import { deleteRecords, updateRecord } from '../records/index.ts';
import { matchingAfter } from './queries/entries.ts';
import { automationsOfPerson } from './personal-data.ts';
import { waitingOnMaps } from './waiting-on-maps.ts';
import { countSteps } from './seeing/count-steps.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { holdRecords } from './people/hold-records.ts';
import { loadAutomation } from './load-automation.ts';
import { publishAutomation } from './versions/publish-automation.ts';
import { nextDueAt } from './queries/positions.ts';
import { runAutomations } from './run-automations.ts';
import type { AutomationMap, Step } from './schema.ts';
import { updateAutomation } from './update-automation.ts';

const HOUR = 3_600_000;
const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
const TAG = (tag: string) => ['tag.add', { tag }] as [string, Record<string, unknown>];

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }));

async function rows<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
  return (await test.owner.query(text, [seat.accountId, ...values])).rows as Row[];
}
const standing = () =>
  rows<{ record: number; step: number; state: string }>(
    'select record_id::int as record, step_id as step, state from positions where account_id = $1 order by record_id',
  );
const tagsOf = async (recordId: number): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      `select t.name from record_tags r join tags t on t.account_id = $1 and t.object_id = 0 and t.id = r.tag_id
       where r.account_id = $1 and r.record_id = $2 order by t.name`,
      recordId,
    )
  ).map(({ name }) => name);

async function makeMessage(): Promise<number> {
  return as(async (db) => {
    const body = { kind: 'plain' as const, text: 'Good to have you here.' };
    const message = {
      objectId: 0,
      name: 'Welcome',
      purpose: 'transactional' as const,
      subject: 'Welcome',
      preheader: '',
      body,
      fromName: '',
      replyTo: '',
    };
    const id = await createMessage(db, seat.actor, seat.ids, message);
    await publishMessage(db, seat.actor, id);
    return id;
  });
}

describe('a welcome on a moving clock', () => {
  it('waits a day, asks, takes the right branch, tags, writes and ends; every effect has its move as cause', async () => {
    const messageId = await makeMessage();
    const automationId = await makeAutomation(
      test,
      seat,
      makeMap(
        [
          TAG('Newcomer'),
          DAY,
          ['condition', { criteria: { field: 6, operator: 'is', values: ['Baker'] } }, [4, 6]],
          ['email.send', { messageId }],
          ['field.change', { fieldId: 19, change: { how: 'set', value: 'Fair' } }, [8]],
          ['tag.remove', { tag: 'Newcomer' }],
          ['task.create', { subject: 'Call them', assignee: 'owner', dueInDays: 2 }],
          ['end'],
        ],
        { triggers: [{ event: 'record.created' }] },
      ),
    );
    const [baker, other] = await makeContacts(test, seat, ['Ada', 'Bob']);
    await as((db) => updateRecord(db, seat.actor, { objectId: 0, id: baker!, values: { 3: 'ada@example.com', 6: 'Baker' } }));
    await test.settle();
    expect(await standing()).toEqual([
      { record: baker, step: 2, state: 'waiting' },
      { record: other, step: 2, state: 'waiting' },
    ]);
    expect(await tagsOf(baker!)).toEqual(['Newcomer']);
    expect(await as(nextDueAt)).toEqual(new Date('2026-03-03T09:00:00Z'));

    test.clock.moveTo('2026-03-03T08:59:59Z');
    await test.settle();
    expect(await standing()).toHaveLength(2);
    test.clock.moveTo('2026-03-03T09:00:00Z');
    await test.settle();

    expect(await standing()).toEqual([]);
    expect(await tagsOf(baker!)).toEqual(['Newcomer']);
    expect(await tagsOf(other!)).toEqual([]);
    expect(await rows('select record_id::int as record from deliveries where account_id = $1')).toEqual([{ record: baker }]);
    expect(await rows('select record_id::int as record, subject from tasks where account_id = $1')).toEqual([
      { record: other, subject: 'Call them' },
    ]);
    const effects = await rows<{ kind: string; cause: string; path: number[] }>(
      `select e.kind, c.kind as cause, c.data->'path' as path from events e join events c on c.account_id = $1 and c.id = e.cause_id
       where e.account_id = $1 and e.actor_type = 'step' and e.kind <> 'automation.moved' and e.kind not like 'email.%' order by e.kind, e.id`,
    );
    expect(effects).toEqual([
      { kind: 'record.updated', cause: 'automation.moved', path: [3, 4, 5, 8] },
      { kind: 'tag.added', cause: 'automation.moved', path: [1, 2] },
      { kind: 'tag.added', cause: 'automation.moved', path: [1, 2] },
      { kind: 'tag.removed', cause: 'automation.moved', path: [3, 6, 7, 8] },
      { kind: 'task.created', cause: 'automation.moved', path: [3, 6, 7, 8] },
    ]);
    const { entered, steps } = await as((db) => countSteps(db, automationId));
    expect(entered).toBe(2);
    expect(steps.find(({ id }) => id === 3)).toEqual({ id: 3, standing: 0, held: 0, failed: 0, arrived: 2, exits: [1, 1] });
  });

  it('in a sandbox its own clock counts, however far it is moved', async () => {
    await makeAutomation(
      test,
      seat,
      makeMap([['wait', { wait: 'for', amount: 30, unit: 'days' }], TAG('Late')], { triggers: [{ event: 'record.created' }] }),
    );
    const neighbour = await makeAccount(test);
    await makeAutomation(
      test,
      neighbour,
      makeMap([['wait', { wait: 'for', amount: 30, unit: 'days' }], TAG('Late')], { triggers: [{ event: 'record.created' }] }),
    );
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await makeContacts(test, neighbour, ['Ada']);
    await test.settle();
    const waitingBy = (days: number) => as((db) => waitingOnMaps(db, new Date(db.now.getTime() + days * 24 * HOUR)));
    expect(await waitingBy(1)).toMatchObject([{ label: 'waiting.onMap', count: 1, soon: 0 }]);
    expect(await waitingBy(30)).toMatchObject([{ label: 'waiting.onMap', count: 1, soon: 1 }]);
    await test.owner.query('update account_clocks set offset_ms = $2 where account_id = $1', [seat.accountId, 31 * 24 * HOUR]);
    await test.settle();
    expect(await tagsOf(ada!)).toEqual(['Late']);
    const { rows: waiting } = await test.owner.query('select account_id::int as account from positions');
    expect(waiting).toContainEqual({ account: neighbour.accountId });
    expect(waiting).not.toContainEqual({ account: seat.accountId });
  });

  it('nine in the morning stays nine in the morning when the clocks change', async () => {
    test.clock.moveTo('2026-03-28T08:00:00Z');
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(await makeAutomation(test, seat, makeMap([DAY, TAG('Woken')])), [ada!]);
    await test.settle();
    expect(await as(nextDueAt)).toEqual(new Date('2026-03-29T07:00:00Z'));
  });
});

describe('two runners at once', () => {
  it('move everybody once between them', async () => {
    const automationId = await makeAutomation(
      test,
      seat,
      makeMap([TAG('One'), ['field.change', { fieldId: 6, change: { how: 'set', value: 'Moved' } }], TAG('Two')]),
    );
    const people = await makeContacts(
      test,
      seat,
      Array.from({ length: 500 }, (_, index) => `P${index}`),
    );
    await enrol(automationId, people);
    const runner = async (): Promise<number> => {
      let moved = 0;
      for (let batch = 1; batch > 0; moved += batch) batch = await runAutomations(test.database, seat.accountId, 40);
      return moved;
    };
    const moved = await Promise.all([runner(), runner(), runner()]);
    expect(moved.reduce((sum, each) => sum + each, 0)).toBe(500);
    const counted = await rows<{ kind: string; count: number }>(
      `select kind, count(*)::int as count from events where account_id = $1 and actor_type = 'step' group by kind order by kind`,
    );
    expect(counted).toEqual([
      { kind: 'automation.moved', count: 500 },
      { kind: 'record.updated', count: 500 },
      { kind: 'tag.added', count: 1000 },
    ]);
  });
});

describe('publishing while people stand on the map', () => {
  it('carries them on by the new version where their step still is, and by their own where it is gone', async () => {
    const map = makeMap([DAY, TAG('Old'), DAY, TAG('Last')]);
    const automationId = await makeAutomation(test, seat, map);
    const [first, second] = await makeContacts(test, seat, ['Ada', 'Bob']);
    await enrol(automationId, [first!]);
    await test.settle();
    test.clock.moveBy(24 * HOUR);
    await enrol(automationId, [second!]);
    await test.settle();
    expect((await standing()).map(({ step }) => step)).toEqual([3, 1]);

    await republish(automationId, { ...map, steps: [{ ...map.steps[0]!, next: [5] }, step(5, 'tag.add', { tag: 'New' })], lastId: 5 });
    test.clock.moveBy(24 * HOUR);
    await test.settle();
    expect(await tagsOf(first!), 'its wait is gone: it goes on by the version it came with').toEqual(['Last', 'Old']);
    expect(await tagsOf(second!), 'its wait is still there: it goes on by the new one').toEqual(['New']);
    expect(await standing()).toEqual([]);
  });

  it('a step whose kind has changed is another step', async () => {
    const map = makeMap([DAY, TAG('Old')]);
    const automationId = await makeAutomation(test, seat, map);
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(automationId, [ada!]);
    await test.settle();
    await republish(automationId, { ...map, steps: [step(1, 'tag.add', { tag: 'New' })] });
    test.clock.moveBy(24 * HOUR);
    await test.settle();
    expect(await tagsOf(ada!)).toEqual(['Old']);
  });

  const step = (id: number, kind: string, settings: Step['settings']): Step => ({ id, kind, settings, next: [null] });

  async function republish(id: number, map: AutomationMap): Promise<void> {
    await as(async (db) => {
      const { revision } = await loadAutomation(db, id);
      await updateAutomation(db, seat.actor, id, { revision, map });
      await publishAutomation(db, seat.actor, id);
    });
  }
});

describe('leaving', () => {
  it('records that are deleted leave, and the ledger says so', async () => {
    const automationId = await makeAutomation(test, seat, makeMap([DAY, TAG('Never')]));
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    await enrol(automationId, [ada!, bob!]);
    await test.settle();
    await as((db) => deleteRecords(db, seat.actor, { objectId: 0, recordIds: [ada!] }));
    await test.settle();
    expect((await standing()).map(({ record }) => record)).toEqual([bob]);
    expect(
      await rows(
        "select record_id::int as record, data->>'reason' as reason from events where account_id = $1 and kind = 'automation.left'",
      ),
    ).toEqual([{ record: ada, reason: 'deleted' }]);
  });

  it('a person who is erased leaves no trace here, and may ask before what is kept', async () => {
    const automationId = await makeAutomation(test, seat, makeMap([DAY]));
    const [ada] = await makeContacts(test, seat, ['Ada']);
    await enrol(automationId, [ada!]);
    const kept = await as((db) => automationsOfPerson.export(db, 0, ada!));
    expect(kept).toMatchObject({ now: [{ automation: 'Welcome', step_id: 1 }], ever: [{ automation: 'Welcome', times: 1 }] });
    await as((db) => automationsOfPerson.erase(db, 0, ada!));
    expect(await rows('select from positions where account_id = $1')).toEqual([]);
    expect(await rows('select from automation_entries where account_id = $1')).toEqual([]);
  });
});

it('criteria may ask who is or was on a map', async () => {
  const automationId = await makeAutomation(
    test,
    seat,
    makeMap([['condition', { criteria: { field: 1, operator: 'is', values: ['Ada'] } }, [2, null]], DAY]),
  );
  const [ada, bob, eve] = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve']);
  await enrol(automationId, [ada!, bob!]);
  await test.settle();
  const who = (operator: string): Promise<number[]> =>
    as(async (db) => {
      const selection = matching({ automation: [automationId], operator }, await criteriaContext(db, { objectId: 0, viewer: everyone }));
      return matchingAfter(db, selection, { named: undefined, after: 0, limit: 10 });
    });
  expect(await who('on')).toEqual([ada]);
  expect(await who('not_on')).toEqual([bob, eve]);
  expect(await who('was_on')).toEqual([ada, bob]);
  expect([await who('paused_on'), await who('moving_on')]).toEqual([[], [ada]]);
  await as((db) => holdRecords(db, seat.actor, { objectId: 0, automationId, recordIds: [ada!], causeIds: [null] }));
  expect([await who('paused_on'), await who('moving_on')]).toEqual([[ada], []]);
  expect(await who('was_never_on')).toEqual([eve]);
});
