import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { goLive, identify, prepareInstallation } from '../../src/accounts/index.ts';
import type { AccountDb } from '../../src/app/db.ts';
import { runJob } from '../../src/app/jobs.ts';
import { buildServer } from '../../src/app/server.ts';
import { closeThreads } from '../../src/email/smtp/threads.ts';
import { visitor, type Visitor } from '../browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase, type TestDatabase } from '../harness.ts';
import { startMailServer, type MailServer } from '../mail-server.ts';
import { makeMap } from '../maps.ts';

type ShortStep = Parameters<typeof makeMap>[0][number];
type MapSettings = NonNullable<Parameters<typeof makeMap>[1]>;

/** One line of a record's way over a map, as the product tells it to people. */
export interface WayLine {
  id: number;
  kind: string;
  trigger: number | null;
  from: unknown;
  path: number[];
  exits: (number | null)[] | null;
  outcome: string | null;
  stepId: number | null;
  reason: string | null;
  cause: { kind: string; record: { id: number } | null } | null;
  effects: { kind: string; stepId: number | null }[];
}

/** An account of people who build maps by HTTP alone, on a clock that moves. */
export interface StoryWorld {
  test: TestDatabase;
  server: FastifyInstance;
  mail: MailServer;
  seat: TestSeat;
  /** The owner of the account at a browser. */
  user: Visitor;
  as: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;
  colleague: (name: string) => Promise<TestSeat>;
  contact: (name: string, values?: Record<string, unknown>, more?: object) => Promise<number>;
  /** Makes a map and publishes it. Gives its id. */
  publish: (name: string, steps: readonly ShortStep[], settings?: MapSettings) => Promise<number>;
  add: (automationId: number, ...recordIds: number[]) => Promise<void>;
  /** Lets the worker do whatever is due at a time, or now. */
  run: (time?: string) => Promise<void>;
  /** What the record did on the map, the oldest line first. */
  way: (automationId: number, recordId: number) => Promise<WayLine[]>;
  /** The steps it took on the map, each with its exit, in turn. */
  walked: (automationId: number, recordId: number) => Promise<[number, number | null][]>;
  tagsOf: (recordId: number) => Promise<string[]>;
  letter: (name: string, more?: object) => Promise<number>;
  rows: <Row>(text: string, ...values: unknown[]) => Promise<Row[]>;
}

const BASE_URL = 'http://quayside.test';

/** Call at the top of a file. */
export function storyWorld(options: { now?: string; timeZone?: string } = {}): StoryWorld {
  const test = testDatabase({ now: options.now ?? '2026-03-02T09:00:00Z' });
  const world = { test } as StoryWorld;
  beforeAll(async () => {
    world.mail = await startMailServer();
    prepareInstallation(test.database, {
      baseUrl: BASE_URL,
      secretKey: 'a key for tests alone, long enough for everybody',
      allowsPrivateHosts: true,
      smtpUrl: `smtp://127.0.0.1:${world.mail.port}`,
    });
    world.server = await buildServer({ database: test.database, identify, baseUrl: BASE_URL, port: 0 });
    world.seat = await makeAccount(test, { timeZone: options.timeZone ?? 'Europe/Berlin' });
    world.user = visitor(world.server, await signedIn(test, world.seat));
    await world.user.patch('/api/account', { postalAddress: 'Harbour Bakery\n3 Quay Street\nSaltmarsh' });
  });
  afterAll(async () => {
    await world.server?.close();
    // A mail server waits for whoever is still connected.
    await closeThreads();
    await world.mail?.close();
  });
  return Object.assign(world, doings(world));
}

/** What the account sends leaves from now on, for the mail server of the test. */
export const sendForReal = (world: StoryWorld): Promise<void> => world.as((db) => goLive(db, world.seat.actor));

/** What the job queue does when a map waits for the dates of a field. */
async function copyFields(world: StoryWorld): Promise<void> {
  const { accountId } = world.seat;
  const fields = await world.rows<{ id: number; object_id: number }>(
    'select id, object_id from fields where account_id = $1 and sortable and sortable_since is null',
  );
  for (const { id, object_id: objectId } of fields)
    await runJob(world.test.database, 'records.make-sortable', { accountId, objectId, fieldId: id });
}

function doings(world: StoryWorld): Partial<StoryWorld> {
  const { test } = world;
  const way = async (automationId: number, recordId: number): Promise<WayLine[]> =>
    (await world.user.get(`/api/automations/${automationId}/records/${recordId}/way`)).lines.toReversed();
  return {
    as: (work) => test.database.account(world.seat.accountId, work),
    colleague: (name) => makeUser(test, world.seat, { name }),
    contact: async (name, values = {}, more = {}) =>
      (await world.user.post('/api/records/0', { values: { 1: name, 3: `${name}@example.com`.toLowerCase(), ...values }, ...more })).id,
    async publish(name, steps, settings) {
      const { id } = await world.user.post('/api/automations', { name, objectId: 0, map: makeMap(steps, settings) });
      await world.user.post(`/api/automations/${id}/publish`);
      await copyFields(world);
      return id;
    },
    async add(automationId, ...recordIds) {
      await world.user.post(`/api/automations/${automationId}/records`, { recordIds });
      await test.settle();
    },
    async run(time) {
      if (time) test.clock.moveTo(time);
      await test.settle();
    },
    way,
    walked: async (automationId, recordId) =>
      (await way(automationId, recordId)).flatMap(({ path, exits }) =>
        path.map((step, place): [number, number | null] => [step, exits?.[place] ?? null]),
      ),
    async tagsOf(recordId) {
      const { tags } = await world.user.get(`/api/records/0/${recordId}`);
      return tags.map(({ name }: { name: string }) => name).toSorted();
    },
    async letter(name, more = {}) {
      const body = { kind: 'plain', text: 'Dear {{ contact.first_name }}, see https://bakery.example/bread' };
      const { message } = await world.user.post('/api/messages', { objectId: 0, name, subject: name, body, ...more });
      await world.user.post(`/api/messages/${message.id}/publish`);
      return message.id;
    },
    rows: async (text, ...values) => (await test.owner.query(text, [world.seat.accountId, ...values])).rows,
  };
}
