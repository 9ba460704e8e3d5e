import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { updateRecord } from '../../records/index.ts';
import { countSteps } from './count-steps.ts';
import { enrolRecords } from '../people/enrol-records.ts';
import { listSplits } from './list-splits.ts';
import { measureSplitsOf } from './measure-splits.ts';
import { automationsOfPerson } from '../personal-data.ts';
import type { SplitSettings } from '../schema.ts';

const HOUR = 3_600_000;
const MEASURE = { criteria: { field: 6, operator: 'is', values: ['Won'] }, within: { amount: 2, unit: 'days' } } as const;

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(owner.accountId, work);
const splitBy = (more: Partial<SplitSettings> = {}) =>
  makeMap([
    [
      'split',
      {
        variants: [
          { name: 'A', weight: 1 },
          { name: 'B', weight: 1 },
        ],
        measure: MEASURE,
        ...more,
      },
      [null, null],
    ],
  ]);
const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, owner.actor, { automationId, records: { recordIds }, viewer: everyone }));
const win = (id: number) => as((db) => updateRecord(db, owner.actor, { objectId: 0, id, values: { 6: 'Won' } }));
const measure = () => measureSplitsOf(test.database, owner.accountId);
const people = (count: number) =>
  makeContacts(
    test,
    owner,
    Array.from({ length: count }, (_, index) => `P${index}`),
  );
const splitOf = async (automationId: number) => (await as((db) => listSplits(db, automationId, everyone)))[0]!;
const takersOf = async (automationId: number, exit: number): Promise<number[]> => {
  const { rows } = await test.owner.query(
    `select record_id::int as id from events where account_id = $1 and subject_id = $2 and kind = 'automation.moved' and data->'exits'->>0 = $3`,
    [owner.accountId, automationId, String(exit)],
  );
  return rows.map(({ id }) => id as number);
};
describe('measuring a split', () => {
  it('who matches within the time has won, who does so later has not, and until the time is over nobody is counted', async () => {
    const id = await makeAutomation(test, owner, splitBy());
    const all = await people(6);
    await enrol(id, all);
    await test.settle();
    const [first, late] = await takersOf(id, 0);
    test.clock.moveBy(HOUR);
    if (first !== undefined) await win(first);
    await measure();
    expect((await splitOf(id)).variants.reduce((sum, { taken, decided }) => sum + taken * 10 + decided, 0)).toBe(60);
    test.clock.moveBy(72 * HOUR);
    if (late !== undefined) await win(late);
    await measure();
    const { variants, result } = await splitOf(id);
    expect(variants.reduce((sum, { decided }) => sum + decided, 0)).toBe(6);
    expect(variants.reduce((sum, { won }) => sum + won, 0)).toBe(first === undefined ? 0 : 1);
    expect(result?.isEarly).toBe(true);
  });

  it('a win that was lost again stays a win', async () => {
    const id = await makeAutomation(test, owner, splitBy());
    const [ada] = await people(1);
    await enrol(id, [ada!]);
    await test.settle();
    await win(ada!);
    await measure();
    await as((db) => updateRecord(db, owner.actor, { objectId: 0, id: ada!, values: { 6: 'Lost' } }));
    test.clock.moveBy(72 * HOUR);
    await measure();
    expect((await splitOf(id)).variants.reduce((sum, { won }) => sum + won, 0)).toBe(1);
  });

  it('a person who is erased leaves no trace of winning', async () => {
    const id = await makeAutomation(test, owner, splitBy());
    const [ada] = await people(1);
    await enrol(id, [ada!]);
    await test.settle();
    await win(ada!);
    await measure();
    await as((db) => automationsOfPerson.erase(db, 0, ada!));
    const { rows } = await test.owner.query('select from automation_split_wins where account_id = $1', [owner.accountId]);
    expect(rows).toEqual([]);
  });
});

describe('the winner', () => {
  it('is chosen by the measure when it is sure enough, everybody takes it from then on, and the ledger says how sure', async () => {
    const id = await makeAutomation(test, owner, splitBy({ winner: { by: 'measure', confidence: 9_500, atLeast: 20 } }));
    await enrol(id, await people(60));
    await test.settle();
    for (const winner of (await takersOf(id, 1)).slice(0, 15)) await win(winner);
    await measure();
    expect((await splitOf(id)).winner).toBeUndefined();
    test.clock.moveBy(49 * HOUR);
    await measure();
    expect((await splitOf(id)).winner).toMatchObject({ exit: 1, chosen_by: null });
    const { rows } = await test.owner.query(`select data from events where account_id = $1 and kind = 'automation.winner_chosen'`, [
      owner.accountId,
    ]);
    expect(rows).toMatchObject([{ data: { step: 1, exit: 1, by: 'measure' } }]);
    expect(rows[0].data.confidence).toBeGreaterThanOrEqual(9_500);

    const before = (await takersOf(id, 0)).length;
    await enrol(id, await people(20));
    await test.settle();
    expect((await takersOf(id, 0)).length).toBe(before);
  });

  it('that somebody opened again stays open, whatever is measured', async () => {
    const id = await makeAutomation(test, owner, splitBy({ winner: { by: 'measure', confidence: 8_000, atLeast: 10 } }));
    await enrol(id, await people(60));
    await test.settle();
    for (const winner of await takersOf(id, 0)) await win(winner);
    await measure();
    test.clock.moveBy(49 * HOUR);
    await measure();
    expect((await splitOf(id)).winner).toBeDefined();
    const at = `/api/automations/${id}/splits/1/winner`;
    expect((await ask(owner, 'POST', at, { exit: null })).status).toBe(204);
    await measure();
    expect((await splitOf(id)).winner).toBeUndefined();
  });

  it('is chosen by hand by whoever may, of the variants there are, and counts on the map stay as they were', async () => {
    const id = await makeAutomation(test, owner, splitBy());
    await enrol(id, await people(4));
    await test.settle();
    const counts = await as((db) => countSteps(db, id));
    const at = `/api/automations/${id}/splits/1/winner`;
    expect((await ask(owner, 'POST', at, { exit: 1 })).status).toBe(204);
    const { body } = await ask(owner, 'GET', `/api/automations/${id}/splits`);
    expect(body).toMatchObject([{ stepId: 1, isMeasured: true, isEarly: true, winner: { exit: 1, confidence: null } }]);
    expect(body[0].winner.chosenBy).toEqual(expect.any(String));
    expect(await as((db) => countSteps(db, id))).toEqual(counts);
    expect((await ask(owner, 'POST', at, { exit: 2 })).body.code).toBe('no_variant');
    expect((await ask(owner, 'POST', `/api/automations/${id}/splits/9/winner`, { exit: 0 })).body.code).toBe('no_split');
  });

  it('is not seen by another account, and not chosen without the right', async () => {
    const id = await makeAutomation(test, owner, splitBy());
    const stranger = await makeAccount(test);
    const reader = await makeUser(test, owner, { role: 'Read only' });
    const at = `/api/automations/${id}/splits`;
    expect((await ask(stranger, 'GET', at)).status).toBe(404);
    expect((await ask(stranger, 'POST', `${at}/1/winner`, { exit: 0 })).status).toBe(404);
    expect((await ask(reader, 'GET', at)).status).toBe(200);
    expect((await ask(reader, 'POST', `${at}/1/winner`, { exit: 0 })).status).toBe(403);
  });
});
