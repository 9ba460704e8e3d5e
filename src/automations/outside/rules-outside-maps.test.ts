import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
});

const RULE = {
  name: 'Thank for an order',
  objectId: 0,
  triggers: [
    {
      event: 'event.received',
      where: [
        { key: 'name', operator: 'is', values: ['ordered'] },
        { key: 'values.total', operator: 'greater', values: [99] },
      ],
    },
  ],
  criteria: { field: 1, operator: 'is', values: ['Ada', 'Bob'] },
  actions: [
    { kind: 'tag.add', settings: { tag: 'Ordered' } },
    { kind: 'tag.add', settings: { tag: 'Large order' } },
  ],
};

const tagsOf = async (recordId: number): Promise<string[]> => {
  const { rows } = await test.owner.query<{ name: string }>(
    `select t.name from record_tags r join tags t on t.account_id = r.account_id and t.object_id = r.object_id and t.id = r.tag_id
     where r.account_id = $1 and r.record_id = $2 order by t.name`,
    [owner.accountId, recordId],
  );
  return rows.map(({ name }) => name);
};

describe('a rule', () => {
  it('runs from when it is saved: when its event comes, if the record matches, then all of its actions', async () => {
    const made = await ask(owner, 'POST', '/api/rules', RULE);
    expect(made).toMatchObject({
      status: 200,
      body: { status: 'published', version: 1, problems: {}, draftDiffers: false, criteria: RULE.criteria },
    });
    expect(made.body.actions.map((action: { kind: string }) => action.kind)).toEqual(['tag.add', 'tag.add']);
    const [ada, bob, eve] = await makeContacts(test, owner, ['Ada', 'Bob', 'Eve']);
    const tell = (id: number, total: number, name = 'ordered') =>
      ask(owner, 'POST', `/api/records/0/${id}/events`, { name, data: { total } });
    expect((await tell(ada!, 100)).body).toEqual({ id: expect.any(Number) });
    await tell(bob!, 99);
    await tell(eve!, 500);
    await test.settle();
    await tell(ada!, 300);
    await test.settle();
    expect([await tagsOf(ada!), await tagsOf(bob!), await tagsOf(eve!)]).toEqual([['Large order', 'Ordered'], [], []]);
    const listed = await ask(owner, 'GET', '/api/rules');
    expect(listed.body).toMatchObject([
      { id: made.body.id, name: RULE.name, ran: 2, failed: 0, lastRanAt: test.clock.now().toISOString() },
    ]);
    const log = await ask(owner, 'GET', `/api/automations/${made.body.id}/records/${ada}/log`);
    expect(log.status).toBe(200);
    expect(JSON.stringify(log.body)).toContain('automation.moved');
  });

  it('is changed under its own ids, paused, resumed and deleted', async () => {
    const { body: made } = await ask(owner, 'POST', '/api/rules', { ...RULE, name: 'Second' });
    const at = `/api/rules/${made.id}`;
    const rule = { name: 'Second, changed', triggers: made.triggers, criteria: null, actions: [made.actions[1]], revision: made.revision };
    const changed = await ask(owner, 'PUT', at, rule);
    expect(changed.body).toMatchObject({
      name: 'Second, changed',
      version: 2,
      criteria: null,
      actions: [made.actions[1]],
      triggers: made.triggers,
    });
    expect((await ask(owner, 'PUT', at, rule)).body).toMatchObject({ code: 'changed_meanwhile' });
    expect((await ask(owner, 'POST', `${at}/pause`)).body).toMatchObject({ status: 'paused' });
    expect((await ask(owner, 'POST', `${at}/resume`)).body).toMatchObject({ status: 'published', version: 2 });
    expect((await ask(owner, 'DELETE', at)).status).toBe(200);
    expect((await ask(owner, 'GET', at)).status).toBe(404);
  });

  it('that cannot run is kept and says why; one that ran goes on as it did', async () => {
    const broken = { ...RULE, name: 'Broken', actions: [{ kind: 'owner.change', settings: {} }] };
    const { body: made } = await ask(owner, 'POST', '/api/rules', broken);
    expect(made).toMatchObject({ status: 'draft', version: null });
    expect(Object.keys(made.problems)).toEqual([String(made.actions[0].id)]);
    const { body: good } = await ask(owner, 'POST', '/api/rules', { ...RULE, name: 'Good' });
    const worse = { ...broken, objectId: undefined, revision: good.revision };
    const kept = await ask(owner, 'PUT', `/api/rules/${good.id}`, worse);
    expect(kept.body).toMatchObject({ status: 'published', version: 1, draftDiffers: true });
    for (const { id } of [made, good]) await ask(owner, 'DELETE', `/api/rules/${id}`);
  });

  it('does not stand among the maps, nor a map among the rules', async () => {
    const mapId = await makeAutomation(test, owner, makeMap([['end']]));
    const { body: rule } = await ask(owner, 'POST', '/api/rules', { ...RULE, name: 'Apart' });
    const ids = async (url: string) => (await ask(owner, 'GET', url)).body.map(({ id }: { id: number }) => id);
    expect(await ids('/api/automations')).toContain(mapId);
    expect(await ids('/api/automations')).not.toContain(rule.id);
    expect(await ids('/api/rules')).toContain(rule.id);
    expect(await ids('/api/rules')).not.toContain(mapId);
    expect((await ask(owner, 'GET', `/api/rules/${mapId}`)).status).toBe(404);
    expect((await ask(owner, 'POST', `/api/rules/${mapId}/pause`)).status).toBe(404);
  });

  it('is not told to a stranger, and not changed by who may not manage automations', async () => {
    const { body: rule } = await ask(owner, 'POST', '/api/rules', { ...RULE, name: 'Mine' });
    const at = `/api/rules/${rule.id}`;
    const change = { ...RULE, objectId: undefined, revision: rule.revision };
    for (const [method, url, body] of [
      ['GET', at, undefined],
      ['PUT', at, change],
      ['POST', `${at}/pause`, undefined],
      ['POST', `${at}/resume`, undefined],
      ['DELETE', at, undefined],
    ] as const)
      expect((await ask(stranger, method, url, body)).status, `${method} ${url}`).toBe(404);
    expect((await ask(stranger, 'GET', '/api/rules')).body).toEqual([]);
    expect((await ask(reader, 'GET', at)).status).toBe(200);
    for (const [method, url, body] of [
      ['POST', '/api/rules', RULE],
      ['PUT', at, change],
      ['POST', `${at}/pause`, undefined],
      ['POST', `${at}/resume`, undefined],
      ['DELETE', at, undefined],
    ] as const)
      expect((await ask(reader, method, url, body)).status, `${method} ${url}`).toBe(403);
  });
});

describe('an event that a program tells of', () => {
  it('needs a name and plain values, a record that is there, and the right to edit it', async () => {
    const [ada] = await makeContacts(test, owner, ['Ada']);
    const at = `/api/records/0/${ada}/events`;
    expect((await ask(owner, 'POST', at, { name: ' ' })).body).toMatchObject({ fields: { name: 'Give the event a name.' } });
    expect((await ask(owner, 'POST', at, { name: 'x', data: { a: { b: 1 } } })).status).toBe(422);
    expect((await ask(owner, 'POST', '/api/records/0/999999/events', { name: 'x' })).status).toBe(404);
    expect((await ask(stranger, 'POST', at, { name: 'x' })).status).toBe(404);
    expect((await ask(reader, 'POST', at, { name: 'x' })).status).toBe(403);
  });

  it('is listed with all other calls, and what it says of the person stands where erasure takes it', async () => {
    const openApi = await ask(owner, 'GET', '/api/openapi.json');
    expect(Object.keys(openApi.body.paths)).toEqual(expect.arrayContaining(['/api/records/{object}/{id}/events', '/api/rules/{id}']));
    const { rows } = await test.owner.query("select data, personal from events where account_id = $1 and kind = 'event.received' limit 1", [
      owner.accountId,
    ]);
    expect(rows).toEqual([{ data: { name: 'ordered' }, personal: { values: { total: 100 } } }]);
  });
});
