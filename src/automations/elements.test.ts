import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createMessage, publishMessage } from '../email/index.ts';
import { createField, deleteField, deleteRecords, ensureTag, tagRecords, updateRecord } from '../records/index.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { enterRecords } from './people/enter-records.ts';
import { pauseAutomation } from './pause-automation.ts';
import { candidatesOf } from './queries/entries.ts';
import { resumeAutomation } from './resume-automation.ts';
import type { QuietHours } from './schema.ts';

type Step = [string, Record<string, unknown>, (number | null)[]?];

const HOUR = 3_600_000;
const step = (kind: string, settings: Record<string, unknown>, next?: (number | null)[]): Step =>
  next ? [kind, settings, next] : [kind, settings];
const WAIT = (settings: Record<string, unknown>, next?: (number | null)[]): Step => step('wait', settings, next);
const DAY = WAIT({ wait: 'for', amount: 1, unit: 'days' });
const TAG = (tag: string, next?: (number | null)[]): Step => step('tag.add', { tag }, next);
const titled = (value: string) => ({ field: 6, operator: 'is', values: [value] });

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const write = (id: number, values: Record<number, string | null>) => as((db) => updateRecord(db, seat.actor, { objectId: 0, id, values }));

/** Puts contacts of these names on a map and lets everything run that is due. */
async function send(steps: readonly Step[], names: readonly string[], more: Parameters<typeof makeMap>[1] = {}) {
  const automationId = await makeAutomation(test, seat, makeMap(steps, more));
  const people = await makeContacts(test, seat, names);
  return { automationId, people, go: () => enrol(automationId, people) };
}

async function enrol(automationId: number, recordIds: readonly number[]): Promise<void> {
  await as((db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds: [...recordIds] }, viewer: everyone }));
  await test.settle(seat.accountId);
}

async function rows<Row>(text: string): Promise<Row[]> {
  return (await test.owner.query(text, [seat.accountId])).rows as Row[];
}
const places = () =>
  rows<{ record: number; step: number; state: string; due: Date | null }>(
    `select record_id::int as record, step_id as step, state, nullif(due_at, 'infinity') as due from positions
     where account_id = $1 order by record_id, step_id`,
  );
const tags = async (): Promise<Record<string, number[]>> => {
  const found = await rows<{ name: string; records: number[] }>(
    `select t.name, array_agg(r.record_id::int order by r.record_id) as records from record_tags r
     join tags t on t.account_id = $1 and t.object_id = 0 and t.id = r.tag_id where r.account_id = $1 group by t.name`,
  );
  return Object.fromEntries(found.map(({ name, records }) => [name, records]));
};
const told = (kind: string) =>
  rows<{ record: number; data: Record<string, unknown> }>(
    `select record_id::int as record, data from events where account_id = $1 and kind = '${kind}' order by id`,
  );

describe('waits', () => {
  it('until a time of the contact’s own day, in three zones in the week their clocks change; without a zone the account’s', async () => {
    test.clock.moveTo('2026-03-27T12:00:00Z');
    const { people, go } = await send([WAIT({ wait: 'until', at: '2026-03-29T09:00', zone: 'contact' })], ['A', 'B', 'C', 'D', 'E']);
    const zones = ['America/New_York', 'Australia/Sydney', 'Europe/London', null, 'Narnia'];
    for (const [index, zone] of zones.entries()) if (zone) await write(people[index]!, { 16: zone });
    await go();
    expect((await places()).map(({ due }) => due?.toISOString())).toEqual([
      '2026-03-29T13:00:00.000Z',
      '2026-03-28T22:00:00.000Z',
      '2026-03-29T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ]);
  });

  it('in the zone of the owner where the owner has one', async () => {
    await test.owner.query("update users set time_zone = 'Asia/Tokyo' where account_id = $1", [seat.accountId]);
    const { go } = await send([WAIT({ wait: 'window', weekdays: [2], from: '09:00', zone: 'owner' })], ['A']);
    await go();
    expect((await places())[0]!.due).toEqual(new Date('2026-03-03T00:00:00Z'));
  });

  it('for a date of the record: who has none passes, or is set aside with a sentence', async () => {
    const wait = (missing: string) => WAIT({ wait: 'field', offset: { fieldId: 8, amount: 2, direction: 'before', at: '09:00' }, missing });
    const passing = await send([wait('pass'), TAG('Passed')], ['A', 'B']);
    await write(passing.people[0]!, { 8: '2026-03-20' });
    await passing.go();
    expect(await places()).toEqual([{ record: passing.people[0], step: 1, state: 'waiting', due: new Date('2026-03-18T08:00:00Z') }]);
    expect(await tags()).toEqual({ Passed: [passing.people[1]] });
    const failing = await send([wait('fail')], ['C']);
    await failing.go();
    const [failed] = await rows<{ failure: string }>("select failure from positions where account_id = $1 and state = 'failed'");
    expect(failed!.failure).toContain('no date');
  });

  it('until criteria are met: asked again when something happens to the record, and told nothing of it meanwhile', async () => {
    const { people, go } = await send(
      [WAIT({ wait: 'criteria', criteria: titled('Baker') }, [2, null]), TAG('Met'), TAG('Never')],
      ['A', 'B'],
    );
    await go();
    await write(people[0]!, { 2: 'Other' });
    await test.settle(seat.accountId);
    expect(await places()).toHaveLength(2);
    expect(await told('automation.moved')).toHaveLength(2);
    await write(people[0]!, { 6: 'Baker' });
    await test.settle(seat.accountId);
    expect(await tags()).toEqual({ Met: [people[0]], Never: [people[0]] });
    expect((await told('automation.moved')).at(-1)!.data).toMatchObject({ path: [2, 3], exits: [0, 0], from: { step: 1, exit: 0 } });
  });

  it('until criteria are met while the map is paused: asked again when it runs on', async () => {
    const { automationId, people, go } = await send([WAIT({ wait: 'criteria', criteria: titled('Baker') }, [2, null]), TAG('Met')], ['A']);
    await go();
    await as((db) => pauseAutomation(db, seat.actor, automationId));
    await write(people[0]!, { 6: 'Baker' });
    await test.settle(seat.accountId);
    expect(await tags()).toEqual({});
    await as((db) => resumeAutomation(db, seat.actor, automationId));
    await test.settle(seat.accountId);
    expect(await tags()).toEqual({ Met: people });
  });

  it('until criteria are met, or the time has run out since it came', async () => {
    const wait = WAIT({ wait: 'criteria', criteria: titled('Baker'), limit: { amount: 2, unit: 'days' } }, [2, 3]);
    const { people, go } = await send([wait, TAG('Met', [null]), TAG('Late')], ['A']);
    await go();
    for (let hours = 0; hours < 47; hours += 12) {
      test.clock.moveBy(12 * HOUR);
      if (hours < 36) await test.settle(seat.accountId);
    }
    expect(await tags()).toEqual({});
    await test.settle(seat.accountId);
    expect(await tags()).toEqual({ Late: people });
  });

  it('for what no event of the record tells is looked at within the hour', async () => {
    const criteria = { field: 8, operator: 'in_last', amount: 3, unit: 'days' };
    const { people, go } = await send([WAIT({ wait: 'criteria', criteria }, [2, null]), TAG('Met')], ['A']);
    await write(people[0]!, { 8: '2026-03-03' });
    await go();
    expect((await places())[0]!.due).toEqual(new Date('2026-03-02T10:00:00Z'));
    for (let hour = 0; hour < 16; hour++) {
      test.clock.moveBy(HOUR);
      await test.settle(seat.accountId);
    }
    expect(await tags()).toEqual({ Met: people });
  });
});

describe('ways', () => {
  it('a condition takes the first branch that matches, all others the last exit', async () => {
    const starts = (letter: string) => ({ criteria: { field: 1, operator: 'starts_with', values: [letter] } });
    const branches = { branches: [starts('A'), starts('Al'), starts('B')] };
    const { people, go } = await send(
      [['condition', branches, [2, 3, 4, 5]], TAG('A', [null]), TAG('Al', [null]), TAG('B', [null]), TAG('Other')],
      ['Ada', 'Alan', 'Bob', 'Cy'],
    );
    await go();
    const [ada, alan, bob, cy] = people;
    expect(await tags()).toEqual({ A: [ada, alan], B: [bob], Other: [cy] });
    expect((await told('automation.moved')).map(({ data }) => data.exits)).toEqual([
      [0, 0],
      [0, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it('a split shares records out, and sends everybody the way that has won', async () => {
    const split: Step = ['split', { variants: [{ weight: 1 }, { weight: 1 }] }, [2, 3]];
    const names = Array.from({ length: 60 }, (_, index) => `P${index}`);
    const { automationId, go } = await send([split, TAG('One', [null]), TAG('Two')], names);
    await go();
    const before = await tags();
    expect(before.One!.length).toBeGreaterThan(15);
    expect(before.Two!.length).toBeGreaterThan(15);
    await test.owner.query(
      `insert into automation_winners (account_id, automation_id, step_id, exit, chosen_at) values ($1, ${automationId}, 1, 1, now())`,
      [seat.accountId],
    );
    const more = await makeContacts(test, seat, names);
    await enrol(automationId, more);
    expect((await tags()).Two).toEqual([...before.Two!, ...more]);
  });

  it('a fork gives a record a place on each way, each with lines of the ledger of its own', async () => {
    const { people, go } = await send([['fork', { ways: 3 }, [2, 4, null]], TAG('First'), DAY, TAG('Second')], ['A', 'B']);
    await go();
    expect(await tags()).toEqual({ First: people, Second: people });
    expect((await places()).map(({ step }) => step)).toEqual([3, 3]);
    const moves = (await told('automation.moved')).filter(({ record }) => record === people[0]);
    expect(moves.map(({ data }) => [data.path, data.exits, data.outcome])).toEqual([
      [[1, 2, 3], [0, 0, null], 'waiting'],
      [[1, 4], [1, 0], 'ended'],
    ]);
    const causes = await rows<{ tag: string; path: number[] }>(
      `select t.name as tag, c.data->'path' as path from events e join events c on c.account_id = $1 and c.id = e.cause_id
       join tags t on t.account_id = $1 and t.object_id = 0 and t.id = e.subject_id
       where e.account_id = $1 and e.kind = 'tag.added' and e.record_id = ${people[0]} order by t.name`,
    );
    expect(causes).toEqual([
      { tag: 'First', path: [1, 2, 3] },
      { tag: 'Second', path: [1, 4] },
    ]);
  });

  it('a go-to leads elsewhere; an end that keeps its records lets them stand there', async () => {
    const { automationId, people, go } = await send([['goto', {}, [3]], TAG('Skipped', [3]), ['end', { stay: true }, []]], ['A'], {
      triggers: [{ event: 'note.added', step: 2 }],
    });
    await go();
    expect(await places()).toEqual([{ record: people[0], step: 3, state: 'resting', due: null }]);
    expect((await told('automation.moved'))[0]!.data).toMatchObject({ outcome: 'resting', at: 3 });
    test.clock.moveBy(1000 * 24 * HOUR);
    await enrol(automationId, people);
    expect(await places()).toHaveLength(1);
  });

  it('a goal on the path is waited for, or passed', async () => {
    const goal = (arrival: string): Step => ['goal', { triggers: [{ id: 500, event: 'note.added' }], arrival }];
    const waiting = await send([goal('wait'), TAG('Behind')], ['A']);
    await waiting.go();
    expect(await places()).toEqual([{ record: waiting.people[0], step: 1, state: 'waiting', due: null }]);
    const passing = await send([goal('pass'), TAG('Passed')], ['B']);
    await passing.go();
    expect(await tags()).toEqual({ Passed: passing.people });
  });

  it('records may begin at another step than the start', async () => {
    const { automationId, people } = await send([TAG('First'), TAG('Second')], ['A', 'B']);
    const enter = (recordId: number, step: number) =>
      as((db) => enterRecords(db, seat.actor, { automationId, candidates: candidatesOf([recordId], [null]), step }));
    await enter(people[0]!, 2);
    await enter(people[1]!, 99);
    await test.settle(seat.accountId);
    expect(await tags()).toEqual({ First: [people[1]], Second: people });
  });
});

describe('what holds for the whole map', () => {
  async function makeMessage(): Promise<number> {
    return as(async (db) => {
      const body = { kind: 'plain' as const, text: 'Good to have you here.' };
      const message = { objectId: 0, name: 'Hello', purpose: 'transactional' as const, subject: 'Hello', preheader: '', body };
      const id = await createMessage(db, seat.actor, seat.ids, { ...message, fromName: '', replyTo: '' });
      await publishMessage(db, seat.actor, id);
      return id;
    });
  }
  const letters = async (): Promise<number[]> =>
    (await rows<{ record: number }>('select record_id::int as record from deliveries where account_id = $1 order by 1')).map(
      ({ record }) => record,
    );

  it('quiet hours hold what reaches people, by the clock of each, and nothing else', async () => {
    const quiet: QuietHours = { from: '20:00', to: '08:00', weekdays: [], zone: 'contact' };
    const steps: Step[] = [TAG('Before'), ['email.send', { messageId: await makeMessage() }], TAG('After')];
    const { people, go } = await send(steps, ['Ada', 'Bob'], { quiet });
    await write(people[0]!, { 3: 'ada@example.com', 16: 'America/Los_Angeles' });
    await write(people[1]!, { 3: 'bob@example.com' });
    await go();
    expect(await tags()).toEqual({ Before: people, After: [people[1]] });
    expect(await letters()).toEqual([people[1]]);
    expect(await places()).toEqual([{ record: people[0], step: 2, state: 'ready', due: new Date('2026-03-02T16:00:00Z') }]);
    test.clock.moveTo('2026-03-02T16:00:00Z');
    await test.settle(seat.accountId);
    expect(await letters()).toEqual(people);
    const [flow] = await rows<{ records: number }>(
      'select sum(records)::int as records from automation_flows where account_id = $1 and step_id = 2 and exit = -1',
    );
    expect(flow!.records).toBe(2);
  });

  it('who meets the exit criteria leaves, as soon as it is so, wherever it stands', async () => {
    const { people, go } = await send([DAY, ['end', { stay: true }, []]], ['A', 'B'], { exit: titled('Customer') });
    await go();
    await write(people[0]!, { 6: 'Customer' });
    await test.settle(seat.accountId);
    expect((await places()).map(({ record }) => record)).toEqual([people[1]]);
    expect(await told('automation.left')).toEqual([{ record: people[0], data: { reason: 'exit', at: 1 } }]);
    test.clock.moveBy(25 * HOUR);
    await test.settle(seat.accountId);
    await test.owner.query('update positions set held_due_at = now() where account_id = $1', [seat.accountId]);
    await write(people[1]!, { 6: 'Customer' });
    await test.settle(seat.accountId);
    expect(await places()).toEqual([]);
  });

  it('restart: who comes back leaves where it stands and begins anew', async () => {
    const { automationId, people, go } = await send([DAY, TAG('Done')], ['A'], { reentry: 'restart' });
    await go();
    test.clock.moveBy(20 * HOUR);
    await enrol(automationId, people);
    expect(await places()).toEqual([{ record: people[0], step: 1, state: 'waiting', due: new Date('2026-03-04T05:00:00Z') }]);
    expect(await told('automation.left')).toEqual([{ record: people[0], data: { reason: 'restarted', at: 1 } }]);
  });

  it('who waits for criteria and is deleted leaves as well', async () => {
    const { people, go } = await send([WAIT({ wait: 'criteria', criteria: titled('Baker') }, [null, null])], ['A']);
    await go();
    await as((db) => deleteRecords(db, seat.actor, { objectId: 0, recordIds: people }));
    await test.settle(seat.accountId);
    expect(await places()).toEqual([]);
  });
});

describe('what can no longer be asked', () => {
  it('sets those who come to it aside with the reason, and keeps nobody from other steps', async () => {
    const fieldId = await as((db) => createField(db, seat.actor, seat.ids, { objectId: 0, label: 'Colour', type: 'text' }));
    const criteria = { field: fieldId, operator: 'is', values: ['red'] };
    const steps: Step[] = [['condition', { criteria: titled('Baker') }, [2, 3]], ['condition', { criteria }, [null, null]], TAG('Passed')];
    const { people, go } = await send(steps, ['A', 'B'], { exit: criteria });
    await write(people[0]!, { 6: 'Baker' });
    await as((db) => deleteField(db, seat.actor, { objectId: 0, id: fieldId }));
    await go();
    expect(await tags()).toEqual({ Passed: [people[1]] });
    const [failed] = await rows<{ record: number; failure: string }>(
      "select record_id::int as record, failure from positions where account_id = $1 and state = 'failed'",
    );
    expect(failed).toEqual({ record: people[0], failure: expect.stringMatching(/field/i) });
  });

  it('a change of tags wakes as well as one of fields', async () => {
    const [known] = await makeContacts(test, seat, ['Known']);
    const tagId = await as((db) => ensureTag(db, seat.ids, 0, 'Vip'));
    const wait = WAIT({ wait: 'criteria', criteria: { tag: [tagId], operator: 'has_any' } }, [2, null]);
    const automationId = await makeAutomation(test, seat, makeMap([wait, TAG('Met')]));
    await enrol(automationId, [known!]);
    await as((db) => tagRecords(db, seat.actor, { objectId: 0, recordIds: [known!], tagId }));
    await test.settle(seat.accountId);
    expect((await tags()).Met).toEqual([known]);
  });
});
