import { beforeAll, expect, test as it } from 'vitest';
import { breakingDatabase } from '../../test/breaking-database.ts';
import { makeContacts } from '../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { luckFrom, pick, type Luck } from '../../test/random-input.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createAutomation } from './create-automation.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { loadAutomation } from './load-automation.ts';
import { publishAutomation } from './versions/publish-automation.ts';
import type { Transfer } from './rules/transfers.ts';
import { mapSchema, type AutomationMap, type Step } from './schema.ts';
import { showEffect } from './versions/show-effect.ts';
import { transferPeople } from './versions/transfer-people.ts';
import { updateAutomation } from './update-automation.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);
const MAPS = Number(process.env.MAPS ?? (process.env.QUAYSIDE_DEEP ? 100 : 3));
const EDITS = 5;
const PEOPLE = 25;
const HOUR = 3_600_000;

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
let seat: TestSeat;
beforeAll(async () => {
  seat = await makeAccount(test);
});
const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);

const newStep = (luck: Luck, id: number, next: number | null): Step => {
  const kind = pick(luck, ['wait', 'wait', 'wait', 'tag.add', 'condition']);
  if (kind === 'wait') return { id, kind, settings: { wait: 'for', amount: pick(luck, [0, 5, 30]), unit: 'hours' }, next: [next] };
  if (kind === 'tag.add') return { id, kind, settings: { tag: 'T' }, next: [next] };
  return { id, kind, settings: { criteria: { field: 1, operator: 'contains', values: ['1'] } }, next: [next, next] };
};

function randomMap(luck: Luck): AutomationMap {
  const count = 3 + Math.floor(luck() * 5);
  const steps = Array.from({ length: count }, (_, at) => newStep(luck, at + 1, at + 1 < count ? at + 2 : null));
  return mapSchema.parse({ triggers: [], steps, start: 1, lastId: count, reentry: 'always' });
}

/** Takes a step out, puts one in, or changes one; and now and then makes another kind of step of one under the same id. */
function edited(luck: Luck, map: AutomationMap): AutomationMap {
  const at = Math.floor(luck() * map.steps.length);
  const step = map.steps[at]!;
  const after = step.next[0] ?? null;
  const what = luck();
  if (what < 0.45 && map.steps.length > 1) {
    const bridge = (id: number | null): number | null => (id === step.id ? after : id);
    const steps = map.steps.filter(({ id }) => id !== step.id).map((one) => ({ ...one, next: one.next.map(bridge) }));
    return { ...map, start: bridge(map.start) ?? steps[0]!.id, steps };
  }
  if (what < 0.75) {
    const added = newStep(luck, map.lastId + 1, after);
    const steps = [...map.steps.map((one) => (one.id === step.id ? { ...one, next: one.next.map(() => added.id) } : one)), added];
    return { ...map, lastId: added.id, steps };
  }
  return { ...map, steps: map.steps.map((one) => (one.id === step.id ? newStep(luck, one.id, after) : one)) };
}

it(
  `${MAPS} maps edited at random while people stand on them lose nobody, and every place is explained by the ledger (seed ${SEED})`,
  async () => {
    const luck = luckFrom(SEED);
    for (let n = 0; n < MAPS; n++) await playOne(luck, n);
  },
  MAPS * 30_000,
);

async function playOne(luck: Luck, n: number): Promise<void> {
  const { id } = await as((db) => createAutomation(db, seat.actor, seat.ids, { name: `Map ${n}`, objectId: 0, map: randomMap(luck) }));
  await as((db) => publishAutomation(db, seat.actor, id));
  let entered = 0;
  for (let edit = 0; edit < EDITS; edit++) {
    const people = await makeContacts(
      test,
      seat,
      Array.from({ length: PEOPLE }, (_, index) => `P${index}`),
    );
    await as((db) => enrolRecords(db, seat.actor, { automationId: id, records: { recordIds: people }, viewer: everyone }));
    entered += PEOPLE;
    if (luck() < 0.7) await test.settle(seat.accountId);
    test.clock.moveBy(1 + Math.floor(luck() * 40) * HOUR);
    if (luck() < 0.5) await test.settle(seat.accountId);
    await publishAnew(luck, id);
    if (luck() < 0.5) await transferSome(luck, id);
    if (luck() < 0.5) await test.settle(seat.accountId);
    await expectEverybody(id, entered, `map ${n}, edit ${edit}`);
  }
}

async function publishAnew(luck: Luck, id: number): Promise<void> {
  await as(async (db) => {
    const { draft, revision } = await loadAutomation(db, id);
    const next = edited(luck, luck() < 0.5 ? edited(luck, draft) : draft);
    await updateAutomation(db, seat.actor, id, { revision, map: withoutStrays(next) });
    const { row, effect } = await showEffect(db, id);
    const removed: Record<string, Transfer> = {};
    for (const { stepId, proposal } of effect.steps) {
      if (!proposal) continue;
      const chance = luck();
      if (chance < 0.5) removed[stepId] = proposal;
      else if (chance < 0.7) removed[stepId] = { do: 'move', to: pick(luck, row.draft.steps).id };
      else removed[stepId] = chance < 0.85 ? { do: 'end' } : { do: 'keep' };
    }
    await publishAutomation(db, seat.actor, id, { revision: row.revision, removed });
  });
}

/** Steps that nothing leads to any more keep a map from being published. */
function withoutStrays(map: AutomationMap): AutomationMap {
  const seen = new Set<number>();
  const ahead = [map.start];
  while (ahead.length > 0) {
    const step = map.steps.find(({ id }) => id === ahead[ahead.length - 1]);
    ahead.pop();
    if (!step || seen.has(step.id)) continue;
    seen.add(step.id);
    ahead.push(...step.next);
  }
  return { ...map, steps: map.steps.filter(({ id }) => seen.has(id)) };
}

/** The job, broken now and then, and begun again now and then. */
async function transferSome(luck: Luck, automationId: number): Promise<void> {
  let breaks = 0;
  const breaking = breakingDatabase(test, () => breaks < 2 && luck() < 0.1 && breaks++ >= 0);
  const job = { accountId: seat.accountId, automationId };
  const never = { stopping: new AbortController().signal };
  await transferPeople(breaking, job, never).catch(() => (luck() < 0.5 ? transferPeople(test.database, job, never) : undefined));
}

interface Told {
  record: number;
  kind: string;
  at: number | null;
  outcome: string | null;
  from: number | null;
  to: number | null;
}

async function expectEverybody(id: number, entered: number, when: string): Promise<void> {
  const { rows: told } = await test.owner.query<Told>(
    `select record_id::int as record, kind, (data->>'at')::int as "at", data->>'outcome' as outcome, case kind when 'automation.transferred' then (data->>'from')::int end as "from",
       (data->>'to')::int as "to"
     from events where account_id = $1 and subject_id = $2 and record_id is not null and kind like 'automation.%' order by events.at, events.id`,
    [seat.accountId, id],
  );
  const { rows: standing } = await test.owner.query<{ record: number; step: number; has: boolean }>(
    `select p.record_id::int as record, p.step_id as step,
       exists (select from automation_versions v, jsonb_array_elements(v.map->'steps') s
         where v.account_id = $1 and v.automation_id = $2 and v.version = p.version and (s->>'id')::int = p.step_id) as has
     from positions p where p.account_id = $1 and p.automation_id = $2`,
    [seat.accountId, id],
  );
  const places = new Map<number, number | 'start' | 'ended'>();
  for (const { record, kind, at, outcome, from, to } of told) {
    if (kind === 'automation.entered') places.set(record, 'start');
    else if (kind === 'automation.moved') places.set(record, outcome === 'ended' ? 'ended' : at!);
    else if (kind === 'automation.transferred') {
      const before = places.get(record);
      if (before !== 'start') expect(before, `${when}: record ${record} was taken from where it stood`).toBe(from);
      places.set(record, to ?? 'ended');
    }
  }
  expect(places.size, `${when}: everybody who entered is known`).toBe(entered);
  const now = new Map(standing.map(({ record, step }) => [record, step]));
  for (const [record, place] of places) {
    if (place === 'ended') expect(now.has(record), `${when}: record ${record} has left`).toBe(false);
    else if (place === 'start') expect(now.has(record), `${when}: record ${record} stands at the start`).toBe(true);
    else expect(now.get(record), `${when}: record ${record} stands where the ledger says`).toBe(place);
  }
  expect(
    standing.filter(({ has }) => !has),
    `${when}: everybody stands on a step of their version`,
  ).toEqual([]);
}
