import { afterAll, beforeAll, expect, test as it } from 'vitest';
import { breakingDatabase } from '../../test/breaking-database.ts';
import { plainActions, stumbling } from '../../test/automations/plain-actions.ts';
import { randomMap, type RandomMap } from '../../test/automations/random-maps.ts';
import { NO_ZONE, ReferenceInterpreter, type PlainRecord } from '../../test/automations/reference-interpreter.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { luckFrom, pick, type Luck } from '../../test/random-input.ts';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { followers, register } from '../app/registry.ts';
import { domains } from '../domains.ts';
import { followNext } from '../ledger/index.ts';
import { createRecord, recordsByIds, updateRecord } from '../records/index.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { runAutomations } from './run-automations.ts';

const SEED = Number(process.env.SEED ?? 20_261_121);
const MAPS = Number(process.env.MAPS ?? (process.env.QUAYSIDE_DEEP ? 400 : 10));
const RECORDS = 24;
const ROUNDS = 6;
const MOST_MS_A_MAP = 20_000;
const HOURS = 3_600_000;
const ZONE = 'Europe/Berlin';
const OWNERS_ZONE = 'America/New_York';
/** So many times a round of moves may be broken; then it is left in peace, so that the test ends. */
const MOST_BREAKS = 4;

const test = testDatabase({ now: '2026-03-27T08:00:00Z' });
let seat: TestSeat;

beforeAll(async () => {
  register([...domains, plainActions]);
  seat = await makeAccount(test, { timeZone: ZONE });
  await test.owner.query('update users set time_zone = $2 where account_id = $1', [seat.accountId, OWNERS_ZONE]);
});
afterAll(() => register(domains));

it(
  `${MAPS} random maps over random records, the worker broken at random statements, end as the reference says (seed ${SEED})`,
  async () => {
    const luck = luckFrom(SEED);
    let breaks = 0;
    for (let index = 0; index < MAPS; index++) {
      test.clock.moveTo('2026-03-27T08:00:00Z');
      const { automationId, map, isCrowded } = await publishSome(luck, index);
      const reference = new ReferenceInterpreter(map, { automationId, timeZone: ZONE, ownersZone: OWNERS_ZONE });
      const records = await randomRecords(luck);
      for (let round = 0; round < ROUNDS; round++) {
        const entering = records.filter(() => luck() < 0.4);
        await enrol(automationId, entering);
        for (const record of entering) reference.enter(record, test.clock.now());
        await changeSome(luck, records);
        breaks += await moveAll(luck);
        for (const record of records) reference.move(record, test.clock.now());
        test.clock.moveBy((1 + Math.floor(luck() * 30)) * HOURS);
        breaks += await moveAll(luck);
        for (const record of records) reference.move(record, test.clock.now());
      }
      const told = `seed ${SEED}, map ${index}: ${JSON.stringify(map)}`;
      expect(await textsOf(records, isCrowded), told).toEqual(
        new Map(records.map(({ id, text }) => [id, isCrowded ? sorted(text) : text])),
      );
      expect(await standingOf(automationId, reference), told).toEqual(expectedStanding(reference));
      expect(await toldOf(automationId), told).toEqual(reference.told.map((line) => lineOf(line.recordId, line)).sort());
      expect(await leftOf(automationId), told).toEqual([...reference.left].sort());
      expect(await flowsOf(automationId), told).toEqual(Object.fromEntries(reference.flows));
      await test.owner.query('delete from positions where automation_id = $1', [automationId]);
      await test.owner.query("update automations set status = 'paused' where id = $1", [automationId]);
    }
    expect(breaks).toBeGreaterThan(MAPS / 2);
  },
  MAPS * MOST_MS_A_MAP,
);

it('a step that fails for everybody for a passing reason sets nobody aside: the batch has not happened, and happens again', async () => {
  const map = makeMap([['test.stumble', { letter: '+' }]]);
  const automationId = await makeAutomation(test, seat, map, 'Stumbling');
  const records = await randomRecords(luckFrom(SEED));
  await enrol(automationId, records);
  stumbling.times = 3;
  const run = () => runAutomations(test.database, seat.accountId);
  for (let time = 0; time < 3; time++) await expect(run()).rejects.toThrow(/terminating/);
  expect(
    await standingOf(automationId, new ReferenceInterpreter(map, { automationId, timeZone: ZONE, ownersZone: undefined })),
  ).toHaveLength(RECORDS);
  expect(await run()).toBe(RECORDS);
  expect(await textsOf(records, false)).toEqual(new Map(records.map(({ id, text }) => [id, `${text}+`])));
});

/** A random map that may be published: circles without a way out, forks that multiply and the like are refused. */
async function publishSome(luck: Luck, index: number): Promise<RandomMap & { automationId: number }> {
  for (;;) {
    const random = randomMap(luck);
    try {
      return { ...random, automationId: await makeAutomation(test, seat, random.map, `Map ${index}`) };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'map_cannot_run') throw error;
    }
  }
}

async function randomRecords(luck: Luck): Promise<PlainRecord[]> {
  const made = Array.from({ length: RECORDS }, () => ({
    text: pick(luck, ['a', 'b', 'c', 'ab', 'x', 'xyz', 'x', 'y']),
    date: pick(luck, [undefined, '2026-03-29', '2026-03-31', '1990-03-29', '1990-03-30', '2026-04-01']),
    zone: pick(luck, [undefined, 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu', NO_ZONE]),
  }));
  return test.database.account(seat.accountId, async (db) => {
    const records: PlainRecord[] = [];
    for (const record of made) {
      const values = { 1: record.text, 8: record.date ?? null, 16: record.zone ?? null };
      records.push({ id: await createRecord(db, seat.actor, seat.ids, { objectId: 0, values }), ...record });
    }
    return records;
  });
}

async function enrol(automationId: number, records: readonly PlainRecord[]): Promise<void> {
  if (records.length === 0) return;
  await test.database.account(seat.accountId, (db) =>
    enrolRecords(db, seat.actor, { automationId, records: { recordIds: records.map(({ id }) => id) }, viewer: everyone }),
  );
}

/** Somebody writes into a few records, as people do: what waits for it should hear of it. */
async function changeSome(luck: Luck, records: readonly PlainRecord[]): Promise<void> {
  const changed = records.filter(() => luck() < 0.1);
  await test.database.account(seat.accountId, async (db) => {
    const now = new Map(
      (
        await recordsByIds(
          db,
          0,
          changed.map(({ id }) => id),
        )
      ).map((row) => [row.id, row.values[1] as string]),
    );
    for (const record of changed) {
      const letter = pick(luck, ['a', 'b', 'c']);
      record.text += letter;
      await updateRecord(db, seat.actor, { objectId: 0, id: record.id, values: { 1: now.get(record.id)! + letter } });
    }
  });
}

/** Moves whoever is due, in small batches, and wakes whoever waits, breaking the connection now and then. Gives how often it broke. */
async function moveAll(luck: Luck): Promise<number> {
  let breaks = 0;
  const breakingOnce = breakingDatabase(test, () => breaks < MOST_BREAKS && luck() < 0.015 && breaks++ >= 0);
  for (;;) {
    try {
      const moved = await runAutomations(breakingOnce, seat.accountId, 1 + Math.floor(luck() * RECORDS));
      if (!(await wake(breakingOnce)) && moved === 0) return breaks;
    } catch (error) {
      if (!/terminat|connection|not queryable|ECONNRESET/i.test((error as Error).message)) throw error;
    }
  }
}

const wake = (database: Database): Promise<boolean> =>
  followNext(
    database,
    seat.accountId,
    followers().find(({ name }) => name === 'automations.wakes')!,
  );

const sorted = (text: string): string => [...text].sort().join('');

async function textsOf(records: readonly PlainRecord[], isCrowded: boolean): Promise<Map<number, unknown>> {
  const rows = await test.database.account(seat.accountId, (db) =>
    recordsByIds(
      db,
      0,
      records.map(({ id }) => id),
    ),
  );
  return new Map(rows.map((row) => [row.id, isCrowded ? sorted(row.values[1] as string) : row.values[1]]));
}

/** When a record that waits for criteria is asked again next is nobody's business. */
const asksAgain = ({ map }: ReferenceInterpreter, stepId: number): boolean =>
  map.steps.some(({ id, kind, settings }) => id === stepId && kind === 'wait' && settings.wait === 'criteria');

async function standingOf(automationId: number, reference: ReferenceInterpreter): Promise<string[]> {
  const { rows } = await test.owner.query<{ record: number; step: number; state: string; due: Date | null; arrived: Date }>(
    `select record_id::int as record, step_id as step, state, nullif(due_at, 'infinity') as due, arrived_at as arrived
     from positions where automation_id = $1`,
    [automationId],
  );
  return rows
    .map(({ record, step, state, due, arrived }) => JSON.stringify([record, step, state, asksAgain(reference, step) ? null : due, arrived]))
    .sort();
}

const expectedStanding = (reference: ReferenceInterpreter): string[] =>
  reference.places
    .map(({ recordId, stepId, state, dueAt, arrivedAt }) =>
      JSON.stringify([recordId, stepId, state, asksAgain(reference, stepId) ? null : (dueAt ?? null), arrivedAt]),
    )
    .sort();

async function toldOf(automationId: number): Promise<string[]> {
  const { rows } = await test.owner.query<{ record_id: number; data: Line }>(
    "select record_id::int as record_id, data from events where kind = 'automation.moved' and subject_id = $1",
    [automationId],
  );
  return rows.map(({ record_id, data }) => lineOf(record_id, data)).sort();
}

interface Line {
  path: number[];
  exits: (number | null)[];
  outcome: string;
  at?: number;
  from?: { step: number; exit: number };
}

const lineOf = (recordId: number, { path, exits, outcome, at, from }: Line): string =>
  JSON.stringify([recordId, path, exits, outcome, at ?? null, from ? [from.step, from.exit] : null]);

async function leftOf(automationId: number): Promise<string[]> {
  const { rows } = await test.owner.query<{ line: string }>(
    `select record_id || ' ' || (data->>'reason') || ' ' || (data->>'at') as line from events
     where kind = 'automation.left' and subject_id = $1`,
    [automationId],
  );
  return rows.map(({ line }) => line).sort();
}

async function flowsOf(automationId: number): Promise<Record<string, number>> {
  const { rows } = await test.owner.query<{ key: string; records: number }>(
    "select step_id || ':' || exit as key, sum(records)::int as records from automation_flows where automation_id = $1 group by 1",
    [automationId],
  );
  return Object.fromEntries(rows.map(({ key, records }) => [key, records]));
}
