import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { followNext } from '../../ledger/index.ts';
import { followers } from '../../app/registry.ts';
import { ensureTag, tagRecords } from '../../records/index.ts';
import { enrolRecords } from '../people/enrol-records.ts';
import type { GoalSettings } from '../schema.ts';

const test = testDatabase();
let seat: TestSeat;
let people: number[];
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  seat = await makeAccount(test);
  people = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve']);
});

type ShortStep = Parameters<typeof makeMap>[0][number];
const wait = (days: number): ShortStep => ['wait', { wait: 'for', amount: days, unit: 'days' }];
const mark = (tag: string): ShortStep => ['tag.add', { tag }];
const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }));

/** A goal that is reached when a tag is added. */
async function goal(tag: string, settings: Partial<GoalSettings> = {}, id = 900): Promise<ShortStep> {
  const tagId = await as((db) => ensureTag(db, seat.ids, 0, tag));
  return ['goal', { triggers: [{ id, event: 'tag.added', subject: [tagId] }], ...settings }];
}

async function tag(name: string, ...recordIds: number[]): Promise<void> {
  await as(async (db) => {
    const tagId = await ensureTag(db, seat.ids, 0, name);
    await tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds });
  });
  await test.settle();
}

async function rows<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
  return (await test.owner.query(text, [seat.accountId, ...values])).rows as Row[];
}
const places = (recordId: number): Promise<{ step: number; state: string }[]> =>
  rows('select step_id as step, state from positions where account_id = $1 and record_id = $2 order by step_id, id', recordId);
const stepsOf = async (recordId: number): Promise<number[]> => (await places(recordId)).map(({ step }) => step);
const reached = (recordId: number): Promise<{ data: Record<string, unknown>; cause: string }[]> =>
  rows(
    `select e.data, c.kind as cause from events e join events c on c.account_id = $1 and c.id = e.cause_id
     where e.account_id = $1 and e.kind = 'automation.reached' and e.record_id = $2 order by e.id`,
    recordId,
  );

describe('a goal', () => {
  it('takes on whoever stands above it, from there on, and tells from where and because of what', async () => {
    const id = await makeAutomation(test, seat, makeMap([wait(5), mark('Late'), await goal('Bought'), wait(9)]));
    await enrol(id, people);
    await test.settle();
    await tag('Bought', people[0]!);
    expect(await stepsOf(people[0]!)).toEqual([4]);
    expect(await stepsOf(people[1]!)).toEqual([1]);
    expect(await reached(people[0]!)).toEqual([{ data: { step: 3, from: 1, version: 1, trigger: 900 }, cause: 'tag.added' }]);
    expect(
      await rows(
        "select record_id::int as id from events where account_id = $1 and kind = 'automation.moved' and cause_id in (select id from events where account_id = $1 and kind = 'automation.reached')",
      ),
    ).toEqual([{ id: people[0] }]);
  });

  it('is waited for by whoever comes down to it, and then goes on; or passed, where it says so', async () => {
    const waits = await makeAutomation(test, seat, makeMap([mark('Begun'), await goal('Paid'), wait(9)]));
    const passes = await makeAutomation(test, seat, makeMap([await goal('Paid', { arrival: 'pass' }), wait(9)]));
    await enrol(waits, [people[0]!]);
    await enrol(passes, [people[1]!]);
    await test.settle();
    expect(await places(people[0]!)).toEqual([{ step: 2, state: 'waiting' }]);
    expect(await stepsOf(people[1]!)).toEqual([2]);
    test.clock.moveBy(40 * 86_400_000);
    await test.settle();
    expect(await stepsOf(people[0]!)).toEqual([2]);
    await tag('Paid', people[0]!);
    expect(await stepsOf(people[0]!)).toEqual([3]);
    const [flow] = await rows<{ records: number }>(
      'select sum(records)::int as records from automation_flows where account_id = $1 and automation_id = $2 and step_id = 2 and exit = -1',
      waits,
    );
    expect(flow, 'who waited there has arrived once').toEqual({ records: 1 });
  });

  it('is not reached from below, from another branch or from nowhere, unless it says so', async () => {
    const branches = ['condition', { criteria: { field: 1, operator: 'is', values: ['Ada'] } }, [2, 4]] as ShortStep;
    const build = async (who: GoalSettings['who']) =>
      makeMap([branches, ['wait', { wait: 'for', amount: 5, unit: 'days' }, [3]], await goal('Bought', { who }), wait(9)]);
    const above = await makeAutomation(test, seat, await build('above'));
    await enrol(above, people.slice(0, 2));
    await test.settle();
    await tag('Bought', ...people);
    expect([await stepsOf(people[0]!), await stepsOf(people[1]!), await stepsOf(people[2]!)]).toEqual([[4], [4], []]);
    expect(await reached(people[1]!)).toEqual([]);
  });

  it('for anyone on the map is reached from wherever they stand, the end among it; and for anyone at all by entering there', async () => {
    const resting = ['end', { stay: true }] as ShortStep;
    const onMap = await makeAutomation(
      test,
      seat,
      makeMap([
        ['condition', { criteria: { field: 1, operator: 'is', values: ['Ada'] } }, [2, 4]],
        await goal('Bought', { who: 'map' }),
        wait(9),
        resting,
      ]),
    );
    const anyone = await makeAutomation(test, seat, makeMap([wait(1), await goal('Bought', { who: 'anyone' }, 901), wait(9)]));
    await enrol(onMap, [people[1]!]);
    await test.settle();
    await tag('Bought', people[1]!, people[2]!);
    expect(
      await rows('select record_id::int as id, step_id as step from positions where account_id = $1 and automation_id = $2', onMap),
    ).toEqual([{ id: people[1], step: 3 }]);
    expect(
      await rows(
        'select record_id::int as id, step_id as step from positions where account_id = $1 and automation_id = $2 order by 1',
        anyone,
      ),
    ).toEqual([
      { id: people[1], step: 3 },
      { id: people[2], step: 3 },
    ]);
    expect(
      (
        await rows<{ kind: string }>(
          "select kind from events where account_id = $1 and record_id = $2 and subject_id = $3 and kind like 'automation.%' order by id",
          people[2],
          anyone,
        )
      ).map(({ kind }) => kind),
    ).toEqual(['automation.entered', 'automation.reached', 'automation.moved']);
  });

  it('for anyone keeps to the rules of entering: who may never come back does not', async () => {
    const id = await makeAutomation(test, seat, makeMap([await goal('Bought', { who: 'anyone' }), mark('Through')], { reentry: 'never' }));
    await tag('Bought', people[0]!);
    expect(await rows('select times from automation_entries where account_id = $1 and automation_id = $2', id)).toEqual([{ times: 1 }]);
  });

  it('may begin a further place instead of moving the one there is', async () => {
    const id = await makeAutomation(test, seat, makeMap([wait(5), await goal('Bought', { how: 'add' }), wait(9)]));
    await enrol(id, [people[0]!]);
    await test.settle();
    await tag('Bought', people[0]!);
    expect(await stepsOf(people[0]!)).toEqual([1, 3]);
  });

  it('takes a record from every place that leads to it, or from everywhere on the map', async () => {
    const fork = ['fork', { ways: 3 }, [2, 3, 6]] as ShortStep;
    const steps = async (leaves: GoalSettings['leaves']): Promise<ShortStep[]> => [
      fork,
      ['wait', { wait: 'for', amount: 5, unit: 'days' }, [4]],
      ['wait', { wait: 'for', amount: 6, unit: 'days' }, [4]],
      await goal('Bought', { leaves }),
      ['wait', { wait: 'for', amount: 9, unit: 'days' }, [null]],
      ['wait', { wait: 'for', amount: 7, unit: 'days' }, [null]],
    ];
    const above = await makeAutomation(test, seat, makeMap(await steps('above')));
    await enrol(above, [people[0]!]);
    await test.settle();
    expect(await stepsOf(people[0]!)).toEqual([2, 3, 6]);
    await tag('Bought', people[0]!);
    expect(await stepsOf(people[0]!)).toEqual([5, 6]);
    const everywhere = await makeAutomation(test, seat, makeMap(await steps('everywhere')));
    await enrol(everywhere, [people[1]!]);
    await test.settle();
    await tag('Bought', people[1]!);
    expect(await stepsOf(people[1]!)).toEqual([5]);
    expect((await reached(people[1]!))[0]?.data.left).toHaveLength(2);
  });

  it('and another met by the same event are reached one after the other, each once', async () => {
    const first = await goal('Bought', {}, 900);
    const second = await goal('Bought', {}, 901);
    const id = await makeAutomation(test, seat, makeMap([wait(5), first, wait(6), second, wait(9)]));
    await enrol(id, [people[0]!]);
    await test.settle();
    await tag('Bought', people[0]!);
    expect(await stepsOf(people[0]!)).toEqual([5]);
    expect((await reached(people[0]!)).map(({ data }) => data.step)).toEqual([2, 4]);
  });

  it('moves somebody who is held, and keeps holding them', async () => {
    const id = await makeAutomation(test, seat, makeMap([wait(5), await goal('Bought'), wait(9)]));
    await enrol(id, [people[0]!]);
    await test.settle();
    await test.owner.query("update positions set held_due_at = due_at, due_at = 'infinity' where account_id = $1", [seat.accountId]);
    await tag('Bought', people[0]!);
    expect(await places(people[0]!)).toEqual([{ step: 2, state: 'waiting' }]);
    expect(await rows('select held_due_at from positions where account_id = $1')).toEqual([{ held_due_at: test.clock.now() }]);
    await tag('Bought', people[1]!);
    await test.owner.query('update positions set due_at = held_due_at, held_due_at = null where account_id = $1', [seat.accountId]);
    await test.settle();
    expect(await stepsOf(people[0]!)).toEqual([3]);
  });

  it('that its own map leads to again is not reached without end', async () => {
    const tagged = await goal('Loop', { who: 'anyone', how: 'add' });
    const steps: ShortStep[] = [tagged, ['tag.remove', { tag: 'Loop' }], ['tag.add', { tag: 'Loop' }]];
    const id = await makeAutomation(test, seat, makeMap(steps, { perDay: 4, reentry: 'always' }));
    await tag('Loop', people[0]!);
    expect(await rows('select reached from automation_entries where account_id = $1 and automation_id = $2', id)).toHaveLength(1);
    expect((await reached(people[0]!)).length).toBeLessThanOrEqual(4);
    expect(await rows("select from events where account_id = $1 and kind = 'automation.refused'")).toHaveLength(1);
  });
});

it('killed while goals are being reached, the follower reaches them once', async () => {
  const id = await makeAutomation(test, seat, makeMap([wait(5), await goal('Bought'), wait(9)]));
  await enrol(id, people);
  await test.settle();
  await as(async (db) => {
    const tagId = await ensureTag(db, seat.ids, 0, 'Bought');
    await tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds: people });
  });
  const follower = followers().find(({ name }) => name === 'automations.triggers')!;
  const dying = {
    ...follower,
    follow: async (...args: Parameters<typeof follower.follow>) => {
      await follower.follow(...args);
      throw new Error('killed');
    },
  };
  await followNext(test.database, seat.accountId, dying);
  expect(await rows("select from events where account_id = $1 and kind = 'automation.reached'")).toEqual([]);
  await test.settle();
  expect(await rows("select record_id::int as id from events where account_id = $1 and kind = 'automation.reached' order by 1")).toEqual(
    people.map((one) => ({ id: one })),
  );
  expect(await stepsOf(people[0]!)).toEqual([3]);
});
