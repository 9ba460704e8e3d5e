import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test as it } from 'vitest';
import { plainActions } from '../../../test/automations/plain-actions.ts';
import { randomMap } from '../../../test/automations/random-maps.ts';
import { NO_ZONE } from '../../../test/automations/reference-interpreter.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { startMailServer } from '../../../test/mail-server.ts';
import { makeMap } from '../../../test/maps.ts';
import { luckFrom, pick, type Luck } from '../../../test/random-input.ts';
import { identify } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { register } from '../../app/registry.ts';
import { buildServer } from '../../app/server.ts';
import { domains } from '../../domains.ts';
import { createRecord, setPermissionStatus, updateRecord } from '../../records/index.ts';
import { countSteps } from '../seeing/count-steps.ts';
import { createAutomation } from '../create-automation.ts';
import { enrolRecords } from '../people/enrol-records.ts';
import { nextDue } from '../next-due.ts';
import { automationsOfPerson } from '../personal-data.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import { simulationById } from '../queries/simulations.ts';
import type { Simulated } from '../rules/simulated.ts';
import { simulationSchema } from '../rules/simulation.ts';
import type { AutomationMap } from '../schema.ts';
import { runSimulation } from './run-simulation.ts';
import { startSimulation } from './start-simulation.ts';

const SEED = Number(process.env.SEED ?? 20_261_122);
const MAPS = Number(process.env.MAPS ?? (process.env.QUAYSIDE_DEEP ? 100 : 6));
const RECORDS = 30;
const DAYS = 8;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = '2026-03-27T08:00:00Z';

const test = testDatabase({ now: NOW });
let seat: TestSeat;
let app: FastifyInstance;
beforeAll(async () => {
  register([...domains, plainActions]);
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
});
afterAll(async () => {
  register(domains);
  await app.close();
});
beforeEach(async () => {
  test.clock.moveTo(NOW);
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
  await test.settle();
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);

/** Tries a map out as a person would have it, in this process. */
async function simulate(automationId: number, asked: object = {}): Promise<Simulated> {
  const id = await as((db) =>
    startSimulation(db, seat.ids, {
      automationId,
      viewer: everyone,
      asked: simulationSchema.parse({ days: DAYS, records: 1000, ...asked }),
    }),
  );
  await runSimulation(test.database, { accountId: seat.accountId, simulationId: id }, new AbortController().signal);
  const row = await as((db) => simulationById(db, id));
  expect(row?.status).toBe('done');
  return row!.found!;
}

const draft = (map: AutomationMap): Promise<number> =>
  as(async (db) => (await createAutomation(db, seat.actor, seat.ids, { name: 'Tried', objectId: 0, map })).id);

async function randomRecords(luck: Luck): Promise<number[]> {
  return as(async (db) => {
    const ids: number[] = [];
    for (let index = 0; index < RECORDS; index++) {
      const values = {
        1: pick(luck, ['a', 'b', 'c', 'ab', 'x', 'xyz', 'x', 'y']),
        8: pick(luck, [null, '2026-03-29', '2026-03-31', '1990-03-29', '1990-03-30', '2026-04-01']),
        16: pick(luck, [null, 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu', NO_ZONE]),
      };
      ids.push(await createRecord(db, seat.actor, seat.ids, { objectId: 0, values }));
    }
    return ids;
  });
}

/** Plays the published map on the moving clock until the last moment. */
async function playForReal(until: Date): Promise<void> {
  await test.settle(seat.accountId);
  for (;;) {
    const due = await as(nextDue);
    if (!due || due > until) return;
    test.clock.moveTo(due);
    await test.settle(seat.accountId);
  }
}

const numbers = (steps: readonly { id: number; arrived: number; exits: readonly number[]; standing: number; failed: number }[]) =>
  Object.fromEntries(
    steps
      .filter(({ id }) => id !== 0)
      .map(({ id, arrived, exits, standing, failed }) => [id, { arrived, exits: [...exits], standing, failed }]),
  );

describe('what is tried', () => {
  it(
    `is what happens when the same map is published and played over the same records: ${MAPS} random maps (seed ${SEED})`,
    async () => {
      const luck = luckFrom(SEED);
      for (let index = 0; index < MAPS; index++) {
        test.clock.moveTo(NOW);
        const records = await randomRecords(luck);
        await test.settle(seat.accountId);
        const { map } = randomMap(luck);
        const automationId = await draft(map);
        const criteria = { field: 1, operator: 'is_not_blank' };
        let tried: Simulated;
        try {
          tried = await simulate(automationId, { criteria });
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'map_cannot_run') throw error;
          index--;
          await test.owner.query('update records set deleted_at = now() where account_id = $1', [seat.accountId]);
          continue;
        }
        await as(async (db) => {
          await publishAutomation(db, seat.actor, automationId);
          await enrolRecords(db, seat.actor, { automationId, records: { recordIds: records }, viewer: everyone });
        });
        await playForReal(new Date(new Date(NOW).getTime() + DAYS * DAY));
        const counts = await as((db) => countSteps(db, automationId));
        const told = `seed ${SEED}, map ${index}: ${JSON.stringify(map)}`;
        expect(numbers(tried.steps), told).toEqual(numbers(counts.steps));
        expect(tried.entered, told).toBe(counts.entered);
        expect(tried.skipped, told).toBe(0);
        await test.owner.query('delete from positions where automation_id = $1', [automationId]);
        await test.owner.query("update automations set status = 'paused' where id = $1", [automationId]);
        await test.owner.query('update records set deleted_at = now() where account_id = $1', [seat.accountId]);
      }
    },
    MAPS * 30_000,
  );
});

/** Every row of every table, but for the counters' next numbers, the simulations themselves, and the queue of jobs. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await test.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
     where schemaname = 'public' and relname not in ('counters', 'automation_simulations')`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await test.owner.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0))::text, '') as hash from ${name} t`,
    );
    hashes[name] = rows[0]!.hash;
  }
  return hashes;
}

const WELCOME = (messageId: number): AutomationMap =>
  makeMap([
    ['email.send', { messageId }],
    ['tag.add', { tag: 'Welcomed' }],
    ['field.change', { fieldId: 1, change: { how: 'set', value: 'Changed' } }],
    ['wait', { wait: 'for', amount: 2, unit: 'days' }],
    ['email.send', { messageId }],
    ['webhook.send', { method: 'POST', url: 'https://hooks.example/in', body: '{}' }],
    ['end'],
  ]);

describe('nothing stays and nothing leaves', () => {
  it('though letters are written, tags added, fields changed and webhooks asked for, every table says what it said before', async () => {
    await givePostalAddress(test, seat);
    const server = await startMailServer();
    try {
      const messageId = await makeMessage(test, seat);
      const contacts = await makeContacts(test, seat, 12);
      await as((db) => setPermissionStatus(db, { objectId: 0, recordIds: contacts.slice(0, 3), channel: 'email', status: 0 }));
      const automationId = await draft(WELCOME(messageId));
      await test.settle();
      const before = await everything();
      const found = await simulate(automationId);
      expect(await everything()).toEqual(before);
      await test.settle();
      expect(await everything()).toEqual(before);
      expect(server.letters).toEqual([]);

      // The clocks go forward in between: two days are 47 hours.
      expect(found).toMatchObject({
        tried: 12,
        entered: 12,
        ended: 12,
        standing: 0,
        failed: 0,
        median: 47 * HOUR,
        slow: 47 * HOUR,
        stuck: [],
      });
      expect(found.actions.filter(({ channel }) => channel === 'email')).toEqual([
        { stepId: 1, kind: 'email.send', channel: 'email', done: 9, refused: [{ reason: expect.any(String), records: 3 }] },
        { stepId: 5, kind: 'email.send', channel: 'email', done: 9, refused: [{ reason: expect.any(String), records: 3 }] },
      ]);
      expect(found.actions.find(({ kind }) => kind === 'webhook.send')).toMatchObject({ done: 12, refused: [] });
      expect(found.days).toEqual([
        { day: '2026-03-27', channel: 'email', done: 9, refused: 3 },
        { day: '2026-03-29', channel: 'email', done: 9, refused: 3 },
      ]);
    } finally {
      await server.close();
    }
  });

  it('whoever holds a record does not hold the simulation up, and is not held up by it', async () => {
    const contacts = await makeContacts(test, seat, 3);
    const automationId = await draft(makeMap([['tag.add', { tag: 'Welcomed' }], ['test.append', { letter: '+' }], ['end']]));
    let found: Simulated | undefined;
    await as(async (db) => {
      await updateRecord(db, seat.actor, { objectId: 0, id: contacts[0]!, values: { 1: 'Held' } });
      found = await simulate(automationId);
    });
    expect(found).toMatchObject({ tried: 0, skipped: 3 });
    expect(await simulate(automationId)).toMatchObject({ tried: 3, skipped: 0, ended: 3 });
  }, 30_000);
});

describe('what is supposed of people', () => {
  const GOAL = { triggers: [{ id: 500, event: 'tag.added' }], arrival: 'wait' } as const;

  it('so many reach a goal, each at its time; without it nobody does, and they are named as waiting for ever', async () => {
    await makeContacts(test, seat, 60);
    const automationId = await draft(
      makeMap([
        ['wait', { wait: 'for', amount: 3, unit: 'days' }],
        ['goal', GOAL],
        ['test.append', { letter: '!' }],
      ]),
    );
    const without = await simulate(automationId);
    expect(without).toMatchObject({ ended: 0, standing: 60, stuckInAll: 60 });
    expect(without.stuck[0]).toMatchObject({ stepId: 2, reason: null, since: '2026-03-30T07:00:00.000Z' });

    const supposed = { stepId: 2, share: 50, within: { amount: 6, unit: 'days' } };
    const found = await simulate(automationId, { suppositions: [supposed] });
    expect(found.ended).toBeGreaterThan(18);
    expect(found.ended).toBeLessThan(42);
    expect(found.standing).toBe(60 - found.ended);
    expect(found.median).toBeLessThan(6 * DAY);
    expect(await simulate(automationId, { suppositions: [supposed] })).toEqual(found);
    expect(await simulate(automationId, { suppositions: [{ ...supposed, share: 100 }] })).toMatchObject({ ended: 60, standing: 0 });
  });

  it('a wait for criteria lets so many go on in time, all others when its limit is over', async () => {
    await makeContacts(test, seat, 200);
    const wait = { wait: 'criteria', criteria: { field: 1, operator: 'is', values: ['Nobody'] }, limit: { amount: 4, unit: 'days' } };
    const automationId = await draft(makeMap([['wait', wait, [null, null]]]));
    const stepOf = ({ steps }: Simulated) => steps.find(({ id }) => id === 1)!;
    expect(stepOf(await simulate(automationId)).exits).toEqual([0, 200]);
    const found = await simulate(automationId, { suppositions: [{ stepId: 1, share: 25, within: { amount: 2, unit: 'days' } }] });
    const [met = 0, late = 0] = stepOf(found).exits;
    expect(met + late).toBe(200);
    expect(met).toBeGreaterThan(25);
    expect(met).toBeLessThan(75);
  });
});

describe('asking', () => {
  async function ask(who: TestSeat, method: string, url: string, payload?: object) {
    const response = await app.inject({
      method: method as 'GET',
      url,
      headers: await signedIn(test, who),
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
  }
  const MAP = makeMap([['test.append', { letter: '+' }], ['end']]);

  it('a run is asked for, played by the queue’s job, and read with the names of who gets stuck', async () => {
    await makeContacts(test, seat, 2);
    const automationId = await draft(makeMap([['test.refuse', { letter: 'A' }], ['end']]));
    const { body } = await ask(seat, 'POST', `/api/automations/${automationId}/simulations`, { days: 3 });
    await runSimulation(test.database, { accountId: seat.accountId, simulationId: body.id }, new AbortController().signal);
    const { body: runs } = await ask(seat, 'GET', `/api/automations/${automationId}/simulations`);
    expect(runs).toMatchObject([
      {
        id: body.id,
        status: 'done',
        chosen: 2,
        played: 2,
        found: { failed: 2, stuck: [{ name: 'Ada0', reason: 'There is A in the name.' }, {}] },
      },
    ]);
  });

  it('a second one of the same map waits its turn; asked to stop, one ends with what it has', async () => {
    await makeContacts(test, seat, 120);
    const automationId = await draft(MAP);
    const { body } = await ask(seat, 'POST', `/api/automations/${automationId}/simulations`, {});
    expect((await ask(seat, 'POST', `/api/automations/${automationId}/simulations`, {})).status).toBe(409);
    expect((await ask(seat, 'POST', `/api/automations/${automationId}/simulations/${body.id}/stop`)).status).toBe(200);
    await runSimulation(test.database, { accountId: seat.accountId, simulationId: body.id }, new AbortController().signal);
    const row = await as((db) => simulationById(db, body.id));
    expect(row).toMatchObject({ status: 'stopped', found: { tried: 0 } });
  });

  it('a draft that cannot run says why, step by step', async () => {
    const automationId = await draft(makeMap([['email.send', { messageId: 999 }], ['end']]));
    const { status, body } = await ask(seat, 'POST', `/api/automations/${automationId}/simulations`, {});
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'map_cannot_run', fields: { 1: 'The message was deleted. Choose another.' } });
  });

  it('only who manages automations may, and only in their own account', async () => {
    const automationId = await draft(MAP);
    const reader = await makeUser(test, seat, { role: 'Read only' });
    const stranger = await makeAccount(test);
    const url = `/api/automations/${automationId}/simulations`;
    const { body } = await ask(seat, 'POST', url, {});
    for (const [method, path] of [
      ['POST', url],
      ['GET', url],
      ['POST', `${url}/${body.id}/stop`],
    ] as const) {
      expect((await ask(reader, method, path, method === 'POST' && path === url ? {} : undefined)).status).toBe(403);
      expect((await ask(stranger, method, path, method === 'POST' && path === url ? {} : undefined)).status).toBe(404);
    }
  });

  it('what it found of a person is forgotten with them', async () => {
    const [ada] = await makeContacts(test, seat, 1);
    const automationId = await draft(makeMap([['test.refuse', { letter: 'A' }], ['end']]));
    await simulate(automationId);
    await as((db) => automationsOfPerson.erase(db, 0, ada!));
    const { rows } = await test.owner.query('select from automation_simulations where account_id = $1', [seat.accountId]);
    expect(rows).toHaveLength(0);
  });
});
