import { afterAll, beforeAll, expect, test as it } from 'vitest';
import { breakingDatabase } from '../../test/breaking-database.ts';
import { plainActions } from '../../test/automations/plain-actions.ts';
import { ReferenceInterpreter, type PlainRecord } from '../../test/automations/reference-interpreter.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation } from '../../test/maps.ts';
import { luckFrom, pick, type Luck } from '../../test/random-input.ts';
import { register } from '../app/registry.ts';
import { domains } from '../domains.ts';
import { createRecord, recordsByIds } from '../records/index.ts';
import { enrolRecords } from './enrol-records.ts';
import { runAutomations } from './run-automations.ts';
import { mapSchema, type AutomationMap, type Step } from './schema.ts';
import { everyone } from '../app/kernel/viewer.ts';

const SEED = Number(process.env.SEED ?? 20_261_121);
const MAPS = Number(process.env.MAPS ?? (process.env.QUAYSIDE_DEEP ? 300 : 12));
const RECORDS = 40;
const MOST_MS_A_MAP = 20_000;
const HOURS = 3_600_000;
const ZONE = 'Europe/Berlin';
/** So many times a round of moves may be broken; then it is left in peace, so that the test ends. */
const MOST_BREAKS = 6;

const test = testDatabase({ now: '2026-03-27T08:00:00Z' });
let seat: TestSeat;

beforeAll(async () => {
  register([...domains, plainActions]);
  seat = await makeAccount(test, { timeZone: ZONE });
});
afterAll(() => register(domains));

/** Steps lead downwards, and now and then from a wait of a day back up. */
function randomMap(luck: Luck): AutomationMap {
  const count = 2 + Math.floor(luck() * 9);
  const below = (id: number): number | null => (id >= count || luck() < 0.1 ? null : id + 1 + Math.floor(luck() * Math.min(3, count - id)));
  const steps: Step[] = [];
  for (let id = 1; id <= count; id++) {
    const letter = pick(luck, ['a', 'b', 'c']);
    const kind = pick(luck, ['test.append', 'test.append', 'condition', 'condition', 'wait', 'wait', 'test.refuse', 'test.explode', 'end']);
    if (kind === 'end') steps.push({ id, kind, settings: {}, next: [] });
    else if (kind === 'condition') {
      const criteria = { field: 1, operator: 'contains', values: [letter] };
      steps.push({ id, kind, settings: { criteria }, next: [below(id), below(id)] });
    } else if (kind === 'wait') {
      const back = luck() < 0.2 && id > 1;
      const wait = back ? { wait: 'for', amount: 1, unit: 'days' } : pick(luck, WAITS);
      steps.push({ id, kind, settings: wait, next: [back ? 1 + Math.floor(luck() * (id - 1)) : below(id)] });
    } else steps.push({ id, kind, settings: { letter }, next: [below(id)] });
  }
  return mapSchema.parse({ triggers: [], steps: reachable(steps), start: 1, reentry: pick(luck, ['never', 'after_leaving']) });
}

const WAITS = [
  { wait: 'for', amount: 0, unit: 'hours' },
  { wait: 'for', amount: 7, unit: 'hours' },
  { wait: 'for', amount: 2, unit: 'days' },
  { wait: 'until', at: '2026-03-29T02:30' },
  { wait: 'window', weekdays: [1, 3, 7], from: '09:00' },
  { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
];

function reachable(steps: readonly Step[]): Step[] {
  const seen = new Set<number>();
  const ahead = [1];
  while (ahead.length > 0) {
    const id = ahead.pop()!;
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...steps[id - 1]!.next.filter((next): next is number => next !== null));
  }
  return steps.filter(({ id }) => seen.has(id));
}

it(
  `${MAPS} random maps over random records, the runner broken at random statements, end as the reference says (seed ${SEED})`,
  async () => {
    const luck = luckFrom(SEED);
    let breaks = 0;
    for (let index = 0; index < MAPS; index++) {
      const map = randomMap(luck);
      const automationId = await makeAutomation(test, seat, map, `Map ${index}`);
      const reference = new ReferenceInterpreter(map, ZONE);
      const records = await randomRecords(luck);
      for (let round = 0; round < 8; round++) {
        const entering = records.filter(() => luck() < 0.4);
        await enrol(automationId, entering);
        for (const record of entering) reference.enter(record, test.clock.now());
        breaks += await moveAll(luck);
        for (const record of records) reference.move(record, test.clock.now());
        test.clock.moveBy((1 + Math.floor(luck() * 30)) * HOURS);
      }
      breaks += await moveAll(luck);
      for (const record of records) reference.move(record, test.clock.now());
      const told = `seed ${SEED}, map ${index}: ${JSON.stringify(map)}`;
      expect(await textsOf(records), told).toEqual(new Map(records.map(({ id, text }) => [id, text])));
      expect(await standingOf(automationId), told).toEqual(expectedStanding(reference));
      expect(await pathsOf(automationId), told).toEqual(reference.paths);
      expect(await flowsOf(automationId), told).toEqual(expectedFlows(reference));
      await test.owner.query('delete from positions where automation_id = $1', [automationId]);
    }
    expect(breaks).toBeGreaterThan(MAPS / 2);
  },
  MAPS * MOST_MS_A_MAP,
);

async function randomRecords(luck: Luck): Promise<PlainRecord[]> {
  const texts = Array.from({ length: RECORDS }, () => pick(luck, ['a', 'b', 'c', 'ab', 'x', 'xyz', 'x', 'y']));
  return test.database.account(seat.accountId, async (db) => {
    const records: PlainRecord[] = [];
    for (const text of texts)
      records.push({ id: await createRecord(db, seat.actor, seat.ids, { objectId: 0, values: { 1: text } }), text });
    return records;
  });
}

async function enrol(automationId: number, records: readonly PlainRecord[]): Promise<void> {
  if (records.length === 0) return;
  await test.database.account(seat.accountId, (db) =>
    enrolRecords(db, seat.actor, { automationId, records: { recordIds: records.map(({ id }) => id) }, viewer: everyone }),
  );
}

/** Moves whoever is due, in small batches, breaking the connection now and then. Gives how often it broke. */
async function moveAll(luck: Luck): Promise<number> {
  let breaks = 0;
  const breakingOnce = breakingDatabase(test, () => breaks < MOST_BREAKS && luck() < 0.02 && breaks++ >= 0);
  for (;;) {
    try {
      if ((await runAutomations(breakingOnce, seat.accountId, 1 + Math.floor(luck() * RECORDS))) === 0) return breaks;
    } catch (error) {
      if (!/terminat|connection|not queryable|ECONNRESET/i.test((error as Error).message)) throw error;
    }
  }
}

async function textsOf(records: readonly PlainRecord[]): Promise<Map<number, unknown>> {
  const rows = await test.database.account(seat.accountId, (db) =>
    recordsByIds(
      db,
      0,
      records.map(({ id }) => id),
    ),
  );
  return new Map(rows.sort((a, b) => a.id - b.id).map((row) => [row.id, row.values[1]]));
}

async function standingOf(automationId: number): Promise<unknown[]> {
  const { rows } = await test.owner.query(
    `select record_id::int as "recordId", step_id as "stepId", state, nullif(due_at, 'infinity') as "dueAt"
     from positions where automation_id = $1 order by record_id`,
    [automationId],
  );
  return rows;
}

const expectedStanding = ({ standing }: ReferenceInterpreter): unknown[] =>
  [...standing]
    .sort(([a], [b]) => a - b)
    .map(([recordId, { stepId, state, dueAt }]) => ({ recordId, stepId, state, dueAt: dueAt ?? null }));

async function pathsOf(automationId: number): Promise<Map<number, number[]>> {
  const { rows } = await test.owner.query<{ record_id: number; path: number[] }>(
    `select record_id::int as record_id, data->'path' as path from events where kind = 'automation.moved' and subject_id = $1 order by at, id`,
    [automationId],
  );
  const paths = new Map<number, number[]>();
  for (const { record_id, path } of rows) if (path.length > 0) paths.set(record_id, [...(paths.get(record_id) ?? []), ...path]);
  return paths;
}

async function flowsOf(automationId: number): Promise<Record<number, number>> {
  const { rows } = await test.owner.query<{ step_id: number; records: number }>(
    'select step_id, sum(records)::int as records from automation_flows where automation_id = $1 and exit = -1 group by step_id',
    [automationId],
  );
  return Object.fromEntries(rows.map(({ step_id, records }) => [step_id, records]));
}

function expectedFlows({ paths, entries }: ReferenceInterpreter): Record<number, number> {
  const flows: Record<number, number> = { 0: [...entries.values()].reduce((sum, times) => sum + times, 0) };
  for (const path of paths.values()) for (const step of path) flows[step] = (flows[step] ?? 0) + 1;
  return flows;
}
