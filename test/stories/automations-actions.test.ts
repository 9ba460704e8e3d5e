import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCatalogue } from '../../src/automations/triggers/list-catalogue.ts';
import { COMPANY, DEAL } from '../../src/records/index.ts';
import { finishWebhooks } from '../../src/webhooks/deliver-webhooks.ts';
import { playedInStories, STEPS } from '../automations/played.ts';
import { sendForReal, storyWorld } from '../automations/story-world.ts';
import type { TestSeat } from '../factories.ts';
import { startHookServer, type HookServer } from '../hook-server.ts';

/** Everything a map can do, done to one person in one move; what came of each stands in the ledger once, with the move as cause and its step. */
const world = storyWorld();
let hooks: HookServer;
let colleague: TestSeat;
let ada: number;
let map: number;
type Named =
  | 'relation'
  | 'number'
  | 'visit'
  | 'Mill'
  | 'Farm'
  | 'letter'
  | 'template'
  | 'score'
  | 'router'
  | 'program'
  | 'entered'
  | 'left'
  | 'held'
  | 'resumed';
const ids = {} as Record<Named, number>;
const played: string[] = [];

const post = (url: string, body: object = {}): Promise<any> => world.user.post(url, body);
type Step = [string, Record<string, unknown>];
const WAIT: Step = ['wait', { wait: 'for', amount: 10, unit: 'days' }];

beforeAll(async () => {
  hooks = await startHookServer();
  await sendForReal(world);
  colleague = await world.colleague('Cleo');
  const relation = { label: 'Works with', type: 'relation', settings: { objectId: COMPANY, otherLabel: 'Works for' } };
  ids.relation = (await post('/api/objects/0/fields', relation)).id;
  ids.number = (await post('/api/objects/0/fields', { label: 'Loaves', type: 'number' })).id;
  ids.visit = (await post('/api/objects/0/fields', { label: 'Visit', type: 'date' })).id;
  for (const name of ['Mill', 'Farm'] as const) ids[name] = (await post(`/api/records/${COMPANY}`, { values: { 1: name } })).id;
  ids.letter = await world.letter('Hello', { purpose: 'transactional' });
  const template = { objectId: 0, name: 'Ring', subject: 'Ring them', outcomes: [{ label: 'Done' }] };
  ids.template = (await post('/api/task-templates', template)).id;
  const lines = [{ id: 1, is: 'criteria', points: 10, criteria: { field: 6, operator: 'is', values: ['Baker'] } }];
  ids.score = (await post('/api/scores', { objectId: 0, name: 'Promise', settings: { lines } })).id;
  const program = { url: `${hooks.url}/told`, events: [{ kind: 'tag.added', objectId: COMPANY }], fields: 'light' };
  ids.program = (await post('/api/webhook-subscriptions', program)).id;
  const members = [{ userId: colleague.userId }];
  ids.router = (await post('/api/lead-routers', { objectId: 0, name: 'Turns', settings: { members, keepOwner: false } })).id;
  for (const name of ['entered', 'left', 'held', 'resumed'] as const) ids[name] = await world.publish(`To be ${name}`, [WAIT, ['end']]);
  const [role] = await world.rows<{ id: number }>("select id::int as id from roles where account_id = $1 and name = 'Manager'");

  ada = await world.contact('Ada', { [ids.number]: 4, [ids.visit]: '2026-03-10', 6: 'Cook', 5: '+49 431 1234' });
  await post(`/api/records/0/${ada}/tags`, { name: 'Old' });
  await post(`/api/records/0/${ada}/relations/${ids.relation}`, { ids: [ids.Farm] });
  await world.add(ids.left, ada);
  await world.add(ids.held, ada);
  await world.add(ids.resumed, ada);
  await world.add(await world.publish('Hold first', [['automation.hold', { automationId: ids.resumed }], ['end']]), ada);

  const change = (fieldId: number, how: object): Step => ['field.change', { fieldId, change: how }];
  const steps: Step[] = [
    change(ids.number, { how: 'calculate', formula: `{${ids.number}} * 2 + 1` }),
    change(ids.visit, { how: 'shift', amount: 1, unit: 'months' }),
    change(6, { how: 'set', value: 'Baker' }),
    change(5, { how: 'clear' }),
    ['tag.add', { tag: 'New' }],
    ['tag.remove', { tag: 'Old' }],
    ['task.create', { subject: 'Greet {{ contact.first_name }}', assignee: 'owner', dueInDays: 2 }],
    ['task.create', { subject: 'Help', assignee: colleague.userId, dueInDays: null }],
    ['task.create', { subject: 'Look', assignee: { roleId: role!.id }, dueInDays: null }],
    ['task.assign', { templateId: ids.template }],
    ['record.create', { objectId: DEAL, values: [{ fieldId: 1, text: 'Bread for {{ contact.first_name }}' }] }],
    ['record.relate', { fieldId: ids.relation, to: [ids.Mill] }],
    ['record.unrelate', { fieldId: ids.relation, to: [ids.Farm] }],
    ['email.send', { messageId: ids.letter }],
    ['user.notify', { to: [colleague.userId], subject: '{{ contact.first_name }} is here', text: 'Say hello' }],
    ['score.add', { scoreId: ids.score, points: 7 }],
    ['lead.route', { routerId: ids.router }],
    ['webhook.send', { method: 'PUT', url: `${hooks.url}/hook`, encoding: 'json', body: '{"who":"{{ contact.first_name }}"}' }],
    ['webhook.tell', { subscriptionId: ids.program }],
    ['automation.enter', { automationId: ids.entered }],
    ['automation.leave', { automationId: ids.left }],
    ['automation.hold', { automationId: ids.held }],
    ['automation.resume', { automationId: ids.resumed }],
    ['owner.change', { ownerId: world.seat.userId }],
  ];
  played.push(...steps.map(([kind]) => kind));
  map = await world.publish('Everything', [...steps, ['end']]);
  await world.add(map, ada);
  await finishWebhooks(world.test.database);
  await world.run();
});

afterAll(() => hooks.close());

it('no action of the catalogue is left out', () => {
  const known = playedInStories(STEPS);
  const offered = listCatalogue().steps.filter(({ engine }) => !engine);
  expect(offered.flatMap(({ kind }) => (known.has(kind) ? [] : [kind]))).toEqual([]);
});

it('all is one move, which led to each effect once, told beside its step', async () => {
  const lines = await world.way(map, ada);
  expect(lines.map(({ kind }) => kind)).toEqual(['automation.entered', 'automation.moved']);
  const [, move] = lines;
  expect(move).toMatchObject({ path: [...played.keys(), played.length].map((place) => place + 1), outcome: 'ended' });
  const byStep = Map.groupBy(move!.effects, ({ stepId }) => stepId);
  const of = (step: number): string[] => (byStep.get(step) ?? []).map(({ kind }) => kind).toSorted();
  const effects: [kind: string, effect: string | RegExp][] = [
    ['tag.add', 'tag.added'],
    ['tag.remove', 'tag.removed'],
    ['task.create', 'task.created'],
    ['task.assign', 'task.created'],
    ['automation.enter', 'automation.entered'],
    ['automation.leave', 'automation.left'],
    ['automation.hold', 'automation.held'],
    ['automation.resume', 'automation.released'],
    ['owner.change', 'owner.changed'],
    ['field.change', 'record.updated'],
  ];
  for (const [kind, effect] of effects)
    for (const [place, one] of played.entries())
      if (one === kind)
        expect(
          of(place + 1).filter((told) => told === effect),
          `${kind}, step ${place + 1}`,
        ).toHaveLength(1);
  expect(of(played.indexOf('record.relate') + 1), 'one on either side').toEqual(['record.related', 'record.related']);
  expect(of(played.indexOf('record.unrelate') + 1)).toEqual(['record.unrelated', 'record.unrelated']);
  expect(of(played.indexOf('email.send') + 1)).toContain('email.queued');
  expect(of(played.indexOf('lead.route') + 1)).toEqual(expect.arrayContaining(['lead.routed', 'owner.changed']));
  expect(of(played.indexOf('score.add') + 1)).toContain('score.changed');
  expect(of(played.indexOf('record.create') + 1)).toContain('record.created');
});

it('the person, their tasks, records, letters and places are as the map made them', async () => {
  const { values, ownerId } = await world.user.get(`/api/records/0/${ada}`);
  expect(values).toMatchObject({ [ids.number]: 9, [ids.visit]: '2026-04-10', 6: 'Baker' });
  expect(values[5]).toBeUndefined();
  expect(ownerId).toBe(world.seat.userId);
  expect(await world.tagsOf(ada)).toEqual(['New']);
  const { tasks } = await world.user.get(`/api/records/0/${ada}/tasks`);
  expect(tasks.map(({ subject }: { subject: string }) => subject).toSorted()).toEqual(['Greet Ada', 'Help', 'Look', 'Ring them']);
  const [deal] = await world.rows<{ name: string; n: number }>(
    `select max(name) as name, count(*)::int as n from records where account_id = $1 and object_id = ${DEAL}`,
  );
  expect(deal).toEqual({ name: 'Bread for Ada', n: 1 });
  const related = await world.rows<{ related_id: string }>(
    'select related_id from record_links where account_id = $1 and object_id = 0 and record_id = $2',
    ada,
  );
  expect(related.map(({ related_id }) => Number(related_id))).toEqual([ids.Mill]);
  expect(world.mail.letters.map(({ to }) => to)).toEqual([['ada@example.com']]);
  const called = hooks.arrived.filter(({ path }) => path === '/hook');
  expect(called.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([['PUT', { who: 'Ada' }]]);
  const told = hooks.arrived.filter(({ path }) => path === '/told').map(({ body }) => JSON.parse(body));
  expect(told).toMatchObject([{ type: 'webhook.called', data: { record: { id: ada } } }]);
  const notes = await world.rows<{ user_id: string }>("select user_id from notifications where account_id = $1 and kind = 'user.notified'");
  expect(notes.map(({ user_id }) => Number(user_id))).toEqual([colleague.userId]);
  const [score] = await world.user.get(`/api/records/0/${ada}/scores`);
  expect(score.value).toBe(17);
  const places = await world.user.get(`/api/records/0/${ada}/automations`);
  expect(places.map((one: { automationId: number; isHeld: boolean }) => [one.automationId, one.isHeld]).toSorted()).toEqual(
    [
      [ids.entered, false],
      [ids.held, true],
      [ids.resumed, false],
    ].toSorted(),
  );
});

it('ten days later only who is held still stands, and goes on when somebody lets them', async () => {
  await world.run('2026-03-13T09:00:00Z');
  expect((await world.user.get(`/api/records/0/${ada}/automations`)).map((one: { automationId: number }) => one.automationId)).toEqual([
    ids.held,
  ]);
  await world.add(await world.publish('Let go', [['automation.resume', { automationId: null }], ['end']]), ada);
  expect(await world.user.get(`/api/records/0/${ada}/automations`)).toEqual([]);
  expect((await world.way(ids.held, ada)).at(-1)).toMatchObject({
    kind: 'automation.moved',
    from: { step: 1, exit: 0 },
    path: [2],
    outcome: 'ended',
  });
});
