import { beforeAll, describe, expect, it } from 'vitest';
import { pauseAutomation } from '../../src/automations/index.ts';
import { makeAccount, makeUser, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { makeAutomation, makeMap } from '../maps.ts';
import { assistantOn } from '../mcp/assistant.ts';
import { routesOn } from '../routes.ts';

const test = testDatabase();
const { address, keyOf } = assistantOn(test);
const ask = routesOn(test);
const EVERYTHING_BUT_SENDING = ['automations:write', 'records:write', 'transfer:write', 'email:write', 'mcp:tools'];

type Key = Record<string, string>;
interface Told {
  status: number;
  text: string;
}

async function call(key: Key, method: string, path: string, body?: object): Promise<Told> {
  const answer = await fetch(address().replace(/\/mcp$/, path), {
    method,
    headers: { ...key, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const tool = (key: Key, name: string, input: object): Promise<Told> =>
  call(key, 'POST', '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } });

describe('a key that may not send', () => {
  let owner: TestSeat;
  let limited: Key;
  let whole: Key;
  let contact: number;
  let messageId: number;
  let sending: number;
  let leading: number;
  let quiet: number;
  const asleep: number[] = [];

  beforeAll(async () => {
    owner = await makeAccount(test);
    limited = await keyOf(owner, EVERYTHING_BUT_SENDING);
    whole = await keyOf(owner, [...EVERYTHING_BUT_SENDING, 'messages:send']);
    contact = (await ask(owner, 'POST', '/api/records/0', { values: { 1: 'Ada', 3: 'ada@example.com' } })).body.id;
    const text = { name: 'Spring', subject: 'Hello', body: { kind: 'plain', text: 'Hello' } };
    messageId = (await ask(owner, 'POST', '/api/messages', text)).body.message.id;
    await ask(owner, 'PATCH', '/api/account', { postalAddress: '1 Quay Street' });
    expect((await ask(owner, 'POST', `/api/messages/${messageId}/publish`)).status).toBe(200);
    const letter = makeMap([['wait', { wait: 'for', amount: 1, unit: 'days' }], ['email.send', { messageId }], ['end']]);
    sending = await makeAutomation(test, owner, letter, 'Sends');
    leading = await makeAutomation(test, owner, makeMap([['automation.enter', { automationId: sending }], ['end']]), 'Leads to it');
    quiet = await makeAutomation(test, owner, makeMap([['tag.add', { tag: 'Seen' }], ['end']]), 'Quiet');
    for (const name of ['Asleep', 'Asleep too', 'Asleep as well']) {
      const id = await makeAutomation(test, owner, letter, name);
      await test.database.account(owner.accountId, (db) => pauseAutomation(db, owner.actor, id));
      asleep.push(id);
    }
  });

  const bulk = (kind: string, automationId: number | null, key: string) => ({
    objectId: 0,
    kind,
    settings: { automationId },
    which: { ids: [contact] },
    expected: 1,
    key,
  });
  const entered = async (): Promise<number> => {
    const { rows } = await test.owner.query('select count(*)::int as count from automation_entries where account_id = $1', [
      owner.accountId,
    ]);
    return rows[0].count;
  };

  it('lets nobody onto a map that writes to people, nor onto one that leads there, through any door', async () => {
    for (const map of [sending, leading]) {
      const refused = [
        await call(limited, 'POST', `/api/automations/${map}/records`, { recordIds: [contact] }),
        await call(limited, 'POST', '/api/bulk', bulk('automation.enter', map, `enters ${map}`)),
        await call(limited, 'PUT', '/1/objects/subscribe', { objectID: 0, add_list: [map], ids: [contact] }),
        await call(limited, 'PUT', '/1/Contacts', { id: contact, updateCampaign: `*/*${map}*/*` }),
        await tool(limited, 'enrol_records', { id: map, record_ids: [contact] }),
      ];
      for (const { text } of refused) expect(text).toContain('messages:send');
    }
    expect(await entered()).toBe(0);
  });

  it('lets records onto one that writes to nobody', async () => {
    expect((await call(limited, 'POST', `/api/automations/${quiet}/records`, { recordIds: [contact] })).text).toContain('"entered":1');
    expect((await call(limited, 'PUT', '/1/objects/subscribe', { objectID: 0, add_list: [quiet], ids: [contact] })).status).toBe(200);
    expect((await tool(limited, 'enrol_records', { id: quiet, record_ids: [contact] })).text).toContain('"asked":1');
  });

  it('wakes no map that writes to people, and lets nobody go on or step along one', async () => {
    const [first, second, third] = asleep as [number, number, number];
    const refused = [
      await call(limited, 'POST', `/api/automations/${first}/resume`, {}),
      await call(limited, 'POST', '/1/CampaignBuilderItems/unpause', { ids: [second] }),
      await tool(limited, 'pause_automation', { id: third, paused: false }),
      await call(limited, 'POST', '/api/bulk', bulk('automation.resume', sending, 'goes on along it')),
      await call(limited, 'POST', '/api/bulk', bulk('automation.resume', null, 'goes on everywhere')),
      await tool(limited, 'hold_records', { object: 'contact', record_ids: [contact], held: false }),
      await call(limited, 'POST', `/api/automations/${sending}/steps/1/move`, { all: 'standing', to: 2 }),
    ];
    for (const { text } of refused) expect(text).toContain('messages:send');
    const { rows } = await test.owner.query("select id from automations where account_id = $1 and status = 'paused' order by id", [
      owner.accountId,
    ]);
    expect(rows.map(({ id }) => id)).toEqual(asleep);
  });

  it('makes no map and no rule run that writes to people', async () => {
    const map = makeMap([['email.send', { messageId }], ['end']]);
    const { id } = JSON.parse((await call(limited, 'POST', '/api/automations', { name: 'Drafted', objectId: 0, map })).text);
    const actions = [{ id: 1, kind: 'email.send', settings: { messageId } }];
    const triggers = [{ id: 2, event: 'record.created' }];
    const texts = {
      object_type_id: 0,
      events: 'Contact_added_to_my_database()',
      conditions: '',
      actions: `Send_contact_an_emailmbs(${messageId})`,
    };
    const refused = [
      await call(limited, 'POST', `/api/automations/${id}/publish`, {}),
      await call(limited, 'POST', '/api/rules', { name: 'Writes', objectId: 0, triggers, criteria: null, actions }),
      await call(limited, 'POST', '/1/Rules', texts),
    ];
    for (const { text } of refused) expect(text).toContain('messages:send');
    expect((await ask(owner, 'GET', '/api/rules')).body).toEqual([]);
  });

  it('stops where one that may send goes on', async () => {
    expect((await call(whole, 'POST', `/api/automations/${leading}/records`, { recordIds: [contact] })).text).toContain('"entered":1');
    expect((await tool(whole, 'enrol_records', { id: sending, record_ids: [contact] })).text).toContain('"asked":1');
    expect((await call(whole, 'POST', `/api/automations/${asleep[0]}/resume`, {})).status).toBe(200);
  });
});

describe('a key whose maps do more than it may', () => {
  it('makes none of them run: not what changes records, not what sends them elsewhere', async () => {
    const owner = await makeAccount(test);
    const key = await keyOf(owner, ['automations:write', 'webhooks:write', 'transfer:write']);
    const publish = async (map: object): Promise<string> => {
      const { id } = JSON.parse((await call(key, 'POST', '/api/automations', { name: 'Drafted', objectId: 0, map })).text);
      return (await call(key, 'POST', `/api/automations/${id}/publish`, {})).text;
    };
    expect(await publish(makeMap([['tag.add', { tag: 'Taken' }], ['end']]))).toContain('records:write');
    const hook = { method: 'POST', url: 'https://hooks.example/in', body: '{"email": "{{ contact.email }}"}' };
    expect(await publish(makeMap([['webhook.send', hook], ['end']]))).toContain('records:read');
    expect(await publish(makeMap([['end']]))).toContain('"status":"published"');
    const bulk = { objectId: 0, kind: 'tag.add', settings: { tag: 'Taken' }, which: {}, expected: 1, key: 'all of them here' };
    expect((await call(key, 'POST', '/api/bulk', bulk)).text).toContain('records:write');
  });
});

describe('a key that may bring records in and out', () => {
  it('neither reads them so nor changes them, unless it may', async () => {
    const owner = await makeAccount(test);
    const key = await keyOf(owner, ['transfer:write']);
    for (const [method, path, scope] of [
      ['GET', '/api/records/0/export.csv', 'records:read'],
      ['GET', '/api/account/archive.zip', 'accounts:read'],
      ['GET', '/api/duplicates/compare?object=0&ids=1,2', 'records:read'],
      ['POST', '/api/duplicates/merge', 'records:write'],
      ['POST', '/api/imports/1/start', 'records:write'],
      ['POST', '/api/bulk/1/undo', 'records:write'],
    ] as const) {
      const { status, text } = await call(key, method, path, method === 'POST' ? {} : undefined);
      expect([path, status, text], path).toEqual([path, 403, expect.stringContaining(scope)]);
    }
    const reads = await keyOf(owner, ['records:read']);
    expect((await call(reads, 'GET', '/api/records/0/export.csv')).status).toBe(200);
    expect((await call(reads, 'GET', '/api/account/archive.zip')).status).toBe(403);
  });
});

describe('a key that may subscribe', () => {
  const to = { url: 'https://hooks.example/in' };
  let owner: TestSeat;
  let narrow: Key;
  beforeAll(async () => {
    owner = await makeAccount(test);
    narrow = await keyOf(owner, ['webhooks:write']);
  });

  it('has nothing told that it may not read itself', async () => {
    for (const [event, scope] of [
      [{ events: [{ kind: 'email.opened' }], fields: 'id' }, 'email:read'],
      [{ events: [{ kind: 'record.created' }], fields: 'id' }, 'records:read'],
      [{ events: [{ kind: 'webhook_subscription.paused' }], fields: 'light' }, 'records:read'],
      [{ events: [{ kind: 'webhook_subscription.paused' }], fields: 'id', only: { objectId: 0, criteria: { all: [] } } }, 'records:read'],
    ] as const) {
      const { status, text } = await call(narrow, 'POST', '/api/webhook-subscriptions', { ...to, ...event });
      expect([status, JSON.parse(text).code], text).toEqual([403, 'scope_missing']);
      expect(text).toContain(scope);
    }
    const older = await call(narrow, 'POST', '/1/Webhook/subscribe', { ...to, event: 'object_create(0)' });
    expect([older.status, older.text]).toEqual([403, expect.stringContaining('records:read')]);
    const reads = await keyOf(owner, ['webhooks:write', 'records:read']);
    expect((await call(reads, 'POST', '/api/webhook-subscriptions', { ...to, events: [{ kind: 'record.created' }] })).status).toBe(200);
    const ids = { ...to, events: [{ kind: 'webhook_subscription.paused' }], fields: 'id' };
    expect((await call(narrow, 'POST', '/api/webhook-subscriptions', ids)).status).toBe(200);
  });

  it('neither turns to itself what others are told, nor reads in the log what they were', async () => {
    const made = await ask(owner, 'POST', '/api/webhook-subscriptions', { ...to, events: [{ kind: 'record.created' }] });
    const at = `/api/webhook-subscriptions/${made.body.id}`;
    expect((await call(narrow, 'PATCH', at, { url: 'https://elsewhere.example/in' })).text).toContain('records:read');
    const both = { url: 'https://elsewhere.example/in', events: [{ kind: 'webhook_subscription.paused' }], fields: 'id' };
    expect((await call(narrow, 'PATCH', at, both)).text).toContain('records:read');
    await ask(owner, 'POST', `${at}/pause`);
    expect((await call(narrow, 'POST', `${at}/resume`)).text).toContain('records:read');
    await ask(owner, 'POST', `${at}/resume`);
    await ask(owner, 'POST', '/api/records/0', { values: { 1: 'Told' } });
    await test.settle(owner.accountId);
    const { body } = await ask(owner, 'GET', `${at}/deliveries`);
    const [line] = body.webhooks;
    expect((await ask(owner, 'GET', `/api/webhooks/${line.id}`)).body.body).toContain('Told');
    expect((await call(narrow, 'GET', `/api/webhooks/${line.id}`)).text).toContain('records:read');
    expect((await call(narrow, 'GET', '/1/Webhooks')).text).not.toContain('Told');
  });
});

describe('a role that hides a section', () => {
  it('is not shown the rules that ask about its fields', async () => {
    const owner = await makeAccount(test);
    const person = await makeUser(test, owner, { role: 'Manager' });
    const { body: objects } = await ask(owner, 'GET', '/api/objects/0');
    const section = objects.fields.find(({ id }: { id: number }) => id === 11).sectionId;
    const actions = [{ id: 1, kind: 'tag.add', settings: { tag: 'Near' } }];
    const triggers = [{ id: 2, event: 'record.created' }];
    const criteria = { field: 11, operator: 'is', values: ['Kiel'] };
    const asks = await ask(owner, 'POST', '/api/rules', { name: 'Asks', objectId: 0, triggers, criteria, actions });
    const does = await ask(owner, 'POST', '/api/rules', { name: 'Does not', objectId: 0, triggers, criteria: null, actions });
    expect([asks.status, does.status]).toEqual([200, 200]);
    const seen = async () =>
      ((await ask(person, 'GET', '/api/rules')).body as { id: number }[]).map(({ id }) => id).toSorted((a, b) => a - b);
    const key = await keyOf(person);
    expect(await seen()).toEqual([asks.body.id, does.body.id]);
    const all = {
      view: 'all',
      edit: 'all',
      delete: 'all',
      create: true,
      export: true,
      bulk: true,
      sections: { [String(section)]: 'hidden' },
    };
    await test.owner.query('update users set exceptions = $3 where account_id = $1 and id = $2', [
      owner.accountId,
      person.userId,
      JSON.stringify({ allow: ['automations.manage'], withhold: [], objects: { 0: all } }),
    ]);
    expect(await seen()).toEqual([does.body.id]);
    expect((await ask(person, 'GET', `/api/rules/${asks.body.id}`)).status).toBe(404);
    const told = await call(key, 'GET', '/1/Rules');
    expect([told.status, told.text.includes('Kiel'), told.text.includes('Does not')]).toEqual([200, false, true]);
  });
});
