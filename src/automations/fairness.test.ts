import { beforeAll, expect, test as it } from 'vitest';
import { makeContacts } from '../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { loops } from '../app/registry.ts';
import { oneRound } from '../app/worker.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { runAutomations } from './run-automations.ts';

const MANY = 50_000;

const test = testDatabase();
let large: TestSeat;
let small: TestSeat;
let crowded: number;

beforeAll(async () => {
  large = await makeAccount(test);
  small = await makeAccount(test);
  // As many as no transaction takes at once: made by hand, because only that they are due matters here.
  crowded = await makeAutomation(test, large, makeMap([['wait', { wait: 'for', amount: 0, unit: 'days' }], ['end']]));
  const first = await large.ids('record:0', MANY);
  await test.owner.query(
    `insert into records (account_id, object_id, id, unique_id, name, name_key, created_at, updated_at, values)
     select $1, 0, id, 'u' || id, 'P' || id, 'p' || id, $2, $2, '{}' from generate_series($3::bigint, $4::bigint) id`,
    [large.accountId, test.clock.now(), first, first + MANY - 1],
  );
  await test.owner.query(
    `insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, arrived_at)
     select $1, $2, 1, 1, 0, id, 'ready', $3, $3 from generate_series($4::bigint, $5::bigint) id`,
    [large.accountId, crowded, test.clock.now(), first, first + MANY - 1],
  );
  await test.owner.query('analyze positions');
});

async function enter(seat: TestSeat, automationId: number): Promise<void> {
  const recordIds = await makeContacts(test, seat, ['Ada']);
  await test.database.account(seat.accountId, (db) =>
    enrolRecords(db, seat.actor, { automationId, records: { recordIds }, viewer: everyone }),
  );
}

async function due(automationId: number, seat: TestSeat): Promise<number> {
  const { rows } = await test.owner.query<{ n: number }>(
    'select count(*)::int as n from positions where account_id = $1 and automation_id = $2 and due_at <= $3',
    [seat.accountId, automationId, test.clock.now()],
  );
  return rows[0]!.n;
}

it(`${MANY} people due in one account keep another’s newcomer waiting for a few batches, and no longer`, async () => {
  const welcome = await makeAutomation(test, small, makeMap([['tag.add', { tag: 'Welcome' }]]));
  await enter(small, welcome);
  const loop = loops().find(({ name }) => name === 'automations.run')!;
  const batches: number[] = [];
  const watched: typeof loop = {
    ...loop,
    work: async (database, accountId, context) => {
      batches.push(accountId);
      return loop.work(database, accountId, context);
    },
  };
  await oneRound(test.database, watched, { stopping: new AbortController().signal });
  expect(await due(welcome, small)).toBe(0);
  expect(await due(crowded, large)).toBeGreaterThanOrEqual(MANY - 4 * 5_000);
  expect(batches.filter((id) => id === large.accountId).length).toBeLessThanOrEqual(4);
});

it('the maps of one account take turns: a crowded one moves a batch, then the next has its own', async () => {
  const second = await makeAutomation(test, large, makeMap([['end']]));
  await enter(large, second);
  const before = await due(crowded, large);
  await runAutomations(test.database, large.accountId);
  await runAutomations(test.database, large.accountId);
  expect(await due(second, large)).toBe(0);
  expect(await due(crowded, large)).toBeGreaterThan(before - 5_001);
});
