import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createAccount } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { createAutomation, publishAutomation, showEffect, transferPeople } from '../src/automations/index.ts';
import { mapSchema, type AutomationMap } from '../src/automations/schema.ts';
import { onFreshDatabase } from './parts/fresh-database.ts';
import { beside } from './parts/measure.ts';

// Publishing a map over a million people, half of them on a step that is removed, beside publishing the same map with nobody on it; then the job
// that takes those people where was chosen. A publishing holds the entrance of its map from begin to end, so that its time is what it blocks.

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const NOW = '2026-03-02T09:00:00Z';

const wait = (id: number, next: number | null) => ({ id, kind: 'wait', settings: { wait: 'for', amount: 7, unit: 'days' }, next: [next] });
const whole: AutomationMap = mapSchema.parse({ triggers: [], start: 1, steps: [wait(1, 2), wait(2, 3), wait(3, null)] });
const shorter: AutomationMap = mapSchema.parse({ triggers: [], start: 1, steps: [wait(1, 3), wait(3, null)], lastId: 3 });

const clock = movableClock(NOW);
await onFreshDatabase({ poolSize: 2, clock }, ({ database, owner }) => measure(database, owner, () => clock.moveBy(1000)));

async function measure(database: Database, owner: pg.Client, tick: () => void) {
  const { accountId, ownerUserId } = await createAccount(database, {
    name: 'Harbour Bakery',
    kind: 'client',
    owner: { identityId: randomUUID(), name: 'Robin Person', email: 'robin@example.com' },
  });
  const actor = { type: 'user', id: String(ownerUserId) } as const;
  const ids = (name: string, count: number) => database.nextIds(accountId, name, count);
  const make = () =>
    database.account(accountId, async (db) => {
      const { id } = await createAutomation(db, actor, ids, { name: 'Bench', objectId: 0, map: whole });
      await publishAutomation(db, actor, id);
      return id;
    });
  const full = await make();
  const empty = await make();
  await fill(owner, accountId, full);
  // The draft changes outside of what is measured; every round publishes the shorter map anew.
  for (const id of [full, empty]) {
    await owner.query('update automations set draft = $3 where account_id = $1 and id = $2', [accountId, id, JSON.stringify(shorter)]);
  }
  const publish = (id: number) => async () => {
    tick();
    await database.account(accountId, (db) => publishAutomation(db, actor, id, { removed: { 2: { do: 'move', to: 3 } } }));
  };
  const blocking = await beside(
    {
      name: 'publishing',
      work: `publishing over ${PEOPLE.toLocaleString('en')} people, half of them on a removed step: one transaction`,
      limit: 'the same with nobody on the map',
      rounds: ROUNDS,
    },
    publish(full),
    publish(empty),
  );
  const effect = await seconds(() => database.account(accountId, (db) => showEffect(db, full)));
  const transferring = await seconds(() =>
    transferPeople(database, { accountId, automationId: full }, { stopping: new AbortController().signal }),
  );
  process.stderr.write(`effect shown in ${effect} s; ${PEOPLE / 2} people transferred in ${transferring} s, in the background\n`);
  return [blocking];
}

/** People on the map, half on the first step and half on the second, written by SQL. */
async function fill(owner: pg.Client, accountId: number, automationId: number): Promise<void> {
  await owner.query(
    `insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, arrived_at)
     select $1, $2, 1 + id % 2, 1, 0, id, 'waiting', $3::timestamptz + interval '7 days', $3 from generate_series(1, $4::bigint) id`,
    [accountId, automationId, NOW, PEOPLE],
  );
  await owner.query('vacuum (analyze) positions');
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Number(((performance.now() - began) / 1000).toPrecision(3));
}
