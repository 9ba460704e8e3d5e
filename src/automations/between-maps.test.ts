import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { CONTACT, createRecord } from '../records/index.ts';
import { actions } from './actions.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { pauseAutomation } from './pause-automation.ts';
import { everyone } from '../app/kernel/viewer.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
const HOUR = 3_600_000;
let seat: TestSeat;

beforeAll(async () => {
  seat = await makeAccount(test);
});

const contact = (name: string): Promise<number> =>
  test.database.account(seat.accountId, (db) =>
    createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { 1: name, 3: `${name}@example.com` } }),
  );
const enrol = (automationId: number, ...recordIds: number[]) =>
  test.database.account(seat.accountId, (db) => enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }));
const positions = async (recordId: number) =>
  (
    await test.owner.query(
      `select automation_id::integer as map, step_id as step, state, due_at::text as due, held_due_at::text as held
       from positions where account_id = $1 and record_id = $2 order by automation_id, step_id`,
      [seat.accountId, recordId],
    )
  ).rows;
const told = async (recordId: number, kind: string) =>
  (
    await test.owner.query(
      `select e.subject_id::integer as map, e.data, c.kind as cause from events e left join events c on c.account_id = e.account_id and c.id = e.cause_id
       where e.account_id = $1 and e.record_id = $2 and e.kind = $3 order by e.id`,
      [seat.accountId, recordId, kind],
    )
  ).rows;
const waiting = (hours: number) =>
  makeMap([['wait', { wait: 'for', amount: hours, unit: 'hours' }], ['tag.add', { tag: `after ${hours}` }], ['end']]);
const one = (kind: string, automationId: number | null) => makeMap([[kind, { automationId }], ['end']]);

describe('a step of one map', () => {
  it('brings records onto another, and takes them off it, with the move as the cause', async () => {
    const other = await makeAutomation(test, seat, waiting(5), 'Other');
    const bringing = await makeAutomation(test, seat, one('automation.enter', other), 'Bringing');
    const taking = await makeAutomation(test, seat, one('automation.leave', other), 'Taking');
    const ada = await contact('ada');
    await enrol(bringing, ada);
    await test.settle(seat.accountId);
    expect(await positions(ada)).toMatchObject([{ map: other, step: 1, state: 'waiting' }]);
    expect((await told(ada, 'automation.entered')).filter(({ map }) => map === other)).toMatchObject([
      { data: { by: 'map' }, cause: 'automation.moved' },
    ]);
    await enrol(taking, ada);
    await test.settle(seat.accountId);
    expect(await positions(ada)).toEqual([]);
    expect(await told(ada, 'automation.left')).toMatchObject([
      { map: other, data: { reason: 'removed', at: 1 }, cause: 'automation.moved' },
    ]);
  });

  it('holds records on another until they are released, and they go on when they would have', async () => {
    const other = await makeAutomation(test, seat, waiting(5), 'Held');
    const holding = await makeAutomation(test, seat, one('automation.hold', other), 'Holding');
    const resuming = await makeAutomation(test, seat, one('automation.resume', other), 'Resuming');
    const [bo, cy] = [await contact('bo'), await contact('cy')];
    await enrol(other, bo, cy);
    await test.settle(seat.accountId);
    const [before] = await positions(bo);
    await enrol(holding, bo);
    await test.settle(seat.accountId);
    expect(await positions(bo)).toMatchObject([{ due: 'infinity', held: before.due }]);
    expect(await told(bo, 'automation.held')).toMatchObject([{ map: other, data: { at: [1] }, cause: 'automation.moved' }]);
    expect(await positions(cy)).toMatchObject([{ held: null }]);
    test.clock.moveBy(24 * HOUR);
    await test.settle(seat.accountId);
    expect(await positions(cy)).toEqual([]);
    expect(await positions(bo)).toMatchObject([{ step: 1, state: 'waiting' }]);
    await enrol(resuming, bo);
    await test.settle(seat.accountId);
    expect(await positions(bo)).toEqual([]);
    expect(await told(bo, 'automation.released')).toHaveLength(1);
    expect((await told(bo, 'tag.added')).length).toBe(1);
  });

  it('holds a record on every map at once, its own included, where it comes to rest', async () => {
    const other = await makeAutomation(test, seat, waiting(5), 'Second');
    const everywhere = await makeAutomation(
      test,
      seat,
      makeMap([['automation.hold', { automationId: null }], ['wait', { wait: 'for', amount: 1, unit: 'hours' }], ['end']]),
      'Everywhere',
    );
    const dee = await contact('dee');
    await enrol(other, dee);
    await enrol(everywhere, dee);
    await test.settle(seat.accountId);
    expect((await positions(dee)).map(({ step, due, held }) => [step, due, held !== null])).toEqual([
      [1, 'infinity', true],
      [2, 'infinity', true],
    ]);
    test.clock.moveBy(48 * HOUR);
    await test.settle(seat.accountId);
    expect(await positions(dee)).toHaveLength(2);
    await enrol(await makeAutomation(test, seat, one('automation.resume', null), 'Freeing'), dee);
    await test.settle(seat.accountId);
    expect(await positions(dee)).toEqual([]);
  });

  it('sets records aside when the map they should enter does not run, and drops nobody', async () => {
    const other = await makeAutomation(test, seat, waiting(5), 'Stopped');
    const bringing = await makeAutomation(test, seat, one('automation.enter', other), 'To the stopped');
    await test.database.account(seat.accountId, (db) => pauseAutomation(db, seat.actor, other));
    const eve = await contact('eve');
    await enrol(bringing, eve);
    await test.settle(seat.accountId);
    expect(await positions(eve)).toMatchObject([{ map: bringing, step: 1, state: 'failed' }]);
    const { rows } = await test.owner.query('select failure from positions where record_id = $1', [eve]);
    expect(rows[0].failure).toBe('“Stopped” is not running, so nobody can enter it.');
  });

  it('cannot make two maps send a record round for ever', async () => {
    const there = await makeAutomation(test, seat, waiting(1), 'There');
    const back = await makeAutomation(
      test,
      seat,
      makeMap([['automation.enter', { automationId: there }], ['end']], {
        triggers: [{ event: 'automation.left', subject: [there] }],
        perDay: 3,
      }),
      'Back',
    );
    const round = await makeAutomation(
      test,
      seat,
      makeMap([['automation.leave', { automationId: there }], ['end']], {
        triggers: [{ event: 'automation.entered', subject: [there] }],
        perDay: 3,
      }),
      'Round',
    );
    const fay = await contact('fay');
    await enrol(there, fay);
    await test.settle(seat.accountId);
    const refused = await told(fay, 'automation.refused');
    expect(refused.length).toBeGreaterThan(0);
    expect([back, round]).toContain(refused[0].map);
  });
});

describe('settings that cannot work', () => {
  it('are told before the map runs', async () => {
    const other = await makeAutomation(test, seat, waiting(5), 'Paused one');
    await test.database.account(seat.accountId, (db) => pauseAutomation(db, seat.actor, other));
    const problem = (kind: string, objectId: number, automationId: number) =>
      test.database.account(
        seat.accountId,
        async (db) => (await actions.find((one) => one.kind === kind)!.problems!(db, objectId, { automationId }))[0],
      );
    expect(await problem('automation.enter', CONTACT, other)).toMatch(/is not running/);
    expect(await problem('automation.leave', CONTACT, other)).toBeUndefined();
    expect(await problem('automation.hold', 150, other)).toMatch(/another kind of record/);
    expect(await problem('automation.resume', CONTACT, 9999)).toMatch(/was deleted/);
  });
});
