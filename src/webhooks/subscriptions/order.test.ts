import { afterAll, beforeAll, expect, test as it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { startHookServer, type HookServer } from '../../../test/hook-server.ts';
import { seedOf } from '../../../test/seed.ts';
import { luckFrom, type Luck } from '../../../test/random-input.ts';
import { goLive, prepareInstallation, viewerOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { followers } from '../../app/registry.ts';
import { followNext } from '../../ledger/index.ts';
import { CONTACT, createRecord, ensureTag, tagRecords, untagRecords } from '../../records/index.ts';
import { mergers } from '../mergers.ts';
import { deliverWebhooks, finishWebhooks } from '../deliver-webhooks.ts';
import { newSubscription } from '../schema.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { replaySubscription } from './replay-deliveries.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { subscribe } from './subscribe.ts';
import { subscriptionById } from './subscriptions-of.ts';
import { updateSubscription } from './update-subscription.ts';

const SEED = seedOf(20_261_125);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const test = testDatabase();
let hooks: HookServer;
let seat: TestSeat;
beforeAll(async () => {
  hooks = await startHookServer();
  prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
});
afterAll(() => hooks.close());

const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const person = (): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { 1: 'Ada' } as never }));

async function begin(): Promise<void> {
  seat = await makeAccount(test);
  await inside((db) => goLive(db, seat.actor));
  hooks.arrived.length = 0;
  hooks.answer = (_, response) => void response.end();
}

const subscribed = (kinds: string[], path = ''): Promise<{ id: number }> =>
  inside(async (db) => {
    const input = newSubscription.parse({ url: `${hooks.url}/${path}`, events: kinds.map((kind) => ({ kind })), fields: 'id' });
    return subscribe(db, seat.actor, { viewer: await viewerOf(db, seat.userId), ids: seat.ids, input });
  });

interface Took {
  path: string;
  recordId: number;
  eventId: number;
  taken: boolean;
}

/** What arrived and whether it was taken, in the order of arrival; the receiver refuses as luck has it. */
function takeBy(luck: Luck, refusal: number): Took[] {
  const took: Took[] = [];
  hooks.answer = (arrived, response) => {
    const { data } = JSON.parse(arrived.body);
    const taken = luck() >= refusal;
    took.push({ path: arrived.path, recordId: data.record.id, eventId: data.eventId, taken });
    setTimeout(() => response.writeHead(taken ? 200 : luck() < 0.5 ? 500 : 429).end(), luck() * 8);
  };
  return took;
}

it(
  `whatever a receiver refuses, it takes what happened to each record in its order, each once (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    await begin();
    const luck = luckFrom(SEED);
    const people = [await person(), await person(), await person(), await person()];
    const tagIds = [
      await inside((db) => ensureTag(db, seat.ids, CONTACT, 'One')),
      await inside((db) => ensureTag(db, seat.ids, CONTACT, 'Two')),
    ];
    await subscribed(['tag.added', 'tag.removed'], 'both');
    await subscribed(['tag.added'], 'added');
    const took = takeBy(luck, 0.5);
    for (let n = 0; n < 60; n++) {
      const change = luck() < 0.6 ? tagRecords : untagRecords;
      const recordIds = people.filter(() => luck() < 0.5);
      if (recordIds.length > 0) await inside((db) => change(db, seat.actor, { objectId: CONTACT, tagId: tagIds[n % 2]!, recordIds }));
      if (luck() < 0.3) await test.settle(seat.accountId);
      if (luck() < 0.2) test.clock.moveBy(luck() * HOUR);
    }
    for (let days = 0; days < 40; days++) {
      await test.settle(seat.accountId);
      test.clock.moveBy(HOUR * 2);
    }
    const { rows: happened } = await test.owner.query<{ id: number; kind: string; record_id: number }>(
      "select id::int, kind, record_id::int from events where account_id = $1 and kind in ('tag.added', 'tag.removed') order by id",
      [seat.accountId],
    );
    const { rows: gaveUp } = await test.owner.query<{ cause_id: number; subscription_id: number }>(
      "select cause_id::int, subscription_id::int from webhook_deliveries where account_id = $1 and status = 'failed'",
      [seat.accountId],
    );
    const { rows: open } = await test.owner.query(
      "select status from webhook_deliveries where account_id = $1 and status not in ('sent', 'failed')",
      [seat.accountId],
    );
    expect(open).toEqual([]);
    for (const [path, subscriptionId, kinds] of [
      ['/both', 1, ['tag.added', 'tag.removed']],
      ['/added', 2, ['tag.added']],
    ] as const) {
      for (const recordId of people) {
        const arrived = took.filter((one) => one.path === path && one.recordId === recordId);
        const due = happened
          .filter((one) => one.record_id === recordId && (kinds as readonly string[]).includes(one.kind))
          .map(({ id }) => id);
        const lost = new Set(gaveUp.filter((one) => one.subscription_id === subscriptionId).map((one) => one.cause_id));
        expect(arrived.filter(({ taken }) => taken).map(({ eventId }) => eventId)).toEqual(due.filter((id) => !lost.has(id)));
        // Nothing later was even tried while an earlier one was neither taken nor given up.
        const firsts = [...new Set(arrived.map(({ eventId }) => eventId))];
        expect(firsts).toEqual(due);
      }
    }
    expect(took.filter(({ taken }) => !taken).length).toBeGreaterThan(20);
  },
);

it('a record whose delivery is refused holds up itself alone, and goes on after three days', async () => {
  await begin();
  const [ada, bo] = [await person(), await person()];
  await subscribed(['tag.added']);
  hooks.answer = ({ body }, response) => void response.writeHead(JSON.parse(body).data.record.id === ada ? 500 : 200).end();
  for (const name of ['One', 'Two'])
    await inside(async (db) =>
      tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, name), recordIds: [ada, bo] }),
    );
  await test.settle(seat.accountId);
  expect((await states()).filter(([id]) => id === bo)).toEqual([
    [bo, 'sent'],
    [bo, 'sent'],
  ]);
  expect((await states()).filter(([id]) => id === ada)).toEqual([
    [ada, 'queued'],
    [ada, 'waiting'],
  ]);
  for (let n = 0; n < 80; n++) {
    test.clock.moveBy(HOUR);
    await test.settle(seat.accountId);
    // Others are taken all the while: the receiver lives.
    if (n % 10 === 0)
      await inside(async (db) =>
        tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, `More ${n}`), recordIds: [bo] }),
      );
  }
  expect((await states()).filter(([id]) => id === ada)).toEqual([
    [ada, 'failed'],
    [ada, 'queued'],
  ]);
  hooks.answer = (_, response) => void response.end();
  test.clock.moveBy(DAY);
  await test.settle(seat.accountId);
  const count = await inside(async (db) =>
    replaySubscription(db, seat.actor, { viewer: await viewerOf(db, seat.userId), id: 1, asked: { failedOnly: true } }),
  );
  expect(count).toBe(1);
  const before = hooks.arrived.find(({ body }) => JSON.parse(body).data.record.id === ada)!;
  hooks.arrived.length = 0;
  await test.settle(seat.accountId);
  expect(hooks.arrived.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual([[before.headers['webhook-id'], before.body]]);
  const again = { viewer: await inside((db) => viewerOf(db, seat.userId)), id: 1 };
  expect(await inside((db) => replaySubscription(db, seat.actor, { ...again, asked: { failedOnly: true } }))).toBe(0);
  const all = await inside((db) => replaySubscription(db, seat.actor, { ...again, asked: { failedOnly: false } }));
  expect(all).toBeGreaterThan(8);
  await test.settle(seat.accountId);
  expect(hooks.arrived).toHaveLength(1 + all);
});

const states = async (): Promise<[number, string][]> =>
  (
    await test.owner.query<{ record_id: number; status: string }>(
      'select record_id::int, status from webhook_deliveries where account_id = $1 order by id',
      [seat.accountId],
    )
  ).rows.map(({ record_id: id, status }) => [id, status]);

it('a dead receiver pauses its subscription, its people are told, and resuming goes on in order with nothing lost', async () => {
  await begin();
  const ada = await person();
  await subscribed(['tag.added'], 'dead');
  hooks.answer = (_, response) => void response.writeHead(503).end();
  const happen = async (name: string): Promise<void> => {
    await inside(async (db) =>
      tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, name), recordIds: [ada] }),
    );
    await test.settle(seat.accountId);
  };
  await happen('First');
  await happen('Second');
  for (let hours = 0; hours < 74; hours++) {
    test.clock.moveBy(HOUR);
    await test.settle(seat.accountId);
  }
  expect(await inside((db) => subscriptionById(db, 1))).toMatchObject({ state: 'paused', reason: 'dead', waiting: 2 });
  const { rows: notices } = await test.owner.query('select kind from notifications where account_id = $1', [seat.accountId]);
  expect(notices).toEqual([{ kind: 'webhook_subscription.paused' }]);
  const tried = hooks.arrived.length;
  await happen('Third');
  test.clock.moveBy(DAY);
  await test.settle(seat.accountId);
  expect(hooks.arrived).toHaveLength(tried);
  hooks.answer = (_, response) => void response.end();
  hooks.arrived.length = 0;
  await inside(async (db) => resumeSubscription(db, seat.actor, await viewerOf(db, seat.userId), 1));
  await test.settle(seat.accountId);
  const events = hooks.arrived.map(({ body }) => JSON.parse(body).data.eventId);
  expect(events).toHaveLength(3);
  expect(events).toEqual(events.toSorted((one: number, other: number) => one - other));
  expect(await inside((db) => subscriptionById(db, 1))).toMatchObject({ state: 'active', failures: 0, failingSince: null });
});

it('what waits for a paused subscription waits seven days; what was taken is logged for two, what failed for seven, or longer', async () => {
  await begin();
  const ada = await person();
  const { id } = await subscribed(['tag.added']);
  const happen = async (name: string): Promise<void> => {
    await inside(async (db) =>
      tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, name), recordIds: [ada] }),
    );
    await test.settle(seat.accountId);
  };
  const forget = (): Promise<unknown> => test.owner.query('select forget_old_subscribed_webhooks(2, 7, 7)');
  const age = (days: number): Promise<unknown> =>
    test.owner.query(
      'update webhook_deliveries set made_at = now() - make_interval(days => $1), settled_at = case when settled_at is null then null else now() - make_interval(days => $1) end',
      [days],
    );
  await happen('Taken');
  await inside(async (db) => pauseSubscription(db, seat.actor, await viewerOf(db, seat.userId), id));
  await happen('Held');
  await happen('Held behind');
  await age(3);
  await forget();
  expect((await states()).map(([, status]) => status)).toEqual(['queued', 'waiting']);
  await test.owner.query("update webhook_deliveries set made_at = now() - interval '8 days' where status = 'queued'");
  await forget();
  expect((await states()).map(([, status]) => status)).toEqual(['cancelled', 'queued']);
  await inside(async (db) => resumeSubscription(db, seat.actor, await viewerOf(db, seat.userId), id));
  await test.settle(seat.accountId);
  expect((await states()).map(([, status]) => status)).toEqual(['cancelled', 'sent']);
  await test.owner.query('insert into webhook_log_settings (account_id, taken_days, failed_days) values ($1, 30, 30)', [seat.accountId]);
  await age(20);
  await forget();
  expect(await states()).toHaveLength(2);
  await test.owner.query('delete from webhook_log_settings');
  await forget();
  expect(await states()).toEqual([]);
});

it('410 ends a subscription, and what it was owed goes nowhere', async () => {
  await begin();
  const people = [await person(), await person(), await person()];
  await subscribed(['tag.added']);
  hooks.answer = (_, response) => void response.writeHead(410).end();
  await inside(async (db) =>
    tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, 'One'), recordIds: people }),
  );
  await test.settle(seat.accountId);
  expect(await inside((db) => subscriptionById(db, 1))).toMatchObject({ state: 'ended', reason: 'gone', waiting: 0 });
  expect((await states()).every(([, status]) => status === 'failed' || status === 'cancelled')).toBe(true);
  const { rows } = await test.owner.query('select kind from followed_kinds where account_id = $1', [seat.accountId]);
  hooks.arrived.length = 0;
  await inside(async (db) =>
    tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, 'Two'), recordIds: people }),
  );
  await test.settle(seat.accountId);
  expect([rows, hooks.arrived]).toEqual([[], []]);
});

it('what waits about a record that is merged waits behind the survivor’s, and each still goes', async () => {
  await begin();
  const [ada, twin] = [await person(), await person()];
  await subscribed(['tag.added']);
  hooks.answer = (_, response) => void response.writeHead(500).end();
  for (const name of ['One', 'Two'])
    await inside(async (db) =>
      tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, name), recordIds: [ada, twin] }),
    );
  await test.settle(seat.accountId);
  const pair = { objectId: CONTACT, survivorId: ada, mergedId: twin, causeId: 1 };
  const moves = await inside((db) => mergers[0]!.merge(db, seat.actor, pair));
  await inside((db) => mergers[0]!.unmerge!(db, seat.actor, pair, moves));
  await inside((db) => mergers[0]!.merge(db, seat.actor, pair));
  hooks.answer = (_, response) => void response.end();
  test.clock.moveBy(HOUR);
  for (let n = 0; n < 3; n++) await test.settle(seat.accountId);
  expect(await states()).toEqual([1, 2, 3, 4].map(() => [ada, 'sent']));
});

it('two that send at once keep the order', async () => {
  await begin();
  const people = [await person(), await person()];
  await subscribed(['tag.added', 'tag.removed']);
  const took = takeBy(luckFrom(SEED + 1), 0);
  const tagId = await inside((db) => ensureTag(db, seat.ids, CONTACT, 'One'));
  for (let n = 0; n < 12; n++)
    await inside((db) => (n % 2 === 0 ? tagRecords : untagRecords)(db, seat.actor, { objectId: CONTACT, tagId, recordIds: people }));
  await inside(async (db) =>
    updateSubscription(db, seat.actor, { viewer: await viewerOf(db, seat.userId), id: 1, change: { fields: 'light' } }),
  );
  const follower = followers().find(({ name }) => name === 'webhooks.subscriptions')!;
  while (await followNext(test.database, seat.accountId, follower));
  for (let rounds = 0; rounds < 60; rounds++) {
    await Promise.all([1, 2, 3].map(() => deliverWebhooks(test.database, seat.accountId)));
    await finishWebhooks(test.database);
  }
  for (const id of people) {
    const own = took.filter(({ recordId }) => recordId === id).map(({ eventId }) => eventId);
    expect(own).toHaveLength(12);
    expect(own).toEqual(own.toSorted((one, other) => one - other));
  }
});
