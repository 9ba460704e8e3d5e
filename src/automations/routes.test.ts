import { afterAll, beforeAll, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../test/automations/contacts.ts';
import { plainActions } from '../../test/automations/plain-actions.ts';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { routesOn } from '../../test/routes.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { register } from '../app/registry.ts';
import { domains } from '../domains.ts';

register([...domains, plainActions]);

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let sales: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  sales = await makeUser(test, owner, { role: 'Sales' });
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
});
afterAll(() => register(domains));

const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
const make = (map = makeMap([DAY]), name?: string) => makeAutomation(test, owner, map, name);

describe('making a map', () => {
  it('begins as a draft, is changed, published, paused, resumed and deleted', async () => {
    const created = await ask(owner, 'POST', '/api/automations', { name: 'Welcome', objectId: 0 });
    expect(created).toMatchObject({ status: 200, body: { status: 'draft', version: null, draftDiffers: true } });
    const at = `/api/automations/${created.body.id}`;
    const changed = await ask(owner, 'PATCH', at, { revision: 1, map: makeMap([DAY]) });
    expect(changed.body).toMatchObject({ revision: 2, problems: {}, draft: { start: 1 } });
    expect((await ask(owner, 'POST', `${at}/publish`)).body).toMatchObject({ status: 'published', version: 1, draftDiffers: false });
    expect((await ask(owner, 'DELETE', at)).body).toMatchObject({ code: 'running' });
    expect((await ask(owner, 'POST', `${at}/pause`)).body).toMatchObject({ status: 'paused' });
    expect((await ask(owner, 'POST', `${at}/pause`)).body).toMatchObject({ code: 'not_published' });
    expect((await ask(owner, 'POST', `${at}/resume`)).body).toMatchObject({ status: 'published' });
    expect((await ask(owner, 'POST', `${at}/resume`)).body).toMatchObject({ code: 'not_paused' });
    const [ada] = await makeContacts(test, owner, ['Ada']);
    expect((await ask(owner, 'POST', `${at}/records`, { recordIds: [ada] })).body).toEqual({ entered: 1, chosen: 1, goesOn: false });
    await ask(owner, 'POST', `${at}/pause`);
    expect((await ask(owner, 'DELETE', at)).body).toEqual({ left: 1 });
    expect((await ask(owner, 'GET', at)).status).toBe(404);
  });

  it('a change made from an older draft overwrites nothing', async () => {
    const { body } = await ask(owner, 'POST', '/api/automations', { name: 'Twice', objectId: 0 });
    const change = { revision: 1, name: 'First' };
    expect((await ask(owner, 'PATCH', `/api/automations/${body.id}`, change)).status).toBe(200);
    expect((await ask(owner, 'PATCH', `/api/automations/${body.id}`, { ...change, name: 'Second' })).body).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  const cannotRun: [string, object, Record<string, RegExp>][] = [
    ['an empty map', makeMap([]), { start: /no steps yet/ }],
    ['a first step that is gone', { ...makeMap([DAY]), start: 7 }, { start: /no longer exists/ }],
    ['a step nothing leads to', { ...makeMap([['end'], DAY]) }, { 2: /No way leads to this step/ }],
    ['a circle without a wait', makeMap([['test.append', { letter: 'a' }, [1]]]), { 1: /leads back to itself without a wait/ }],
    ['a way into nowhere', makeMap([['test.append', { letter: 'a' }, [9]]]), { 1: /leads to step 9/ }],
    ['an unknown kind', makeMap([['fax.send']]), { 1: /no step of the kind “fax.send”/ }],
    ['settings that are missing', makeMap([['test.append']]), { 1: /letter/ }],
    ['a wait without a unit', makeMap([['wait', { wait: 'for', amount: 1 }]]), { 1: /Choose one of minutes/ }],
    ['a condition with one way out', makeMap([['condition', { criteria: { all: [] } }, [null]]]), { 1: /2 ways out/ }],
    [
      'a condition on a field that is not there',
      makeMap([['condition', { criteria: { field: 999, operator: 'is_blank' } }, [null, null]]]),
      { 1: /field/i },
    ],
    ['an unknown trigger', makeMap([DAY], { triggers: [{ event: 'moon.rose' }] }), { 'trigger.1001': /Nothing can start/ }],
    [
      'a trigger with a choice of nothing',
      makeMap([DAY], { triggers: [{ event: 'tag.added', subject: [] }] }),
      { 'trigger.1001': /Choose at least one/ },
    ],
    ['who may enter by an unknown operator', makeMap([DAY], { who: { field: 1, operator: 'smells_like' } }), { who: /./ }],
  ];
  it.each(cannotRun)('%s cannot be published, and it says why where', async (_, map, fields) => {
    const { body } = await ask(owner, 'POST', '/api/automations', { name: 'Broken', objectId: 0, map });
    const refused = await ask(owner, 'POST', `/api/automations/${body.id}/publish`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'map_cannot_run' } });
    for (const [key, sentence] of Object.entries(fields)) expect(refused.body.fields[key]).toMatch(sentence);
    expect((await ask(owner, 'GET', `/api/automations/${body.id}`)).body.problems).toEqual(refused.body.fields);
  });

  it('what is no map at all is refused where it is wrong', async () => {
    const wrong = async (map: unknown) => (await ask(owner, 'POST', '/api/automations', { name: 'Wrong', objectId: 0, map })).status;
    expect(await wrong({ steps: 'many' })).toBe(422);
    expect(
      await wrong({ triggers: [], steps: [{ id: 1, kind: 'end', settings: {}, next: ["'; drop table positions; --"] }], start: 1 }),
    ).toBe(422);
    expect((await ask(owner, 'POST', '/api/automations', { name: '', objectId: 0 })).status).toBe(422);
    expect((await ask(owner, 'POST', '/api/automations', { name: 'Nowhere', objectId: 4711 })).status).toBe(404);
  });

  it('a map that a program makes goes on where its ids end, when it is edited', async () => {
    const map = makeMap([['tag.add', { tag: 'A' }]], { triggers: [{ event: 'tag.added' }] });
    const made = await ask(owner, 'POST', '/api/automations', { name: 'By a program', objectId: 0, map: { ...map, lastId: 0 } });
    expect((await ask(owner, 'GET', `/api/automations/${made.body.id}`)).body.draft.lastId).toBe(1001);
  });

  it('and tells programs what the settings of each kind of step may be', async () => {
    const { body } = await ask(reader, 'GET', '/api/automations/catalogue/settings');
    const kinds = (await ask(reader, 'GET', '/api/automations/catalogue')).body.steps.map(({ kind }: { kind: string }) => kind);
    expect(body.map(({ kind }: { kind: string }) => kind)).toEqual(kinds);
    const settingsOf = (kind: string) => body.find((one: { kind: string }) => one.kind === kind).settings;
    expect(settingsOf('tag.add')).toMatchObject({ type: 'object', properties: { tag: { type: 'string' } }, required: ['tag'] });
    expect(settingsOf('wait').oneOf).toHaveLength(5);
  });

  it('the catalogue offers what the domains registered', async () => {
    const { body } = await ask(reader, 'GET', '/api/automations/catalogue');
    expect(body.triggers).toContainEqual({ event: 'tag.added', label: 'event.tag.added', subject: 'tag', content: [] });
    expect(body.steps).toContainEqual({ kind: 'test.append', exits: 1, engine: false });
    expect(body.steps).toContainEqual({ kind: 'condition', exits: 2, engine: true });
  });
});

describe('seeing', () => {
  it('counts, people and the log of one record tell the same story', async () => {
    const id = await make(makeMap([['test.append', { letter: '+' }], ['test.refuse', { letter: 'x' }], DAY]), 'Seen');
    const [ada, max] = await makeContacts(test, owner, ['Ada', 'Max']);
    await ask(owner, 'POST', `/api/automations/${id}/records`, { recordIds: [ada, max] });
    await test.settle();
    const { body: counts } = await ask(reader, 'GET', `/api/automations/${id}/counts`);
    expect(counts).toMatchObject({ entered: 2, nextDueAt: '2026-03-03T09:00:00.000Z' });
    expect(counts.steps).toEqual([
      { id: 2, standing: 0, held: 0, failed: 1, arrived: 2, exits: [1] },
      { id: 3, standing: 1, held: 0, failed: 0, arrived: 1, exits: [] },
      { id: 1, standing: 0, held: 0, failed: 0, arrived: 2, exits: [2] },
    ]);
    const { body: failed } = await ask(reader, 'GET', `/api/automations/${id}/steps/2/people?state=failed`);
    expect(failed.people).toMatchObject([
      { recordId: max, name: 'Max+', state: 'failed', failure: 'There is x in the name.', dueAt: null },
    ]);
    const { body: log } = await ask(reader, 'GET', `/api/automations/${id}/records/${ada}/log`);
    expect(log).toMatchObject([
      { kind: 'automation.moved', path: [1, 2, 3], outcome: 'waiting', stepId: 3 },
      { kind: 'automation.entered', version: 1 },
    ]);
    const { body: where } = await ask(reader, 'GET', `/api/records/0/${ada}/automations`);
    expect(where).toMatchObject([{ automation: 'Seen', automationId: id, stepId: 3, state: 'waiting', dueAt: '2026-03-03T09:00:00.000Z' }]);
    const { body: list } = await ask(reader, 'GET', '/api/automations');
    expect(list.find((one: { id: number }) => one.id === id)).toMatchObject({ name: 'Seen', standing: 1, failed: 1, entered: 2 });
  });

  it('who may see only their own records sees only those on a step', async () => {
    const id = await make(makeMap([DAY]), 'Own');
    const [hers] = await makeContacts(test, owner, ['Hers'], { ownerId: sales.userId });
    const [mine] = await makeContacts(test, owner, ['Mine']);
    await ask(owner, 'POST', `/api/automations/${id}/records`, { recordIds: [hers, mine] });
    await test.settle();
    const seen = async (seat: TestSeat) =>
      (await ask(seat, 'GET', `/api/automations/${id}/steps/1/people`)).body.people.map(({ recordId }: { recordId: number }) => recordId);
    expect(await seen(owner)).toEqual([hers, mine]);
    const bySales = await seen(sales);
    expect(bySales).toContain(hers);
    const sees = (await ask(sales, 'GET', `/api/automations/${id}/records/${mine}/log`)).status === 200;
    expect(bySales.includes(mine)).toBe(sees);
  });

  it('removing and retrying move whom they name', async () => {
    const id = await make(makeMap([['test.refuse', { letter: 'x' }], DAY]), 'Mended');
    const [felix, grace] = await makeContacts(test, owner, ['Felix', 'Grace']);
    await ask(owner, 'POST', `/api/automations/${id}/records`, { criteria: { field: 1, operator: 'is', values: ['Felix', 'Grace'] } });
    await test.settle();
    expect((await ask(owner, 'POST', `/api/automations/${id}/steps/1/retry`)).body).toEqual({ retried: 1, goesOn: false });
    expect((await ask(owner, 'POST', `/api/automations/${id}/records/remove`, { recordIds: [grace, felix] })).body).toEqual({ left: 2 });
    expect(
      (await ask(owner, 'GET', `/api/automations/${id}/counts`)).body.steps.every((step: { standing: number }) => step.standing === 0),
    ).toBe(true);
  });
});

describe('walls', () => {
  it('another account finds none of it, and a role without the right changes none of it', async () => {
    const id = await make(makeMap([DAY]), 'Walled');
    const [ada] = await makeContacts(test, owner, ['Ada']);
    const at = `/api/automations/${id}`;
    const reads = [at, `${at}/counts`, `${at}/steps/1/people`, `${at}/records/${ada}/log`, `/api/records/0/${ada}/automations`];
    const writes: [string, string, object?][] = [
      ['PATCH', at, { revision: 1, name: 'Mine' }],
      ['POST', `${at}/publish`],
      ['POST', `${at}/pause`],
      ['POST', `${at}/resume`],
      ['DELETE', at],
      ['POST', `${at}/records`, { recordIds: [ada] }],
      ['POST', `${at}/records/remove`, { recordIds: [ada] }],
      ['POST', `${at}/steps/1/retry`],
    ];
    for (const url of reads) {
      if (!url.startsWith('/api/records')) expect((await ask(stranger, 'GET', url)).status, `another account GET ${url}`).toBe(404);
      expect((await ask(reader, 'GET', url)).status, `a reader GET ${url}`).toBe(200);
    }
    for (const [method, url, payload] of [
      ...writes,
      ['POST', '/api/automations', { name: 'New', objectId: 0 }] as [string, string, object],
    ]) {
      expect((await ask(reader, method, url, payload)).status, `a reader ${method} ${url}`).toBe(403);
    }
    for (const [method, url, payload] of writes) {
      expect((await ask(stranger, method, url, payload)).status, `another account ${method} ${url}`).toBe(404);
    }
    expect((await ask(stranger, 'GET', '/api/automations')).body).toEqual([]);
    expect((await ask(stranger, 'GET', '/api/records/0/999999/automations')).status).toBe(404);
    expect((await ask(reader, 'GET', `/api/records/0/${ada}/automations`)).body).toEqual([]);
    expect((await ask(owner, 'GET', at)).body).toMatchObject({ status: 'published', revision: 1 });
  });
});
