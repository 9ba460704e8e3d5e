import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import type { Arrived, HookServer } from '../../../test/hook-server.ts';
import { hookWorld } from '../../../test/hook-world.ts';
import { goLive, practise, prepareInstallation, viewerOf } from '../../accounts/index.ts';
import { sql } from '../../app/db.ts';
import { createGroup } from '../../criteria/index.ts';
import {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS as F,
  createRecord,
  deleteRecords,
  ensureTag,
  objectShape,
  tagRecords,
  updateRecord,
} from '../../records/index.ts';
import { finishWebhooks } from '../deliver-webhooks.ts';
import { told } from '../personal-data.ts';
import type { DeliveryRow } from '../queries/deliveries.ts';
import { newSubscription, type SubscriptionChange } from '../schema.ts';
import { leaveSubscriptions } from './leave-subscriptions.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { rotateSubscriptionSecret } from './rotate-subscription-secret.ts';
import { sendToSubscription } from './send-to-subscription.ts';
import { subscribe } from './subscribe.ts';
import { subscriptionById } from './subscriptions-of.ts';
import { unsubscribe } from './unsubscribe.ts';
import { updateSubscription } from './update-subscription.ts';

// Signatures are verified by the real clock.
const test = testDatabase({ now: new Date().toISOString() });
let hooks: HookServer;
let seat: TestSeat;

const world = hookWorld(test);
const { inside } = world;
beforeAll(() => void ({ hooks, seat } = world));
afterEach(async () => {
  await finishWebhooks(test.database);
  for (const table of [
    'webhook_deliveries',
    'webhook_subscriptions',
    'webhook_wishes',
    'webhook_intake',
    'followed_kinds',
    'event_batches',
  ])
    await test.owner.query(`delete from ${table}`);
  hooks.arrived.length = 0;
  hooks.answer = (_, response) => void response.end('taken');
});

const contact = (values: object): Promise<number> =>
  inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: values as Record<string, string> }));
const tag = (name: string): Promise<number> => inside((db) => ensureTag(db, seat.ids, CONTACT, name));
const tagged = (tagId: number, recordIds: number[]): Promise<unknown> =>
  inside((db) => tagRecords(db, seat.actor, { objectId: CONTACT, tagId, recordIds }));
const subscribed = (input: object, as: TestSeat = seat): Promise<{ id: number; secret: string }> =>
  test.database.account(as.accountId, async (db) =>
    subscribe(db, as.actor, {
      viewer: await viewerOf(db, as.userId),
      ids: as.ids,
      input: newSubscription.parse({ url: `${hooks.url}/in`, ...input }),
    }),
  );
const changed = (id: number, change: SubscriptionChange): Promise<unknown> =>
  inside(async (db) => updateSubscription(db, seat.actor, { viewer: await viewerOf(db, seat.userId), id, change }));
const settle = async (): Promise<void> => {
  await test.settle(seat.accountId);
  await finishWebhooks(test.database);
  await test.settle(seat.accountId);
  await finishWebhooks(test.database);
};
const rows = async (): Promise<DeliveryRow[]> =>
  (await test.owner.query('select * from webhook_deliveries where account_id = $1 order by id', [seat.accountId])).rows;
const json = ({ body }: Arrived): any => JSON.parse(body);

describe('a subscription', () => {
  it('is told of what happens as signed JSON that an independent verifier takes', async () => {
    const newcomer = await tag('Newcomer');
    const { id, secret } = await subscribed({ events: [{ kind: 'tag.added', subjectId: newcomer }] });
    const ada = await contact({ [F.firstName]: 'Ada', [F.email]: 'ada@example.com' });
    await tagged(newcomer, [ada]);
    await tagged(await tag('Another'), [ada]);
    await settle();
    const [arrived, ...others] = hooks.arrived;
    expect(others).toEqual([]);
    expect(arrived).toMatchObject({ method: 'POST', path: '/in', headers: { 'content-type': 'application/json' } });
    const verified = new Webhook(secret).verify(arrived!.body, arrived!.headers as Record<string, string>) as Record<string, any>;
    expect(verified).toMatchObject({
      type: 'tag.added',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        actor: { type: 'user', id: String(seat.userId) },
        subject: { type: 'tag', id: newcomer },
        record: {
          objectId: CONTACT,
          id: ada,
          name: 'Ada',
          email: 'ada@example.com',
          tags: expect.arrayContaining([newcomer]),
          values: { [F.firstName]: 'Ada' },
        },
      },
    });
    expect(() => new Webhook(secret).verify(`${arrived!.body} `, arrived!.headers as Record<string, string>)).toThrow();
    expect(() =>
      new Webhook(`whsec_${btoa('another secret')}`).verify(arrived!.body, arrived!.headers as Record<string, string>),
    ).toThrow();
    expect(await rows()).toMatchObject([{ status: 'sent', subscription_id: id, event_kind: 'tag.added' }]);
    expect(await inside((db) => subscriptionById(db, id))).toMatchObject({ state: 'active', triedStatus: 200, failures: 0, waiting: 0 });
  });

  it('is told of what happens as a form, as programs in PHP read it', async () => {
    const newcomer = await tag('Newcomer');
    const { id } = await subscribed({ events: [{ kind: 'tag.added', subjectId: newcomer }], format: 'form' });
    const ada = await contact({ [F.firstName]: 'Ada & "Bo" [x]=1', [F.lastName]: 'Müller-Ωμέγα', [F.email]: 'ada+1@example.com' });
    await tagged(newcomer, [ada]);
    await settle();
    const [{ body, headers }] = hooks.arrived as [Arrived];
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(body).toMatch(
      new RegExp(`^webhook_id=${id}&object_type_id=0&event\\[type\\]=sub_tag&event\\[tag_id\\]=${newcomer}&data\\[id\\]=${ada}&data\\[`),
    );
    expect(body).toMatch(/&timestamp=\d{10}$/);
    const read = new URLSearchParams(body);
    expect(read.get('data[firstname]')).toBe('Ada & "Bo" [x]=1');
    expect(read.get('data[lastname]')).toBe('Müller-Ωμέγα');
    expect(body).toContain('data[firstname]=Ada+%26+%22Bo%22+%5Bx%5D%3D1&');
    expect(read.get('data[email]')).toBe('ada+1@example.com');
    expect(read.get('data[contact_cat]')).toBe(`*/*${newcomer}*/*`);
    expect(read.get('data[birthday]')).toBe('');
  });

  it('is told as much of the record as it wants', async () => {
    const ada = await contact({ [F.firstName]: 'Ada', [F.lastName]: 'Low', [F.email]: 'light@example.com' });
    for (const format of ['form', 'json'] as const)
      for (const fields of ['light', 'id'] as const) await subscribed({ events: [{ kind: 'record.updated' }], format, fields });
    await inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id: ada, values: { [F.lastName]: 'High' } }));
    await settle();
    const forms = hooks.arrived
      .filter(({ body }) => body.startsWith('webhook_id'))
      .map(({ body }) => [...new URLSearchParams(body)].filter(([name]) => name.startsWith('data')));
    expect(forms.toSorted((a, b) => a.length - b.length)).toEqual([
      [['data[id]', String(ada)]],
      [
        ['data[id]', String(ada)],
        ['data[firstname]', 'Ada'],
        ['data[lastname]', 'High'],
        ['data[email]', 'light@example.com'],
      ],
    ]);
    const records = hooks.arrived.filter(({ body }) => body.startsWith('{')).map((one) => json(one).data.record);
    expect(records).toEqual(
      expect.arrayContaining([
        { objectId: 0, id: ada },
        { objectId: 0, id: ada, uniqueId: expect.any(String), name: 'Ada High', email: 'light@example.com' },
      ]),
    );
  });

  it('is told once of an event that it asks for twice, and of nothing that happened before it', async () => {
    const bo = await contact({ [F.firstName]: 'Bo' });
    await subscribed({ events: [{ kind: 'record.created' }, { kind: 'record.created', objectId: CONTACT }, { kind: 'record.deleted' }] });
    await settle();
    const cy = await contact({ [F.firstName]: 'Cy' });
    await inside((db) => deleteRecords(db, seat.actor, { objectId: CONTACT, recordIds: [bo] }));
    await settle();
    expect(hooks.arrived.map((one) => [json(one).type, json(one).data.record.id, json(one).data.record.isGone])).toEqual([
      ['record.created', cy, undefined],
      ['record.deleted', bo, true],
    ]);
  });

  it('of events about no record is told without one', async () => {
    await subscribed({ events: [{ kind: 'webhook_subscription.created' }] });
    await settle();
    hooks.arrived.length = 0;
    const { id } = await subscribed({ events: [{ kind: 'tag.added' }] });
    await settle();
    expect(hooks.arrived.map(json)).toMatchObject([
      {
        type: 'webhook_subscription.created',
        data: { record: null, subject: { type: 'webhook_subscription', id }, details: { kinds: ['tag.added'] } },
      },
    ]);
  });

  it('is told in order of a change of thousands, each once', async () => {
    const many = await tag('Many');
    await test.owner.query(
      `insert into records (account_id, object_id, id, unique_id, name, created_at, updated_at, values)
       select $1, 0, 100000 + n, 'many' || n, 'Many ' || n, now(), now(), '{}' from generate_series(1, 1200) n`,
      [seat.accountId],
    );
    await subscribed({ events: [{ kind: 'tag.added', subjectId: many }], fields: 'id' });
    await tagged(
      many,
      Array.from({ length: 1200 }, (_, n) => 100_001 + n),
    );
    await settle();
    const ids = hooks.arrived.map((one) => json(one).data.record.id);
    expect(ids).toHaveLength(1200);
    expect(new Set(ids).size).toBe(1200);
    expect(await inside((db) => db.many(sqlOfIntake))).toEqual([]);
  });
});

describe('what a subscription is narrowed to', () => {
  it('is records of an object that match criteria, or that are in a group, as they stand when it is told', async () => {
    const group = await inside(async (db) => {
      const criteria = { field: F.city, operator: 'is' as const, values: ['Berlin'] };
      const viewer = await viewerOf(db, seat.userId);
      return createGroup(db, seat.actor, {
        viewer,
        ids: seat.ids,
        group: { objectId: CONTACT, name: 'Berliners', criteria, sort: 'name', columns: [] } as never,
      });
    });
    const ofCriteria = { all: [{ field: F.firstName, operator: 'is', values: ['Ada'] }] };
    await subscribed({ events: [{ kind: 'record.created' }], only: { objectId: CONTACT, criteria: ofCriteria } });
    await subscribed({
      events: [{ kind: 'record.created' }],
      format: 'form',
      only: { objectId: CONTACT, criteria: { group, operator: 'in' } },
    });
    const ada = await contact({ [F.firstName]: 'Ada' });
    const bo = await contact({ [F.firstName]: 'Bo', [F.city]: 'Berlin' });
    const company = await inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: COMPANY, values: { 1: 'Ada' } as never }));
    await settle();
    const ids = hooks.arrived.map(({ body }) =>
      body.startsWith('{') ? JSON.parse(body).data.record.id : new URLSearchParams(body).get('data[id]'),
    );
    expect(ids.sort()).toEqual([ada, String(bo)].sort());
    expect(company).toBeDefined();
  });

  it('cannot be asked of what is not there, and tells nothing once it is gone', async () => {
    const only = { objectId: CONTACT, criteria: { field: 999_999, operator: 'is', values: ['x'] } };
    await expect(subscribed({ events: [{ kind: 'record.created' }], only })).rejects.toMatchObject({ status: 422 });
    const { id } = await subscribed({ events: [{ kind: 'record.created' }] });
    await test.owner.query('update webhook_subscriptions set criteria_object = 0, criteria = $2 where id = $1', [
      id,
      JSON.stringify(only.criteria),
    ]);
    await contact({ [F.firstName]: 'Ada' });
    await settle();
    expect(hooks.arrived).toEqual([]);
  });
});

describe('whose rights a subscription has', () => {
  it('are its user’s: records they may not see are told to nobody, hidden sections and that they changed neither', async () => {
    const user = await makeUser(test, seat);
    const shapes = await inside((db) => objectShape(db, CONTACT));
    const section = shapes.fields.find(({ id }) => id === F.city)!.sectionId;
    const rights = {
      view: 'own',
      edit: 'own',
      delete: 'own',
      create: true,
      export: false,
      bulk: false,
      sections: { [String(section)]: 'hidden' },
    };
    await test.owner.query('update users set exceptions = $3 where account_id = $1 and id = $2', [
      seat.accountId,
      user.userId,
      JSON.stringify({ allow: ['settings.manage'], withhold: [], objects: { 0: rights } }),
    ]);
    await subscribed({ events: [{ kind: 'record.updated' }] }, user);
    await subscribed({ events: [{ kind: 'record.updated' }], format: 'form' }, user);
    const own = await contact({ [F.firstName]: 'Own' });
    const other = await contact({ [F.firstName]: 'Other' });
    await test.owner.query('update records set owner_id = $2 where account_id = $1 and object_id = 0 and id = $3', [
      seat.accountId,
      user.userId,
      own,
    ]);
    for (const id of [own, other])
      await inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [F.city]: 'Hamburg', [F.lastName]: 'Named' } }));
    await settle();
    expect(hooks.arrived).toHaveLength(2);
    const all = hooks.arrived.map(({ body }) => body).join();
    expect(all).toContain('Named');
    expect(all).not.toContain('Hamburg');
    expect(all).not.toContain('data[city]');
    const told = JSON.parse(hooks.arrived.find(({ body }) => body.startsWith('{'))!.body);
    expect(told.data.record.id).toBe(own);
    expect(told.data.details.fields).toEqual([F.lastName]);
  });

  it('pause it when its user leaves, and nothing is written down until somebody else lends theirs', async () => {
    const user = await makeUser(test, seat, { role: 'Manager' });
    await test.owner.query('update users set exceptions = $3 where account_id = $1 and id = $2', [
      seat.accountId,
      user.userId,
      JSON.stringify({ allow: ['settings.manage'], withhold: [], objects: {} }),
    ]);
    const { id } = await subscribed({ events: [{ kind: 'record.created' }] }, user);
    await inside(async (db) => leaveSubscriptions(db, seat.actor, user.userId));
    expect(await inside((db) => subscriptionById(db, id))).toMatchObject({ state: 'paused', reason: 'user_left' });
    await contact({ [F.firstName]: 'Unseen' });
    await settle();
    expect(await rows()).toEqual([]);
    const { rows: paused } = await test.owner.query(
      "select data from events where account_id = $1 and kind = 'webhook_subscription.paused'",
      [seat.accountId],
    );
    expect(paused).toMatchObject([{ data: { reason: 'user_left', userIds: [seat.userId] } }]);
    await inside(async (db) => resumeSubscription(db, seat.actor, await viewerOf(db, seat.userId), id));
    const seen = await contact({ [F.firstName]: 'Seen' });
    await settle();
    expect(hooks.arrived.map((one) => json(one).data.record.id)).toEqual([seen]);
    expect((await inside((db) => subscriptionById(db, id))).user.id).toBe(seat.userId);
  });

  it('are needed to make one', async () => {
    const user = await makeUser(test, seat, { role: 'Sales' });
    await expect(subscribed({ events: [{ kind: 'tag.added' }] }, user)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(subscribed({ events: [{ kind: 'no.such' }] })).rejects.toMatchObject({ code: 'unknown_event' });
    await expect(subscribed({ events: [{ kind: 'record.created', subjectId: 1 }] })).rejects.toMatchObject({
      code: 'event_without_subject',
    });
    await expect(subscribed({ events: [{ kind: 'tag.added' }], url: 'ftp://x' })).rejects.toMatchObject({ code: 'webhook_address' });
    prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40) });
    await expect(subscribed({ events: [{ kind: 'tag.added' }], url: 'http://10.0.0.1/' })).rejects.toMatchObject({
      code: 'webhook_address',
    });
    await expect(subscribed({ events: [{ kind: 'tag.added' }] })).rejects.toMatchObject({ code: 'webhook_address' });
    prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
  });
});

describe('what is sent', () => {
  it('is signed with the secret before for a day more, and goes to a new address as soon as there is one', async () => {
    const { id, secret } = await subscribed({ events: [{ kind: 'record.created' }] });
    const second = await inside(async (db) =>
      rotateSubscriptionSecret(db, seat.actor, { viewer: await viewerOf(db, seat.userId), ids: seat.ids, id }),
    );
    await inside(async (db) => pauseSubscription(db, seat.actor, await viewerOf(db, seat.userId), id));
    await contact({ [F.firstName]: 'Ada' });
    await settle();
    expect([hooks.arrived.length, (await rows()).map(({ status }) => status)]).toEqual([0, ['queued']]);
    await changed(id, { url: `${hooks.url}/moved` });
    await inside(async (db) => resumeSubscription(db, seat.actor, await viewerOf(db, seat.userId), id));
    await settle();
    expect(hooks.arrived.map(({ path }) => path)).toEqual(['/moved']);
    const [one] = hooks.arrived as [Arrived];
    for (const known of [secret, second]) new Webhook(known).verify(one.body, one.headers as Record<string, string>);
    test.clock.moveBy(25 * 3_600_000);
    await contact({ [F.firstName]: 'Bo' });
    await settle();
    expect(String(hooks.arrived[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
    test.clock.moveBy(-25 * 3_600_000);
  });

  it('is captured while the account practises, then and for ever', async () => {
    await subscribed({ events: [{ kind: 'record.created' }] });
    await inside((db) => practise(db, seat.actor));
    await contact({ [F.firstName]: 'Ada' });
    await settle();
    await inside((db) => goLive(db, seat.actor));
    await settle();
    expect([hooks.arrived.length, (await rows()).map(({ status }) => status)]).toEqual([0, ['captured']]);
  });

  it('goes when a rule or a map asks for it, whatever the subscription asks for itself', async () => {
    const { id } = await subscribed({ events: [{ kind: 'tag.added', subjectId: await tag('Never') }] });
    const ada = await contact({ [F.firstName]: 'Ada' });
    const sent = await inside((db) =>
      sendToSubscription(db, seat.actor, { subscriptionId: id, objectId: CONTACT, recordIds: [ada, 987_654_321] }),
    );
    await settle();
    expect(sent).toContain(ada);
    expect(hooks.arrived.map(json)).toContainEqual(
      expect.objectContaining({ type: 'webhook.called', data: expect.objectContaining({ record: expect.objectContaining({ id: ada }) }) }),
    );
    await inside(async (db) => unsubscribe(db, seat.actor, await viewerOf(db, seat.userId), id));
    await expect(
      inside((db) => sendToSubscription(db, seat.actor, { subscriptionId: id, objectId: CONTACT, recordIds: [ada] })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes nowhere any more once nobody subscribes, nor when the person is erased', async () => {
    const { id } = await subscribed({ events: [{ kind: 'record.created' }] });
    hooks.answer = (_, response) => void response.writeHead(500).end();
    const ada = await contact({ [F.firstName]: 'Erased', [F.email]: 'erased-for-good@example.com' });
    const bo = await contact({ [F.firstName]: 'Bo' });
    await settle();
    await inside((db) => told.erase(db, CONTACT, ada));
    await inside(async (db) => unsubscribe(db, seat.actor, await viewerOf(db, seat.userId), id));
    hooks.arrived.length = 0;
    test.clock.moveBy(60_000);
    await settle();
    expect(hooks.arrived).toEqual([]);
    expect(
      (await rows()).map(({ record_id: recordId, status, reason, body }) => [Number(recordId), status, reason, body === null]),
    ).toEqual([
      [ada, 'cancelled', 'deleted', true],
      [bo, 'cancelled', 'unsubscribed', false],
    ]);
    expect(JSON.stringify(await rows())).not.toContain('erased-for-good');
    const { rows: followed } = await test.owner.query('select kind from followed_kinds');
    expect(followed).toEqual([]);
  });
});

const sqlOfIntake = sql`select 1 from webhook_intake i where i.account_id = ${1}`;
