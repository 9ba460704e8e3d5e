import { createHmac } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { startHookServer, type HookServer } from '../../test/hook-server.ts';
import { hookWorld } from '../../test/hook-world.ts';
import { goLive, practise, prepareInstallation } from '../accounts/index.ts';
import { system } from '../app/kernel/actor.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { CONTACT, CONTACT_FIELDS as F, createRecord } from '../records/index.ts';
import { webhookSend } from './actions.ts';
import { deliverWebhooks, finishWebhooks } from './deliver-webhooks.ts';
import { told } from './personal-data.ts';
import type { DeliveryRow } from './queries/deliveries.ts';
import { repeatWebhook } from './repeat-webhook.ts';
import { rotateSecret } from './rotate-secret.ts';
import { webhookSettings } from './schema.ts';

const test = testDatabase();
const MINUTE = 60_000;
let hooks: HookServer;
let seat: TestSeat;

const world = hookWorld(test);
const { inside } = world;
beforeAll(() => void ({ hooks, seat } = world));
afterEach(async () => {
  await finishWebhooks(test.database);
  await test.owner.query('delete from webhook_deliveries');
  hooks.arrived.length = 0;
  hooks.answer = (_, response) => void response.end('{"ok":true}');
});

const contact = (values: object): Promise<number> =>
  inside((db) => createRecord(db, system, seat.ids, { objectId: CONTACT, values: values as Record<string, string> }));

async function send(recordIds: number[], settings: object): Promise<ReadonlyMap<number, string>> {
  const step = { actor: { type: 'step' as const, id: '1.2' }, objectId: CONTACT, recordIds, causeIds: recordIds.map(() => null) };
  const parsed = webhookSettings.parse({ url: `${hooks.url}/hook`, body: '{"email":"{{ contact.email }}"}', ...settings });
  return (await inside((db) => webhookSend.apply(db, { ...step, settings: parsed, ids: seat.ids }))).failed ?? new Map();
}

const deliver = async (): Promise<void> => {
  while ((await deliverWebhooks(test.database, seat.accountId)) > 0);
  await finishWebhooks(test.database);
};
const rows = async (): Promise<DeliveryRow[]> =>
  (await test.owner.query('select * from webhook_deliveries where account_id = $1 order by id', [seat.accountId])).rows;
const kinds = async (recordId: number): Promise<string[]> =>
  (
    await test.owner.query(
      "select kind from events where account_id = $1 and object_id = 0 and record_id = $2 and kind like 'webhook.%' order by id",
      [seat.accountId, recordId],
    )
  ).rows.map(({ kind }) => kind);

describe('a webhook', () => {
  it('leaves after the move, filled in with each record’s values, encoded for where they stand', async () => {
    const ada = await contact({ [F.firstName]: 'Ada "the first"\nof two', [F.email]: 'ada+1@example.com' });
    const failed = await send([ada], {
      url: `${hooks.url}/hook/{{ contact.id }}?e={{ contact.email }}`,
      headers: [{ name: 'X-Who', value: 'It is {{ contact.first_name }}' }],
      body: '{"name":"{{ contact.first_name }}","id":{{ contact.id }}}',
    });
    expect(failed.size).toBe(0);
    expect(hooks.arrived).toEqual([]);
    await deliver();
    const [arrived] = hooks.arrived;
    expect(arrived).toMatchObject({ method: 'POST', path: `/hook/${ada}?e=ada%2B1%40example.com` });
    expect(JSON.parse(arrived!.body)).toEqual({ name: 'Ada "the first"\nof two', id: ada });
    expect(arrived!.headers).toMatchObject({ 'x-who': 'It is Ada "the first" of two', 'content-type': 'application/json' });
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 1, response_status: 200, response_body: '{"ok":true}' }]);
    expect(await kinds(ada)).toEqual(['webhook.sent']);
  });

  it('goes as a form, as text, or with nothing', async () => {
    const ada = await contact({ [F.firstName]: 'A&B=C', [F.email]: 'form@example.com' });
    await send([ada], { encoding: 'form', fields: [{ name: 'who', value: '{{ contact.first_name }}' }], body: '' });
    await send([ada], { encoding: 'text', body: 'Hello {{ contact.first_name }}' });
    await send([ada], { method: 'GET', encoding: 'none', body: '' });
    await deliver();
    expect(hooks.arrived.map(({ body }) => body).sort()).toEqual(['', 'Hello A&B=C', 'who=A%26B%3DC']);
  });

  it('is refused for the one record whose values make no request, and leaves for the others', async () => {
    const ids = [await contact({ [F.firstName]: '..', [F.email]: 'climb@example.com' }), await contact({ [F.firstName]: 'Bo' })];
    const climbing = await send(ids, { url: `${hooks.url}/{{ contact.first_name }}/hook` });
    expect([...climbing]).toEqual([[ids[0], expect.stringMatching(/another place/)]]);
    const broken = await send([ids[1]!], { body: '{"email": {{ contact.email }} }' });
    expect(broken.get(ids[1]!)).toMatch(/no valid JSON/);
    const huge = await send([ids[1]!], { encoding: 'text', body: 'x{{ contact.first_name }}'.repeat(1) + 'y'.repeat(99_000), headers: [] });
    expect(huge.size).toBe(0);
  });

  it('is tried again with growing gaps and the same id, then given up, and the owner is told once a day', async () => {
    hooks.answer = (_, response) => void response.writeHead(500).end('no');
    const ids = [await contact({ [F.email]: 'retry@example.com' }), await contact({ [F.email]: 'retry2@example.com' })];
    await send(ids.slice(0, 1), {});
    const gaps = [1, 5, 30, 120, 360, 1440];
    for (const minutes of gaps) {
      await deliver();
      const [row] = await rows();
      expect([row!.status, (row!.due_at.getTime() - test.clock.now().getTime()) / MINUTE]).toEqual(['queued', minutes]);
      test.clock.moveBy(minutes * MINUTE - 1);
      await deliver();
      expect((await rows())[0]!.attempts).toBe(row!.attempts);
      test.clock.moveBy(1);
    }
    await deliver();
    expect(await rows()).toMatchObject([{ status: 'failed', reason: 'answered', attempts: 7, response_status: 500, response_body: 'no' }]);
    expect(new Set(hooks.arrived.map(({ headers }) => headers['quayside-id'])).size).toBe(1);
    hooks.answer = (_, response) => void response.writeHead(410).end();
    await send(ids.slice(1), {});
    await deliver();
    const { rows: events } = await test.owner.query(
      "select data from events where account_id = $1 and kind = 'webhook.failed' order by id",
      [seat.accountId],
    );
    expect(events.map(({ data }) => [data.reason, data.userIds])).toEqual([
      ['answered', [seat.userId]],
      ['gone', undefined],
    ]);
    await test.settle(seat.accountId);
    const { rows: notified } = await test.owner.query('select kind from notifications where account_id = $1', [seat.accountId]);
    expect(notified).toEqual([{ kind: 'webhook.failed' }]);
  });

  it('waits as long as it is asked to, and is never sent again once it was taken', async () => {
    hooks.answer = (_, response) => void response.writeHead(429, { 'retry-after': '600' }).end();
    const ada = await contact({ [F.email]: 'patience@example.com' });
    await send([ada], {});
    await deliver();
    expect((await rows())[0]!.due_at.getTime() - test.clock.now().getTime()).toBe(600_000);
    hooks.answer = (_, response) => void response.writeHead(204).end();
    test.clock.moveBy(600_000);
    await deliver();
    test.clock.moveBy(48 * 60 * MINUTE);
    await deliver();
    expect(hooks.arrived).toHaveLength(2);
    expect(await kinds(ada)).toEqual(['webhook.sent']);
  });

  it('is sent again under the same id when its sender was killed in the middle', async () => {
    const ada = await contact({ [F.email]: 'killed@example.com' });
    await send([ada], {});
    await test.owner.query("update webhook_deliveries set status = 'sending', attempts = 1, lease_until = $1", [
      new Date(test.clock.now().getTime() + MINUTE),
    ]);
    await deliver();
    expect(hooks.arrived).toEqual([]);
    test.clock.moveBy(2 * MINUTE);
    await deliver();
    const [row] = await rows();
    expect(row).toMatchObject({ status: 'sent', attempts: 2 });
    expect(hooks.arrived.map(({ headers }) => headers['quayside-id'])).toEqual([`${seat.accountId}-${row!.id}`]);
  });

  it('holds up no other host when one is slow', async () => {
    const slow = await startHookServer();
    slow.answer = (_, response) => void setTimeout(() => response.end('late'), 1_500);
    const ids: number[] = [];
    for (let n = 0; n < 12; n++) ids.push(await contact({ [F.email]: `slow${n}@example.com` }));
    await send(ids, { url: `http://localhost:${slow.port}/` });
    await send(ids.slice(0, 3), {});
    for (let turn = 0; turn < 3; turn++) await deliverWebhooks(test.database, seat.accountId);
    expect(hooks.arrived).toHaveLength(3);
    expect(slow.arrived.length).toBeLessThanOrEqual(4);
    await deliver();
    while ((await rows()).some(({ status }) => status === 'queued')) await deliver();
    expect((await rows()).every(({ status }) => status === 'sent')).toBe(true);
    await slow.close();
  });
});

describe('a signature', () => {
  it('is made with the account’s secret, and with the one before for a day', async () => {
    const ada = await contact({ [F.email]: 'signed@example.com' });
    const sign = (secret: string, header: string, body: string): string =>
      createHmac('sha256', secret)
        .update(`${/t=(\d+)/.exec(header)![1]}.${body}`)
        .digest('hex');
    const signatures = async (): Promise<{ header: string; body: string }> => {
      await send([ada], {});
      await deliver();
      const { headers, body } = hooks.arrived.at(-1)!;
      return { header: String(headers['quayside-signature']), body };
    };
    expect((await signatures()).header).toBe('undefined');
    const first = await inside((db) => rotateSecret(db, seat.actor, test.database, seat.ids));
    const one = await signatures();
    expect(one.header).toBe(`t=${Math.floor(test.clock.now().getTime() / 1000)},v1=${sign(first, one.header, one.body)}`);
    const second = await inside((db) => rotateSecret(db, seat.actor, test.database, seat.ids));
    const two = await signatures();
    expect(two.header.split(',').slice(1)).toEqual([`v1=${sign(second, two.header, two.body)}`, `v1=${sign(first, two.header, two.body)}`]);
    test.clock.moveBy(25 * 60 * MINUTE);
    expect((await signatures()).header.match(/v1=/g)).toHaveLength(1);
    const { rows: kept } = await test.owner.query('select sealed from webhook_secrets where account_id = $1', [seat.accountId]);
    expect(JSON.stringify(kept)).not.toContain(second.slice(9));
  });
});

describe('while the account practises', () => {
  it('nothing leaves: it is captured, then and for ever', async () => {
    const ada = await contact({ [F.email]: 'practising@example.com' });
    await send([ada], { method: 'PUT' });
    await inside((db) => practise(db, seat.actor));
    await send([ada], {});
    await deliver();
    expect((await rows()).map(({ status, method }) => [status, method])).toEqual([
      ['captured', 'PUT'],
      ['captured', 'POST'],
    ]);
    const [first] = await rows();
    await expect(
      inside((db) => repeatWebhook(db, seat.actor, { viewer: everyone, ids: seat.ids, id: Number(first!.id) })),
    ).rejects.toMatchObject({
      code: 'cannot_repeat',
    });
    await inside((db) => goLive(db, seat.actor));
    test.clock.moveBy(48 * 60 * MINUTE);
    await deliver();
    expect(hooks.arrived).toEqual([]);
    expect(await kinds(ada)).toEqual(['webhook.captured', 'webhook.captured']);
  });
});

describe('sending again', () => {
  it('keeps the id of one that failed, and gives one that was taken a new one', async () => {
    const ada = await contact({ [F.email]: 'again@example.com' });
    await send([ada], {});
    await deliver();
    const [taken] = await rows();
    const again = await inside((db) => repeatWebhook(db, seat.actor, { viewer: everyone, ids: seat.ids, id: Number(taken!.id) }));
    expect(again).not.toBe(Number(taken!.id));
    hooks.answer = (_, response) => void response.writeHead(410).end();
    await deliver();
    expect(await inside((db) => repeatWebhook(db, seat.actor, { viewer: everyone, ids: seat.ids, id: again }))).toBe(again);
    hooks.answer = (_, response) => void response.end();
    await deliver();
    expect(hooks.arrived.map(({ headers }) => headers['quayside-id'])).toEqual([
      `${seat.accountId}-${taken!.id}`,
      `${seat.accountId}-${again}`,
      `${seat.accountId}-${again}`,
    ]);
    expect(await kinds(ada)).toEqual(['webhook.sent', 'webhook.repeated', 'webhook.failed', 'webhook.repeated', 'webhook.sent']);
  });
});

describe('what was told about a person', () => {
  it('is handed out, and gone with the person; what waits does not leave', async () => {
    const ada = await contact({ [F.email]: 'erased@example.com' });
    await send([ada], {});
    await deliver();
    await send([ada], {});
    expect(JSON.stringify(await inside((db) => told.export(db, CONTACT, ada)))).toContain('erased@example.com');
    await inside((db) => told.erase(db, CONTACT, ada));
    await deliver();
    expect((await rows()).map(({ status, body, url }) => [status, body, url])).toEqual([
      ['sent', null, null],
      ['cancelled', null, null],
    ]);
    expect(hooks.arrived).toHaveLength(1);
  });
});

describe('settings that cannot work', () => {
  it('are refused when the map is published, with a sentence', async () => {
    prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40) });
    const problem = async (settings: object): Promise<string | undefined> => {
      const parsed = webhookSettings.safeParse({ url: 'https://example.com/', body: '{}', ...settings });
      if (!parsed.success) return parsed.error.issues[0]!.message;
      return (await inside((db) => webhookSend.problems!(db, CONTACT, parsed.data)))[0];
    };
    expect(await problem({})).toBeUndefined();
    expect(await problem({ url: 'http://10.0.0.1/x' })).toMatch(/private network/);
    expect(await problem({ url: 'http://localhost:3000/x' })).toMatch(/private network/);
    expect(await problem({ url: 'ftp://example.com/' })).toMatch(/no web address/);
    expect(await problem({ url: 'https://{{ contact.company }}/' })).toMatch(/written out/);
    expect(await problem({ url: 'https://me:pass@example.com/' })).toMatch(/written out/);
    expect(await problem({ url: 'https://example.com/{{ contact.nothing }}' })).toMatch(/no merge field/);
    expect(await problem({ body: '{"a": {{ contact.email }' })).toMatch(/not closed/);
    expect(await problem({ body: '{"a": }' })).toMatch(/no valid JSON/);
    expect(await problem({ headers: [{ name: 'Host', value: 'x' }] })).toMatch(/set by Quayside/);
    expect(await problem({ headers: [{ name: 'X A', value: 'x' }] })).toMatch(/letters, digits/);
    expect(await problem({ method: 'TRACE' })).toMatch(/Choose one of/);
    prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
    expect(await problem({ url: 'http://10.0.0.1/x' })).toBeUndefined();
  });
});
