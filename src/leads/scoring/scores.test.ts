import { beforeEach, describe, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import {
  createRecord,
  deleteField,
  deleteRecords,
  objectShape,
  recordById,
  restoreRecords,
  updateRecord,
  type ObjectShape,
} from '../../records/index.ts';
import { eventKinds } from '../../app/registry.ts';
import type { ScoreRow } from '../queries/scores.ts';
import { scoreSettingsSchema, type ScoreSettings } from '../rules/score-settings.ts';
import { addToScore } from './add-to-score.ts';
import { createScore } from './create-score.ts';
import { deleteScore } from './delete-score.ts';
import { followScores } from './follow-scores.ts';
import { loadScore } from './load-score.ts';
import { previewScore } from './preview-score.ts';
import { explainScores } from './explain-scores.ts';
import { stopSweep } from './stop-sweep.ts';
import { updateScore } from './update-score.ts';

const on = testDatabase({ now: '2026-03-02T09:00:00Z' });
const CONTACT = 0;
const DAY = 86_400_000;
let owner: TestSeat;

beforeEach(async () => {
  on.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(on, { timeZone: 'Europe/Berlin' });
});

const run = <T>(work: Parameters<typeof on.database.account<T>>[1]): Promise<T> => on.database.account(owner.accountId, work);
const settle = (): Promise<number> => on.settle(owner.accountId);
const contact = (values: Record<number, string>): Promise<number> =>
  run((db) => createRecord(db, owner.actor, owner.ids, { objectId: CONTACT, values }));
const change = (id: number, values: Record<number, string | null>): Promise<unknown> =>
  run((db) => updateRecord(db, owner.actor, { objectId: CONTACT, id, values }));
const model = (settings: Partial<ScoreSettings>): ScoreSettings => scoreSettingsSchema.parse(settings);
const make = (settings: Partial<ScoreSettings>, name = 'Lead score'): Promise<ScoreRow> =>
  run((db) => createScore(db, owner.actor, everyone, owner.ids, { objectId: CONTACT, name, settings: model(settings) }));
const kindOf = (kind: string) => eventKinds().find((known) => known.kind === kind)!;
const happens = (id: number, kind = 'email.clicked', subject = 7): Promise<number> =>
  run((db) =>
    recordEvent(db, owner.actor, { kind: kindOf(kind), record: { objectId: CONTACT, id }, subject: { type: 'email', id: subject } }),
  );
const scoreOf = async (score: ScoreRow, id: number): Promise<[number, string | undefined]> =>
  run(async (db) => {
    const record = (await recordById(db, CONTACT, id))!;
    const shape: ObjectShape = await objectShape(db, CONTACT);
    const band = record.values[String(score.band_field_id)];
    const options = shape.fields.find((field) => field.id === score.band_field_id)!.options;
    return [record.values[String(score.field_id)] as number, options.find((option) => option.id === band)?.label];
  });
const told = async (kind = 'score.changed'): Promise<{ record_id: number; data: Record<string, unknown>; cause_id: number | null }[]> =>
  (
    await on.owner.query('select record_id::int, data, cause_id::int from events where account_id = $1 and kind = $2 order by id', [
      owner.accountId,
      kind,
    ])
  ).rows;

const called = (name: string, points: number, id = 1): ScoreSettings['lines'][number] => ({
  id,
  is: 'criteria',
  points,
  criteria: { field: 1, operator: 'is', values: [name] },
});
const clicks = (points: number, more: object = {}, id = 2): ScoreSettings['lines'][number] => ({
  id,
  is: 'event',
  points,
  event: 'email.clicked',
  most: null,
  perDay: null,
  ...more,
});

describe('a score', () => {
  test('counts while criteria hold and each time something happens, within floor and cap, and says in which band it stands', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [called('ada', 45), clicks(30)] });
    await settle();
    expect(await scoreOf(score, ada)).toEqual([45, 'Medium']);

    await happens(ada);
    await settle();
    expect(await scoreOf(score, ada)).toEqual([75, 'High']);
    await happens(ada);
    await settle();
    expect(await scoreOf(score, ada)).toEqual([100, 'High']);

    await change(ada, { 1: 'Grace' });
    await settle();
    expect(await scoreOf(score, ada)).toEqual([60, 'Medium']);
    const [first, second] = await told();
    expect(first).toMatchObject({ record_id: ada, data: { before: null, after: 45, because: 'model' }, cause_id: null });
    expect(second).toMatchObject({ data: { before: 45, after: 75, because: 'event' } });
    expect(second!.cause_id).not.toBeNull();
  });

  test('gives new records the score of nobody without a second write', async () => {
    const score = await make({ lines: [clicks(5)] });
    await settle();
    const id = await contact({ 1: 'New' });
    expect(await scoreOf(score, id)).toEqual([0, 'Low']);
    await settle();
    expect(await told('record.updated')).toEqual([]);
  });

  test('counts what happened before it was made, once, whatever is still to be read', async () => {
    const ada = await contact({ 1: 'Ada' });
    for (let n = 0; n < 3; n++) await happens(ada);
    const score = await make({ lines: [clicks(10)] });
    await settle();
    expect(await scoreOf(score, ada)).toEqual([30, 'Low']);
  });

  test('counts an event once, whatever is killed while its batch is read', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [clicks(10)] });
    await settle();
    await happens(ada);
    const { rows } = await on.owner.query("select batch_id::int from event_batches where account_id = $1 and follower = 'leads.scores'", [
      owner.accountId,
    ]);
    const killed = run(async (db) => {
      await followScores(db, rows[0].batch_id, ['email.clicked']);
      throw new Error('killed before the commit');
    });
    await expect(killed).rejects.toThrow('killed');
    expect((await scoreOf(score, ada))[0]).toBe(0);
    await settle();
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(10);
    expect((await told()).filter(({ data }) => data.because === 'event')).toHaveLength(1);
  });

  test('keeps to the most a line counts in all and on one day', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [clicks(10, { most: 3 }), clicks(1, { perDay: 2 }, 3)] });
    await settle();
    for (let n = 0; n < 5; n++) await happens(ada);
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(32);
    on.clock.moveBy(DAY);
    for (let n = 0; n < 5; n++) await happens(ada);
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(34);
  });

  test('lets points decay by the days of the account, also over the change to summer time, and writes nobody else', async () => {
    const ada = await contact({ 1: 'Ada' });
    await contact({ 1: 'Grace' });
    const score = await make({ lines: [clicks(40)], decay: { percent: 50, days: 28 } });
    await settle();
    await happens(ada);
    await settle();
    on.clock.moveBy(27 * DAY);
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(40);
    // 30 March, 00:00 in Berlin, two hours before midnight in London: summer time began the day before.
    on.clock.moveTo('2026-03-29T22:30:00Z');
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(20);
    on.clock.moveBy(28 * DAY);
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(10);
    expect((await told()).map(({ record_id, data }) => [record_id, data.after])).toEqual([
      [ada, 0],
      [ada + 1, 0],
      [ada, 40],
      [ada, 20],
      [ada, 10],
    ]);
  });

  test('takes points from maps and people, which decay as well', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [], decay: { percent: 50, days: 1 } });
    await settle();
    await run((db) => addToScore(db, owner.actor, { scoreId: score.id, points: 9, recordIds: [ada], causeIds: [null] }));
    expect((await scoreOf(score, ada))[0]).toBe(9);
    on.clock.moveBy(DAY);
    await settle();
    // Half of nine is four and a half, which rounds up.
    expect((await scoreOf(score, ada))[0]).toBe(5);
    const [explained] = await run((db) => explainScores(db, everyone, { objectId: CONTACT, recordId: ada }));
    expect(explained).toMatchObject({ value: 5, band: 'Low', lines: [{ line: undefined, given: 9, left: 4.5 }] });
  });

  test('is worked out anew when its model changes, and keeps the points of events the ledger no longer has', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [clicks(10), called('ada', 5)] });
    await happens(ada);
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(15);
    await on.owner.query("delete from events where account_id = $1 and kind = 'email.clicked'", [owner.accountId]);
    const settings = model({
      lines: [clicks(20), called('ada', 1)],
      bands: [
        { name: 'Hot', from: 20 },
        { name: 'Cold', from: 0 },
      ],
    });
    await run((db) => updateScore(db, owner.actor, everyone, score.id, { settings, revision: 1 }));
    await settle();
    expect(await scoreOf(score, ada)).toEqual([21, 'Hot']);
    expect((await run((db) => loadScore(db, score.id))).sweep_why).toBeNull();
  });

  test('stops being worked out anew when it is told to, and goes on from there', async () => {
    const ada = await contact({ 1: 'Ada' });
    await settle();
    const score = await make({ lines: [called('ada', 5)] });
    await run((db) => stopSweep(db, score.id, true));
    await settle();
    expect((await run((db) => recordById(db, CONTACT, ada)))!.values[String(score.field_id)]).toBeUndefined();
    await run((db) => stopSweep(db, score.id, false));
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(5);
  });

  test('refuses to rest upon itself or upon another score, and what nobody could count', async () => {
    const score = await make({ lines: [] });
    const asking = { id: 1, is: 'criteria' as const, points: 5, criteria: { field: score.field_id, operator: 'greater', values: [3] } };
    await expect(make({ lines: [asking] }, 'Other')).rejects.toMatchObject({ code: 'score_asks_score' });
    await expect(make({ lines: [clicks(1, { event: 'record.updated' })] }, 'Other')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(make({ lines: [called('ada', 5), clicks(5)], floor: 10, cap: 10 }, 'Other')).rejects.toThrow('must be above');
  });

  test('asks of dates what time alone makes true', async () => {
    const ada = await contact({ 1: 'Ada', 8: '2026-03-03' });
    const birthday = { id: 1, is: 'criteria' as const, points: 50, criteria: { field: 8, operator: 'today' } };
    const known = await run((db) => previewScore(db, everyone, { objectId: CONTACT, settings: model({ lines: [birthday] }) })).catch(
      (error: Error) => error.message,
    );
    expect(known).toMatchObject({ records: 1, bands: [{ count: 0 }, { count: 0 }, { count: 1 }] });
    const score = await make({ lines: [birthday] });
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(0);
    on.clock.moveTo('2026-03-03T08:00:00Z');
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(50);
    on.clock.moveTo('2026-03-04T08:00:00Z');
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(0);
  });

  test('shows before it is kept how records fall into its bands and who stands highest', async () => {
    const ada = await contact({ 1: 'Ada' });
    await contact({ 1: 'Grace' });
    for (let n = 0; n < 4; n++) await happens(ada);
    const settings = model({ lines: [clicks(25, { most: 3 })] });
    const preview = await run((db) => previewScore(db, everyone, { objectId: CONTACT, settings }));
    expect(preview.bands).toEqual([
      { name: 'High', from: 70, count: 1 },
      { name: 'Medium', from: 40, count: 0 },
      { name: 'Low', from: 0, count: 1 },
    ]);
    expect(preview.top[0]).toMatchObject({ id: ada, score: 75 });
    expect(await told()).toEqual([]);
  });

  test('goes with its fields when it is deleted, which cannot go alone', async () => {
    const score = await make({ lines: [] });
    await settle();
    await expect(run((db) => deleteField(db, owner.actor, { objectId: CONTACT, id: score.field_id }))).rejects.toMatchObject({
      code: 'field_in_use',
    });
    await run((db) => deleteScore(db, owner.actor, score.id));
    const shape = await run((db) => objectShape(db, CONTACT));
    expect(shape.fields.some(({ id }) => id === score.field_id || id === score.band_field_id)).toBe(false);
  });

  test('leaves records in the bin alone and scores them when they come back', async () => {
    const ada = await contact({ 1: 'Ada' });
    const score = await make({ lines: [clicks(10)] });
    await settle();
    const recordIds = [ada];
    await run((db) => deleteRecords(db, owner.actor, { objectId: CONTACT, recordIds }));
    await happens(ada);
    await settle();
    expect((await told()).filter(({ record_id }) => record_id === ada)).toHaveLength(1);
    await run((db) => restoreRecords(db, owner.actor, { objectId: CONTACT, recordIds }));
    await settle();
    expect((await scoreOf(score, ada))[0]).toBe(10);
  });
});
