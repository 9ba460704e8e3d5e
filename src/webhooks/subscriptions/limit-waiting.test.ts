import { beforeAll, expect, it } from 'vitest';
import type { TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import type { HookServer } from '../../../test/hook-server.ts';
import { hookWorld } from '../../../test/hook-world.ts';
import { viewerOf } from '../../accounts/index.ts';
import { CONTACT, createRecord, ensureTag, tagRecords } from '../../records/index.ts';
import { finishWebhooks } from '../deliver-webhooks.ts';
import { newSubscription } from '../schema.ts';
import { FEW_WAITING, MOST_WAITING } from './limit-waiting.ts';
import { subscribe } from './subscribe.ts';
import { subscriptionById } from './subscriptions-of.ts';
import { tellSubscription } from './tell-subscription.ts';

const test = testDatabase();
let hooks: HookServer;
let seat: TestSeat;

const world = hookWorld(test);
const { inside } = world;
beforeAll(() => void ({ hooks, seat } = world));

const settle = async (): Promise<void> => {
  await test.settle(seat.accountId);
  await finishWebhooks(test.database);
};
const told = async (kind: string): Promise<unknown[]> => {
  const { rows } = await test.owner.query('select data from events where account_id = $1 and kind = $2', [seat.accountId, kind]);
  return rows.map(({ data }) => data);
};

it('a subscription for which too much waits is told nothing more, its people once, and is told again when enough has gone', async () => {
  const [tagId, adaId] = await inside(async (db) => [
    await ensureTag(db, seat.ids, CONTACT, 'Newcomer'),
    await createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: {} }),
  ]);
  const tagAnother = async (): Promise<void> => {
    await inside(async (db) => {
      const recordId = await createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: {} });
      await tagRecords(db, seat.actor, { objectId: CONTACT, tagId, recordIds: [recordId] });
    });
    await settle();
  };
  const input = newSubscription.parse({ url: `${hooks.url}/in`, events: [{ kind: 'tag.added' }] });
  const { id } = await inside(async (db) => subscribe(db, seat.actor, { viewer: await viewerOf(db, seat.userId), ids: seat.ids, input }));
  await tagAnother();
  expect(hooks.arrived).toHaveLength(1);
  await test.owner.query(
    `insert into webhook_deliveries select w.* from webhook_deliveries d, generate_series(1, $3::integer) g,
       jsonb_populate_record(d, jsonb_build_object('id', 1000000 + g, 'status', 'waiting', 'settled_at', null)) w
     where d.account_id = $1 and d.subscription_id = $2`,
    [seat.accountId, id, MOST_WAITING],
  );

  for (let time = 0; time < 2; time++) await tagAnother();
  expect(hooks.arrived).toHaveLength(1);
  expect(await told('webhook_subscription.overloaded')).toEqual([
    { host: expect.any(String), count: MOST_WAITING, userIds: [seat.userId] },
  ]);
  expect(await inside((db) => subscriptionById(db, id))).toMatchObject({ state: 'active', reason: 'too_many' });
  const step = {
    actor: seat.actor,
    objectId: CONTACT,
    recordIds: [adaId],
    causeIds: [null],
    settings: { subscriptionId: id },
    ids: seat.ids,
  };
  const { failed } = await inside((db) => tellSubscription(db, step));
  expect([...failed!]).toEqual([[adaId, expect.stringContaining('So much waits for this program')]]);

  await test.owner.query('delete from webhook_deliveries where account_id = $1 and id > $2', [seat.accountId, 1_000_000 + FEW_WAITING]);
  await tagAnother();
  expect(hooks.arrived).toHaveLength(2);
  expect(await told('webhook_subscription.relieved')).toHaveLength(1);
  expect(await inside((db) => subscriptionById(db, id))).toMatchObject({ state: 'active', reason: null });
});
