import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test as it } from 'vitest';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { startHookServer } from '../../test/hook-server.ts';
import { goLive, prepareInstallation, viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { followers } from '../app/registry.ts';
import { followNext } from '../ledger/index.ts';
import { CONTACT, createRecord, ensureTag, tagRecords, untagRecords } from '../records/index.ts';
import { webhookSend } from './actions.ts';
import { LEASE_MS } from './claim-webhooks.ts';
import { newSubscription, webhookSettings } from './schema.ts';
import { subscribe } from './subscriptions/subscribe.ts';

const SCRIPT = join(import.meta.dirname, '../../test/webhooks-until-killed.ts');
const COUNT = 60;
const KILLS = 3;

const test = testDatabase();

/** Runs the sender and kills it again and again while requests are under way; then lets it come to its end. */
async function sendUntilKilled(accountId: number): Promise<void> {
  const run = () =>
    spawn(process.execPath, [SCRIPT, test.ownerUrl, String(accountId), test.clock.now().toISOString()], { stdio: 'inherit' });
  for (let kill = 0; kill < KILLS; kill++) {
    const before = hooks.arrived.length;
    const runner = run();
    while (runner.exitCode === null && hooks.arrived.length < before + 6 + kill) await sleep(2);
    runner.kill('SIGKILL');
    if (runner.exitCode === null && runner.signalCode === null) await once(runner, 'exit');
    test.clock.moveBy(LEASE_MS + 1_000);
  }
  const { rows: left } = await test.owner.query("select count(*)::int as n from webhook_deliveries where status = 'sending'");
  expect(left[0].n).toBeGreaterThan(0);
  await once(run(), 'exit');
}
const hooks = await startHookServer();
afterAll(() => hooks.close());

it(
  'killed with SIGKILL while requests are under way and started again, each arrives under one id, is told once, and none is lost',
  { timeout: 120_000 },
  async () => {
    const seat = await makeAccount(test);
    await test.database.account(seat.accountId, (db) => goLive(db, seat.actor));
    hooks.answer = (_, response) => void setTimeout(() => response.end('taken'), 20);
    const recordIds = Array.from({ length: COUNT }, (_, at) => at + 1);
    const settings = webhookSettings.parse({ url: `${hooks.url}/in`, encoding: 'text', body: 'Hello' });
    const step = { actor: { type: 'step' as const, id: '1.2' }, objectId: 0, recordIds, causeIds: recordIds.map(() => null) };
    await test.database.account(seat.accountId, (db) => webhookSend.apply(db, { ...step, settings, ids: seat.ids }));

    await sendUntilKilled(seat.accountId);

    const { rows } = await test.owner.query('select status, attempts from webhook_deliveries');
    expect(rows.map(({ status }) => status)).toEqual(Array.from({ length: COUNT }, () => 'sent'));
    expect(rows.some(({ attempts }) => attempts > 1)).toBe(true);
    const ids = hooks.arrived.map(({ headers }) => headers['quayside-id']);
    expect(new Set(ids).size).toBe(COUNT);
    expect(ids.length).toBeGreaterThanOrEqual(COUNT);
    const { rows: told } = await test.owner.query(
      "select count(*)::int as n, count(distinct subject_id)::int as each from events where kind = 'webhook.sent'",
    );
    expect(told).toEqual([{ n: COUNT, each: COUNT }]);
  },
);

it('killed so, it tells a subscription of nothing before what happened to the same record before it', { timeout: 120_000 }, async () => {
  const seat = await makeAccount(test);
  const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
  await inside((db) => goLive(db, seat.actor));
  hooks.arrived.length = 0;
  const people: number[] = [];
  for (let n = 0; n < 5; n++)
    people.push(await inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: { 1: 'Ada' } as never })));
  const tagId = await inside((db) => ensureTag(db, seat.ids, CONTACT, 'Newcomer'));
  const input = newSubscription.parse({ url: hooks.url, events: [{ kind: 'tag.added' }, { kind: 'tag.removed' }], fields: 'id' });
  await inside(async (db) => subscribe(db, seat.actor, { viewer: await viewerOf(db, seat.userId), ids: seat.ids, input }));
  for (let n = 0; n < 8; n++)
    await inside((db) => (n % 2 === 0 ? tagRecords : untagRecords)(db, seat.actor, { objectId: CONTACT, tagId, recordIds: people }));
  const follower = followers().find(({ kinds }) => kinds === 'requested')!;
  while (await followNext(test.database, seat.accountId, follower));
  await sendUntilKilled(seat.accountId);
  for (const id of people) {
    const events = hooks.arrived
      .map(({ body }) => JSON.parse(body).data)
      .flatMap(({ record, eventId }) => (record.id === id ? [eventId] : []));
    const once = [...new Set(events)];
    expect(once).toHaveLength(8);
    expect(events).toEqual(events.toSorted((one, other) => one - other));
  }
});
