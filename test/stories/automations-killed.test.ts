import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sql } from '../../src/app/db.ts';
import { eventReceived } from '../../src/automations/events.ts';
import { recordEvents } from '../../src/ledger/index.ts';
import { writeRecords } from '../../src/records/index.ts';
import { storyWorld } from '../automations/story-world.ts';

const PEOPLE = process.env.QUAYSIDE_DEEP ? 6_000 : 600;
const SCRIPT = join(import.meta.dirname, '../automations/worker-process.ts');
const world = storyWorld({ now: '2026-03-02T09:00:00Z', timeZone: 'UTC' });

/** The worker runs in a process of its own and is killed again and again, sooner and later, until it once comes to its end. */
async function runThroughKills(): Promise<number> {
  const start = () => spawn(process.execPath, [SCRIPT, world.test.ownerUrl, world.test.clock.now().toISOString()], { stdio: 'inherit' });
  const written = async (): Promise<number> =>
    (await world.rows<{ n: number }>('select count(*)::int as n from events where account_id = $1'))[0]!.n;
  let inTheMiddle = 0;
  for (const delay of process.env.QUAYSIDE_DEEP ? [0, 20, 40, 80, 150, 400] : [0, 150]) {
    const before = await written();
    const worker = start();
    while (worker.exitCode === null && (await written()) === before) await sleep(5);
    await sleep(delay);
    worker.kill('SIGKILL');
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    if (worker.signalCode === 'SIGKILL') inTheMiddle++;
  }
  // The server ends what the dead were at; until then nobody else may take it.
  const busy =
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and $1::int > 0";
  while ((await world.rows<{ n: number }>(busy))[0]!.n > 0) await sleep(20);
  const [code] = await once(start(), 'exit');
  expect(code).toBe(0);
  return inTheMiddle;
}

it('the whole worker killed with SIGKILL while dates let people in, forks part them and goals take them on: each step took effect once', async () => {
  const first = await world.seat.ids('record:0', PEOPLE);
  const map = await world.publish(
    'Killed',
    [
      ['tag.add', { tag: 'Begun' }],
      ['fork', { ways: 2 }, [3, 5]],
      ['wait', { wait: 'for', amount: 9, unit: 'days' }],
      ['tag.add', { tag: 'Waited' }, [6]],
      ['tag.add', { tag: 'Parted' }, [null]],
      ['goal', { triggers: [{ id: 900, event: 'event.received' }] }],
      ['tag.add', { tag: 'Reached' }],
      ['field.change', { fieldId: 6, change: { how: 'set', value: 'Baker' } }],
      ['end'],
    ],
    {
      triggers: [
        {
          event: 'date.reached',
          date: { when: 'field', offset: { fieldId: 8, amount: 0, unit: 'days', direction: 'before', at: '09:00', yearly: false } },
        },
      ],
    },
  );
  await world.as((db) =>
    writeRecords(db, world.seat.actor, {
      objectId: 0,
      source: sql`select i as id, true as is_new, jsonb_build_object('1', 'P' || i, '8', '2026-03-03') as changes
        from generate_series(${first}::bigint, ${first + PEOPLE - 1}::bigint) i`,
    }),
  );
  await world.run();
  const tags = async (): Promise<Record<string, number>> => {
    const found = await world.rows<{ name: string; told: number; distinct: number }>(
      `select t.name, count(*)::int as told, count(distinct e.record_id)::int as distinct from events e
       join tags t on t.account_id = $1 and t.object_id = 0 and t.id = e.subject_id
       where e.account_id = $1 and e.kind = 'tag.added' group by t.name`,
    );
    for (const { name, told, distinct } of found) expect(told, `${name} once each`).toBe(distinct);
    return Object.fromEntries(found.map(({ name, told }) => [name, told]));
  };
  const kinds = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await world.rows<{ kind: string; n: number }>(
          "select kind, count(*)::int as n from events where account_id = $1 and kind in ('date.reached', 'automation.entered', 'automation.moved', 'automation.reached') group by kind",
        )
      ).map(({ kind, n }) => [kind, n]),
    );

  world.test.clock.moveTo('2026-03-03T09:00:00Z');
  let kills = await runThroughKills();
  expect(await kinds()).toEqual({ 'date.reached': PEOPLE, 'automation.entered': PEOPLE, 'automation.moved': 2 * PEOPLE });
  expect(await tags()).toEqual({ Begun: PEOPLE, Parted: PEOPLE });

  const orders = PEOPLE / 2;
  await world.as((db) =>
    recordEvents(db, world.seat.actor, {
      kind: eventReceived,
      rows: sql`select 0 as object_id, i as record_id, '{"name": "ordered"}'::jsonb as data
        from generate_series(${first}::bigint, ${first + orders - 1}::bigint) i`,
      columns: ['object_id', 'record_id', 'data'],
    }),
  );
  kills += await runThroughKills();
  expect(await kinds()).toEqual({
    'date.reached': PEOPLE,
    'automation.entered': PEOPLE,
    'automation.moved': 2 * PEOPLE + orders,
    'automation.reached': orders,
  });
  expect(await tags()).toEqual({ Begun: PEOPLE, Parted: PEOPLE, Reached: orders });

  world.test.clock.moveTo('2026-03-12T09:00:00Z');
  kills += await runThroughKills();
  expect(await tags()).toEqual({ Begun: PEOPLE, Parted: PEOPLE, Reached: orders, Waited: PEOPLE - orders });
  const { entered, steps } = await world.user.get(`/api/automations/${map}/counts`);
  expect(entered).toBe(PEOPLE);
  const ofStep = (id: number) => steps.find((step: { id: number }) => step.id === id);
  expect(ofStep(2)).toMatchObject({ arrived: PEOPLE, exits: [PEOPLE, PEOPLE], standing: 0, failed: 0 });
  expect(ofStep(3)).toMatchObject({ arrived: PEOPLE, exits: [PEOPLE - orders], standing: 0 });
  expect(ofStep(6)).toMatchObject({ arrived: PEOPLE, exits: [orders], standing: PEOPLE - orders });
  expect(ofStep(9)).toMatchObject({ arrived: orders });
  expect(kills, 'killed while at it').toBeGreaterThan(2);
}, 300_000);
