import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCatalogue } from '../../src/automations/triggers/list-catalogue.ts';
import type { Trigger } from '../../src/automations/schema.ts';
import { linkToken } from '../../src/email/index.ts';
import { COMPANY, createRecord } from '../../src/records/index.ts';
import { system } from '../../src/app/kernel/actor.ts';
import { finishWebhooks } from '../../src/webhooks/deliver-webhooks.ts';
import { CASES, playedInStories } from '../automations/played.ts';
import { sendForReal, storyWorld } from '../automations/story-world.ts';
import type { TestSeat } from '../factories.ts';
import { startHookServer, type HookServer } from '../hook-server.ts';
import { BROWSER } from '../reader.ts';

/**
 * Every kind of event a map can start from, each caused as people cause it: one person does what the trigger asks for, another nearly does. The first
 * is on the map with that very event as the cause, the second is not.
 */
const world = storyWorld();
let hooks: HookServer;
let colleague: TestSeat;
const ids: Record<string, number> = {};

interface Pair {
  met: number;
  unmet: number;
}
interface Case {
  kind: string;
  says: string;
  trigger: () => Omit<Trigger, 'id' | 'event'>;
  /** Before the map runs. */
  before?: (pair: Pair) => Promise<unknown>;
  happens: (pair: Pair) => Promise<Pair | unknown>;
}

const at = (id: number, more = ''): string => `/api/records/0/${id}${more}`;
const post = (url: string, body: object = {}): Promise<any> => world.user.post(url, body);
const asks = (key: string, operator: 'is' | 'contains' | 'greater', ...values: (string | number)[]) => [{ key, operator, values }];
const permission = (id: number, how: 'give' | 'withdraw', channel = 'email') =>
  post(`/api/objects/0/records/${id}/permission/${how}`, { channel, evidence: 'They told us so' });
const task = async (id: number, subject: string): Promise<number> =>
  (await post(at(id, '/tasks'), { subject, assigneeId: world.seat.userId })).tasks.find(
    (one: { subject: string }) => one.subject === subject,
  ).id;
const letterOf = async (recordId: number): Promise<{ id: number; follow: string; unsubscribe: string }> => {
  const [row] = await world.rows<{ id: number }>(
    'select max(id)::int as id from deliveries where account_id = $1 and record_id = $2',
    recordId,
  );
  const shown = await world.user.get(`/api/outbox/${row!.id}`);
  return { id: row!.id, follow: shown.links[0]?.follow, unsubscribe: shown.unsubscribe };
};
/** As a person does it: a while after the letter came, in a browser. */
const visit = (path: string) => {
  world.test.clock.moveBy(5 * 60_000);
  return world.server.inject({ url: path, headers: { 'user-agent': BROWSER } });
};
const both = async (pair: Pair, work: (id: number) => Promise<unknown>): Promise<void> => {
  for (const id of [pair.met, pair.unmet]) await work(id);
};
const mailBoth = (pair: Pair) =>
  both(pair, async (id) => {
    await permission(id, 'give').catch(() => undefined);
    await world.add(ids.mailing!, id);
  });
const deliver = async (): Promise<void> => {
  await world.run();
  await finishWebhooks(world.test.database);
};

beforeAll(async () => {
  hooks = await startHookServer();
  hooks.answer = ({ path }, response) => void response.writeHead(path.includes('wrong') ? 410 : 200).end('{}');
  colleague = await world.colleague('Cleo');
  ids.gold = (await post(at(await world.contact('Keeper'), '/tags'), { name: 'Gold' })).id;
  ids.silver = (await post(at(await world.contact('Minder'), '/tags'), { name: 'Silver' })).id;
  const relation = async (label: string, otherLabel: string): Promise<number> =>
    (await post('/api/objects/0/fields', { label, type: 'relation', settings: { objectId: COMPANY, otherLabel } })).id;
  ids.relation = await relation('Works with', 'Works for');
  ids.other = await relation('Buys from', 'Sells to');
  ids.company = (await post(`/api/records/${COMPANY}`, { values: { 1: 'Quay Flour' } })).id;
  ids.kiel = (await post('/api/groups', { objectId: 0, name: 'Kiel', criteria: { field: 11, operator: 'is', values: ['Kiel'] } })).id;
  ids.letter = await world.letter('News');
  ids.mailing = await world.publish('Mailing', [['email.send', { messageId: ids.letter }], ['end']], { reentry: 'always' });
  ids.waiting = await world.publish('Waiting', [['wait', { wait: 'for', amount: 300, unit: 'days' }], ['end']], { reentry: 'always' });
  ids.elsewhere = await world.publish('Elsewhere', [['wait', { wait: 'for', amount: 300, unit: 'days' }], ['end']], { reentry: 'always' });
  for (const way of ['right', 'wrong']) {
    const settings = { method: 'POST', url: `${hooks.url}/${way}`, encoding: 'none' };
    ids[way] = await world.publish(`Hook ${way}`, [['webhook.send', settings], ['end']]);
  }
  const lines = [{ id: 1, is: 'criteria', points: 50, criteria: { field: 6, operator: 'is', values: ['Baker'] } }];
  ids.score = (await post('/api/scores', { objectId: 0, name: 'Promise', settings: { lines } })).id;
  const router = async (name: string, settings: object): Promise<number> =>
    (await post('/api/lead-routers', { objectId: 0, name, settings })).id;
  const members = [{ userId: colleague.userId }];
  const away = [{ userId: colleague.userId, settings: { away: { from: '2026-01-01', to: '2027-12-31' } } }];
  const routers = {
    routing: await router('Turns', { members, keepOwner: false }),
    keeping: await router('Keeping', { members, keepOwner: true }),
    patient: await router('Patient', { members: away, keepOwner: false, otherwise: { do: 'wait' } }),
  };
  for (const [name, routerId] of Object.entries(routers)) {
    ids[name] = routerId;
    ids[`to ${name}`] = await world.publish(`To ${name}`, [['lead.route', { routerId }], ['end']], { reentry: 'always' });
  }
  await world.run();
});

afterAll(() => hooks.close());

const route = (name: string) => (pair: Pair) => world.add(ids[`to ${name}`]!, pair.met);

const PRACTISING: Case[] = [
  {
    kind: 'record.created',
    says: 'a user makes a record, and not the product itself',
    trigger: () => ({ where: asks('by', 'is', 'user') }),
    happens: async () => ({
      met: await world.contact('Newcomer'),
      unmet: await world.as((db) => createRecord(db, system, world.seat.ids, { objectId: 0, values: { 1: 'Made' } })),
    }),
  },
  {
    kind: 'record.updated',
    says: 'a field changes from one value to another',
    trigger: () => ({ fields: [6], where: [...asks('before', 'is', 'Baker'), ...asks('after', 'is', 'Cook')] }),
    before: (pair) => both(pair, (id) => world.user.patch(at(id), { values: { 6: 'Baker' } })),
    async happens({ met, unmet }) {
      await world.user.patch(at(met), { values: { 6: 'Cook' } });
      await world.user.patch(at(unmet), { values: { 6: 'Miller' } });
    },
  },
  {
    kind: 'record.restored',
    says: 'a record comes back from the bin',
    trigger: () => ({}),
    before: (pair) => both(pair, (id) => world.user.delete(at(id))),
    happens: ({ met }) => post(at(met, '/restore')),
  },
  {
    kind: 'owner.changed',
    says: 'a record is given to one user',
    trigger: () => ({ where: asks('to', 'is', colleague.userId) }),
    before: ({ unmet }) => world.user.patch(at(unmet), { ownerId: colleague.userId }),
    async happens({ met, unmet }) {
      await world.user.patch(at(met), { ownerId: colleague.userId });
      await world.user.patch(at(unmet), { ownerId: world.seat.userId });
    },
  },
  {
    kind: 'tag.added',
    says: 'a tag is added, and not another',
    trigger: () => ({ subject: [ids.gold!] }),
    async happens({ met, unmet }) {
      await post(at(met, '/tags'), { name: 'Gold' });
      await post(at(unmet, '/tags'), { name: 'Silver' });
    },
  },
  {
    kind: 'tag.removed',
    says: 'a tag is taken off, and not another',
    trigger: () => ({ subject: [ids.gold!] }),
    before: (pair) => both(pair, async (id) => (await post(at(id, '/tags'), { name: 'Gold' }), post(at(id, '/tags'), { name: 'Silver' }))),
    async happens({ met, unmet }) {
      await world.user.delete(at(met, `/tags/${ids.gold}`));
      await world.user.delete(at(unmet, `/tags/${ids.silver}`));
    },
  },
  {
    kind: 'record.related',
    says: 'a record is related by one relation',
    trigger: () => ({ subject: [ids.relation!] }),
    async happens({ met, unmet }) {
      await post(at(met, `/relations/${ids.relation}`), { ids: [ids.company] });
      await post(at(unmet, `/relations/${ids.other}`), { ids: [ids.company] });
    },
  },
  {
    kind: 'record.unrelated',
    says: 'a relation is ended',
    trigger: () => ({ subject: [ids.relation!] }),
    before: (pair) => both(pair, (id) => post(at(id, `/relations/${ids.relation}`), { ids: [ids.company] })),
    happens: ({ met }) => post(at(met, `/relations/${ids.relation}/remove`), { ids: [ids.company] }),
  },
  {
    kind: 'note.added',
    says: 'a note says a word',
    trigger: () => ({ where: asks('body', 'contains', 'bread') }),
    async happens({ met, unmet }) {
      await post(at(met, '/notes'), { body: 'Likes our BREAD' });
      await post(at(unmet, '/notes'), { body: 'Likes our rolls' });
    },
  },
  {
    kind: 'task.created',
    says: 'a task of a name is made',
    trigger: () => ({ where: asks('subject', 'contains', 'call') }),
    happens: async ({ met, unmet }) => (await task(met, 'Call them'), task(unmet, 'Visit them')),
  },
  {
    kind: 'task.completed',
    says: 'a task is done with one outcome',
    trigger: () => ({ where: asks('outcome', 'is', 'Interested') }),
    async happens({ met, unmet }) {
      await post(`/api/tasks/${await task(met, 'Ask')}/complete`, { outcome: 'Interested' });
      await post(`/api/tasks/${await task(unmet, 'Ask')}/complete`, { outcome: 'No answer' });
    },
  },
  {
    kind: 'task.cancelled',
    says: 'a task is cancelled',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await post(`/api/tasks/${await task(met, 'Ask')}/cancel`);
      await task(unmet, 'Ask');
    },
  },
  {
    kind: 'call.logged',
    says: 'a call was answered',
    trigger: () => ({ where: asks('outcome', 'is', 'answered') }),
    async happens({ met, unmet }) {
      await post(at(met, '/calls'), { direction: 'out', outcome: 'answered' });
      await post(at(unmet, '/calls'), { direction: 'out', outcome: 'busy' });
    },
  },
  {
    kind: 'group.entered',
    says: 'somebody comes to match a group',
    trigger: () => ({ subject: [ids.kiel!] }),
    async happens({ met, unmet }) {
      await world.user.patch(at(met), { values: { 11: 'Kiel' } });
      await world.user.patch(at(unmet), { values: { 11: 'Bonn' } });
    },
  },
  {
    kind: 'group.left',
    says: 'somebody matches a group no more',
    trigger: () => ({ subject: [ids.kiel!] }),
    before: (pair) => both(pair, (id) => world.user.patch(at(id), { values: { 11: 'Kiel' } })),
    async happens({ met, unmet }) {
      await world.user.patch(at(met), { values: { 11: 'Bonn' } });
      await world.user.patch(at(unmet), { values: { 6: 'Cook' } });
    },
  },
  {
    kind: 'consent.given',
    says: 'somebody permits one channel',
    trigger: () => ({ where: asks('channel', 'is', 'email') }),
    async happens({ met, unmet }) {
      await permission(met, 'give');
      await world.user.patch(at(unmet), { values: { 4: `+49151${String(10_000_000 + unmet)}` } });
      await permission(unmet, 'give', 'sms');
    },
  },
  {
    kind: 'consent.withdrawn',
    says: 'somebody withdraws a permission',
    trigger: () => ({ where: asks('channel', 'is', 'email') }),
    before: (pair) => both(pair, (id) => permission(id, 'give')),
    happens: ({ met }) => permission(met, 'withdraw'),
  },
  {
    kind: 'email.captured',
    says: 'a letter is captured while the account practises',
    trigger: () => ({ subject: [ids.letter!] }),
    async happens(pair) {
      await permission(pair.met, 'give');
      await world.add(ids.mailing!, pair.met, pair.unmet);
    },
    before: ({ unmet }) => permission(unmet, 'give').then(() => permission(unmet, 'withdraw')),
  },
  {
    kind: 'webhook.captured',
    says: 'a webhook is captured while the account practises',
    trigger: () => ({}),
    happens: ({ met }) => world.add(ids.right!, met).then(deliver),
  },
  {
    kind: 'score.changed',
    says: 'a score rises above a number',
    trigger: () => ({ subject: [ids.score!], where: asks('after', 'greater', 40) }),
    before: ({ unmet }) => world.user.patch(at(unmet), { values: { 6: 'Baker' } }),
    async happens({ met, unmet }) {
      await world.user.patch(at(met), { values: { 6: 'Baker' } });
      await world.user.patch(at(unmet), { values: { 6: 'Cook' } });
    },
  },
  {
    kind: 'lead.routed',
    says: 'a router gives a record to somebody',
    trigger: () => ({ subject: [ids.routing!], where: asks('ownerId', 'is', colleague.userId) }),
    happens: route('routing'),
  },
  { kind: 'lead.waiting', says: 'a record waits for a router', trigger: () => ({ subject: [ids.patient!] }), happens: route('patient') },
  {
    kind: 'lead.left',
    says: 'a router leaves a record with its owner',
    trigger: () => ({ where: asks('because', 'is', 'owned') }),
    happens: route('keeping'),
  },
  {
    kind: 'automation.entered',
    says: 'somebody comes onto another map',
    trigger: () => ({ subject: [ids.waiting!] }),
    async happens({ met, unmet }) {
      await world.add(ids.waiting!, met);
      await world.add(ids.elsewhere!, unmet);
    },
  },
  {
    kind: 'automation.left',
    says: 'somebody leaves another map',
    trigger: () => ({ subject: [ids.waiting!] }),
    before: ({ met, unmet }) => world.add(ids.waiting!, met, unmet),
    happens: ({ met }) => post(`/api/automations/${ids.waiting}/records/remove`, { recordIds: [met] }),
  },
  {
    kind: 'automation.held',
    says: 'somebody is held on another map',
    trigger: () => ({ subject: [ids.waiting!] }),
    before: ({ met, unmet }) => world.add(ids.waiting!, met, unmet),
    async happens({ met }) {
      const holding = await world.publish('Holding', [['automation.hold', { automationId: ids.waiting }], ['end']]);
      await world.add(holding, met);
    },
  },
  {
    kind: 'automation.released',
    says: 'somebody is released on another map',
    trigger: () => ({ subject: [ids.waiting!] }),
    async before({ met, unmet }) {
      await world.add(ids.waiting!, met, unmet);
      await world.add(await world.publish('Hold all', [['automation.hold', { automationId: null }], ['end']]), met, unmet);
    },
    async happens({ met }) {
      await world.add(await world.publish('Release', [['automation.resume', { automationId: ids.waiting }], ['end']]), met);
    },
  },
  {
    kind: 'event.received',
    says: 'a program tells of something, with a value in it',
    trigger: () => ({ where: [...asks('name', 'is', 'order.started'), ...asks('values.total', 'greater', 99)] }),
    async happens({ met, unmet }) {
      await post(at(met, '/events'), { name: 'order.started', data: { total: 100 } });
      await post(at(unmet, '/events'), { name: 'order.started', data: { total: 99 } });
      await post(at(unmet, '/events'), { name: 'order.paid', data: { total: 500 } });
    },
  },
  {
    kind: 'date.reached',
    says: 'a day comes that a field names',
    trigger: () => ({
      date: { when: 'field', offset: { fieldId: 8, amount: 1, unit: 'days', direction: 'before', at: '09:00', yearly: true } },
    }),
    before: ({ met, unmet }) =>
      world.user.patch(at(met), { values: { 8: '1990-03-05' } }).then(() => world.user.patch(at(unmet), { values: { 8: '1990-03-06' } })),
    async happens() {
      await world.run('2026-03-04T07:59:00Z');
      await world.run('2026-03-04T08:00:00Z');
    },
  },
  {
    kind: 'record.merged',
    says: 'another record is merged into one',
    trigger: () => ({}),
    async happens({ met }) {
      const double = await world.contact('Double');
      await post('/api/duplicates/merge', { objectId: 0, recordIds: [met, double] });
    },
  },
  {
    kind: 'record.unmerged',
    says: 'a merge is undone',
    trigger: () => ({}),
    async happens({ met }) {
      const double = await world.contact('Double');
      await post('/api/duplicates/merge', { objectId: 0, recordIds: [met, double] });
      const { merges } = await world.user.get('/api/duplicates/merges?object=0');
      await post(`/api/duplicates/merges/${merges[0].id}/undo`);
    },
  },
];

const LIVE: Case[] = [
  {
    kind: 'email.sent',
    says: 'a letter leaves',
    trigger: () => ({ subject: [ids.letter!] }),
    before: ({ unmet }) => permission(unmet, 'withdraw'),
    happens: ({ met }) => permission(met, 'give').then(() => world.add(ids.mailing!, met)),
  },
  {
    kind: 'email.opened',
    says: 'a letter is opened',
    trigger: () => ({ subject: [ids.letter!] }),
    before: mailBoth,
    async happens({ met }) {
      const { id } = await letterOf(met);
      const secret = 'a key for tests alone, long enough for everybody';
      await visit(`/e/o/${linkToken(secret, { accountId: world.seat.accountId, deliveryId: id, purpose: 'open' })}`);
    },
  },
  {
    kind: 'email.clicked',
    says: 'a link is clicked that leads to one page',
    trigger: () => ({ subject: [ids.letter!], where: asks('link', 'contains', '/bread') }),
    before: mailBoth,
    happens: async ({ met }) => visit(new URL((await letterOf(met)).follow).pathname),
  },
  {
    kind: 'email.unsubscribed',
    says: 'somebody unsubscribes by a letter',
    trigger: () => ({ subject: [ids.letter!] }),
    before: mailBoth,
    happens: async ({ met }) =>
      world.server.inject({
        method: 'POST',
        url: new URL((await letterOf(met)).unsubscribe).pathname,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'List-Unsubscribe=One-Click',
      }),
  },
  ...[
    { kind: 'email.failed', says: 'a letter cannot be sent' },
    { kind: 'mail.bounced', says: 'a letter comes back for good' },
  ].map((each): Case => ({
    ...each,
    trigger: () => ({ subject: [ids.letter!] }),
    async happens(pair) {
      const { values } = await world.user.get(at(pair.met));
      world.mail.atReceiver = (address) => (address === values[3] ? { code: 550, text: '5.1.1 User unknown' } : undefined);
      await mailBoth(pair);
    },
  })),
  {
    kind: 'webhook.sent',
    says: 'a webhook is taken',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await world.add(ids.wrong!, unmet);
      await world.add(ids.right!, met);
      await deliver();
    },
  },
  {
    kind: 'webhook.failed',
    says: 'a webhook is given up',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await world.add(ids.wrong!, met);
      await world.add(ids.right!, unmet);
      await deliver();
    },
  },
];

async function play({ kind, trigger, before, happens }: Case): Promise<void> {
  const names = [`Ada ${kind}`, `Bob ${kind}`].map((name) => name.replaceAll(/[ .]/g, ''));
  const pair: Pair = { met: await world.contact(names[0]!), unmet: await world.contact(names[1]!) };
  await before?.(pair);
  await world.run();
  const map = await world.publish(`When ${kind}`, [['tag.add', { tag: `Met ${kind}` }], ['end']], {
    triggers: [{ event: kind, ...trigger() }],
  });
  await world.run();
  const other = (await happens(pair)) as Partial<Pair> | undefined;
  const { met, unmet } = other?.met ? (other as Pair) : pair;
  await deliver();
  await world.run();

  const lines = await world.way(map, met);
  expect(lines.map((line) => line.kind)).toEqual(['automation.entered', 'automation.moved']);
  expect(lines[0]).toMatchObject({ trigger: 1001, cause: { kind, record: { id: met } } });
  expect(lines[1]).toMatchObject({ path: [1, 2], exits: [0, null], outcome: 'ended', effects: [{ kind: 'tag.added', stepId: 1 }] });
  expect(await world.tagsOf(met)).toContain(`Met ${kind}`);
  expect((await world.way(map, unmet).catch(() => [])).map((line) => line.kind)).toEqual([]);
  await world.user.post(`/api/automations/${map}/pause`);
}

describe('a map starts when', () => {
  it.each(PRACTISING)('$kind: $says', play);
});

describe('when letters and webhooks leave, a map starts when', () => {
  beforeAll(() => sendForReal(world));
  it.each(LIVE)('$kind: $says', play);
});

it('no kind of the catalogue is left out', () => {
  const played = playedInStories(CASES);
  expect(listCatalogue().triggers.flatMap(({ event }) => (played.has(event) ? [] : [event]))).toEqual([]);
});
